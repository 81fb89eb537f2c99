// SQL cannot do this because the orders that a list can have are an enum that PostGraphile makes.
import type { PgCodecWithAttributes, PgSelectQueryBuilder } from "postgraphile/@dataplan/pg";

/**
 * Records without a value come last in either direction, as people expect of a list: the largest deals first, not those without an
 * amount. A column that is never empty keeps the plain order, which its index has both ways; a custom field's index for the other way is
 * made by app_hidden.column_rules.
 */
export const EmptyLastPlugin: GraphileConfig.Plugin = {
  name: "EmptyLastPlugin",
  version: "1.0.0",
  after: ["PgOrderAllAttributesPlugin"],
  schema: {
    hooks: {
      GraphQLEnumType_values(values, build, { scope: { isPgRowSortEnum, pgCodec } }) {
        if (!isPgRowSortEnum || !pgCodec?.attributes) return values;
        const codec = pgCodec as PgCodecWithAttributes;
        for (const [attribute, { notNull }] of Object.entries(codec.attributes)) {
          const name = build.inflection.orderByAttributeEnum({ codec, attributeName: attribute, variant: "desc" });
          const value = values[name];
          if (notNull || !value) continue;
          const apply = (query: PgSelectQueryBuilder) => query.orderBy({ attribute, direction: "DESC", nulls: "LAST" });
          value.extensions = { ...value.extensions, grafast: { apply } };
        }
        return values;
      },
    },
  },
};
