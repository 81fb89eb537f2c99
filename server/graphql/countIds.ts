// SQL cannot do this because it is about the statement that PostGraphile makes.
import type { PgResourceUnique, PgSelectSingleStep } from "postgraphile/@dataplan/pg";

/** As many records as there are ids: counted as they come, while `count(distinct …)`, which other fields need, sorts them first. */
export const CountIdsPlugin: GraphileConfig.Plugin = {
  name: "CountIdsPlugin",
  version: "1.0.0",
  schema: {
    hooks: {
      GraphQLObjectType_fields_field(field, build, { scope }) {
        const { isPgAggregateType, pgAggregateSpec, pgTypeResource: resource, fieldName } = scope;
        if (!isPgAggregateType || pgAggregateSpec?.id !== "distinctCount" || !resource) return field;
        const uniques: readonly PgResourceUnique[] = resource.uniques;
        const key = uniques.find(({ isPrimary, attributes }) => isPrimary && attributes.length === 1);
        const [attributeName] = key?.attributes ?? [];
        if (!attributeName || build.inflection.attribute({ codec: resource.codec, attributeName }) !== fieldName)
          return field;
        const { bigint } = build.dataplanPg.TYPES;
        field.plan = ($group: PgSelectSingleStep) => $group.select(build.sql`count(*)`, bigint);
        return field;
      },
    },
  },
};
