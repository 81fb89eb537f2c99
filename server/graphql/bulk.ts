// SQL cannot do this because a function cannot take a list of another table's input type; what the fields below do is
// db/records/bulk.sql, in one transaction and under the writer's own rights.
import {
  listOfCodec,
  type PgCodecWithAttributes,
  type PgResource,
  sideEffectWithPgClientTransaction,
  TYPES,
} from "postgraphile/@dataplan/pg";
import { access, constant, type FieldArgs, object, type Step } from "postgraphile/grafast";
import { extendSchema } from "postgraphile/utils";
import { PublicError } from "../errors.ts";

const most = 5_000;
const ids = listOfCodec(TYPES.uuid);

/** createContacts, updateContacts, deleteContacts and upsertContacts, for every object. */
export const BulkPlugin: GraphileConfig.Plugin = extendSchema((build) => {
  const { inflection, sql } = build;
  const typeDefs: string[] = [];
  const mutations: Record<string, (parent: unknown, args: FieldArgs) => unknown> = {};
  const payloads: Record<string, { plans: Record<string, (payload: Step) => unknown> }> = {};

  for (const resource of Object.values(build.pgResources)) {
    if (!isObject(resource)) continue;
    const { codec } = resource;
    const type = inflection.tableType(codec);
    const name = inflection.allRowsConnection(resource);
    const Name = inflection.upperCamelCase(name);
    const table = codec.extensions?.pg?.name ?? resource.name;
    const columns = Object.fromEntries(
      Object.keys(codec.attributes).map((column) => [inflection.attribute({ attributeName: column, codec }), column]),
    );
    const toRow = (record: object) =>
      Object.fromEntries(Object.entries(record).map(([field, value]) => [columns[field] ?? field, value]));

    typeDefs.push(`
      input Create${Name}Input { clientMutationId: String, ${name}: [${type}Input!]! }
      input Update${Name}Input { clientMutationId: String, ${name}: [Update${Name}Item!]! }
      input Update${Name}Item { id: UUID!, patch: ${type}Patch! }
      input Delete${Name}Input { clientMutationId: String, ids: [UUID!]! }
      input Upsert${Name}Input {
        clientMutationId: String
        """The unique field by which a record is recognised, such as domain."""
        on: String!
        ${name}: [${type}Input!]!
      }
      type Bulk${Name}Payload { clientMutationId: String, ids: [UUID!]!, ${name}: [${type}!]!, query: Query }
      type Delete${Name}Payload { clientMutationId: String, ids: [UUID!]!, query: Query }
      extend type Mutation {
        """Creates up to ${most} records, all or none."""
        create${Name}(input: Create${Name}Input!): Bulk${Name}Payload
        """Updates up to ${most} records, all or none."""
        update${Name}(input: Update${Name}Input!): Bulk${Name}Payload
        """Deletes up to ${most} records, all or none."""
        delete${Name}(input: Delete${Name}Input!): Delete${Name}Payload
        """Creates or updates up to ${most} records by a unique field, all or none; what is as wanted already is left alone."""
        upsert${Name}(input: Upsert${Name}Input!): Bulk${Name}Payload
      }`);

    const write = (verb: string, itemsOf: (input: Record<string, unknown>) => unknown[]) => {
      mutations[verb + Name] = (_, args) => {
        const $ids = sideEffectWithPgClientTransaction(
          resource.executor,
          args.getRaw("input"),
          async (client, given) => {
            const input: Record<string, unknown> = Object(given);
            const on = String(input.on ?? "id");
            const { rows } = await client.query<{ ids: string[] }>({
              text: "select app_hidden.write_records($1, $2, $3, $4) as ids",
              values: [verb, table, JSON.stringify(itemsOf(input)), columns[on] ?? on],
            });
            return rows[0]?.ids ?? [];
          },
        );
        return object({ ids: $ids, clientMutationId: args.getRaw(["input", "clientMutationId"]) });
      };
    };
    write("create", (input) => limited(input[name]).map(toRow));
    write("update", (input) => limited(input[name]).map(({ id, patch }) => toRow({ ...Object(patch), id })));
    write("upsert", (input) => limited(input[name]).map(toRow));
    write("delete", (input) => limited(input.ids));
    payloads[`Bulk${Name}Payload`] = {
      plans: {
        ids: ($payload) => access($payload, "ids"),
        clientMutationId: ($payload) => access($payload, "clientMutationId"),
        [name]($payload) {
          const $ids = access($payload, "ids");
          const $records = resource.find();
          $records.where(sql`${$records.alias}.id = any(${$records.placeholder($ids, ids)})`);
          $records.orderBy({
            fragment: sql`array_position(${$records.placeholder($ids, ids)}, ${$records.alias}.id)`,
            codec: TYPES.int,
            direction: "ASC",
          });
          return $records;
        },
        query: () => constant({}),
      },
    };
    payloads[`Delete${Name}Payload`] = {
      plans: {
        ids: ($payload) => access($payload, "ids"),
        clientMutationId: ($payload) => access($payload, "clientMutationId"),
        query: () => constant({}),
      },
    };
  }
  return {
    typeDefs: build.graphql.parse(typeDefs.join("\n")),
    objects: { Mutation: { plans: mutations }, ...payloads },
  };
}, "BulkPlugin");

type ObjectResource = PgResource<string, PgCodecWithAttributes>;

/** The table of an object, which says so in its comment. */
export function isObject(resource: PgResource): resource is ObjectResource {
  return Boolean(resource.codec.attributes && resource.codec.extensions?.tags?.unionMember) && !resource.parameters;
}

function limited(records: unknown): Record<string, unknown>[] {
  if (!Array.isArray(records) || records.length > most) {
    throw new PublicError({
      status: 400,
      code: "BAD_USER_INPUT",
      message: `At most ${most} records can be written at once.`,
      hint: "Send them in several requests, or import a file.",
    });
  }
  return records;
}
