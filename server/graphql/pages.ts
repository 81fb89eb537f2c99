// SQL cannot do this because it never sees the `first` of a list.
import { lambda } from "postgraphile/grafast";
import { PublicError } from "../errors.ts";

const most = 1000;
const usual = 100;

/** A list without `first` gives at most 100 of its nodes; more than 1,000 at once are refused. */
export const PagesPlugin: GraphileConfig.Plugin = {
  name: "PagesPlugin",
  version: "1.0.0",
  schema: {
    hooks: {
      GraphQLObjectType_fields_field_args: {
        after: ["PgFirstLastBeforeAfterArgsPlugin"],
        callback(args, _build, { scope }) {
          if (!args.first || !(scope.isPgFieldConnection || scope.isPgFieldSimpleCollection)) return args;
          args.first = {
            ...args.first,
            description: `How many at most, up to ${most}.`,
            defaultValue: usual, // without one nobody would look at an argument that is not there
            applyPlan(_parent, $connection, arg) {
              $connection.setFirst(lambda(arg.getRaw(), pageSize, true));
            },
          };
          return args;
        },
      },
    },
  },
};

function pageSize(first: unknown): number {
  if (first == null) return usual;
  if (typeof first === "number" && first >= 0 && first <= most) return first;
  throw new PublicError({
    status: 400,
    code: "BAD_USER_INPUT",
    message: `“first” has to be from 0 to ${most}.`,
    hint: "Page through longer lists with “after”.",
    field: "first",
  });
}
