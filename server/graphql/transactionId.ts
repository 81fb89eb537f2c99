// SQL cannot do this because which transaction a mutation ran in is known only once it has ended.
import { context, lambda, list } from "postgraphile/grafast";
import { transactionOf } from "./adaptor.ts";

/** Every mutation gives the id of its transaction, by which undo takes it back. */
export const TransactionIdPlugin: GraphileConfig.Plugin = {
  name: "TransactionIdPlugin",
  version: "1.0.0",
  schema: {
    hooks: {
      GraphQLObjectType_fields(fields, build, { Self }) {
        if (!fields.clientMutationId || !Self.name.endsWith("Payload")) return fields;
        return build.extend(
          fields,
          {
            transactionId: {
              type: build.getTypeByName("BigInt") as typeof build.graphql.GraphQLString,
              description: "The transaction, for undo; null when nothing changed.",
              plan: ($payload) =>
                lambda(list([$payload, context().get("pgSettings")]), ([, settings]) => transactionOf(settings)),
            },
          },
          "Adding transactionId to a mutation's payload",
        );
      },
    },
  },
};
