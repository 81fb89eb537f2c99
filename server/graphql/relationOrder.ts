// SQL cannot do this because the orders that a list can have are an enum that PostGraphile makes.
import { type PgSelectQueryBuilder, TYPES } from "postgraphile/@dataplan/pg";
import { isObject } from "./bulk.ts";

/**
 * Lists can be ordered by what a related record or member is called: COMPANY__TITLE_ASC. The title comes from the registry, as far as
 * the reader may see it; who may not see it has these last, as records without one.
 */
export const RelationOrderPlugin: GraphileConfig.Plugin = {
  name: "RelationOrderPlugin",
  version: "1.0.0",
  schema: {
    hooks: {
      GraphQLEnumType_values(values, build, { scope: { isPgRowSortEnum, pgCodec } }) {
        const resource = isPgRowSortEnum && pgCodec?.attributes ? build.pgTableResource(pgCodec as never) : undefined;
        if (!resource || !isObject(resource)) return values;
        const { inflection, sql } = build;
        const orders: typeof values = {};
        for (const [relationName, relation] of Object.entries(resource.getRelations())) {
          const [attribute, ...more] = relation.localAttributes;
          if (relation.isReferencee || more.length > 0 || attribute === undefined || attribute === "id") continue;
          const isMember = relation.remoteResource.name === "users";
          if (!isMember && !isObject(relation.remoteResource as never)) continue;
          const apply = (direction: "ASC" | "DESC") => (query: PgSelectQueryBuilder) => {
            const related = sql.identifier(Symbol(relationName));
            query.join({
              type: "left",
              // Names are folded before they are joined: for each member once, and not for each record. What has an offset stays apart.
              from: isMember
                ? sql`(select u.id, app_hidden.fold(u.name) as title_key from app_public.users u offset 0)`
                : sql`app_public.records`,
              alias: related,
              conditions: [sql`${related}.id = ${query.alias}.${sql.identifier(attribute)}`],
            });
            query.orderBy({
              fragment: sql`${related}.title_key`,
              codec: TYPES.text,
              direction,
              nulls: "LAST",
              nullable: true,
            });
          };
          for (const direction of ["ASC", "DESC"] as const) {
            // Called like the order by the column: COMPANY_ID_ASC, COMPANY__TITLE_ASC.
            const byColumn = inflection.orderByAttributeEnum({
              codec: resource.codec,
              attributeName: attribute,
              variant: direction === "ASC" ? "asc" : "desc",
            });
            const value = byColumn.replace(/(_ID)?_(ASC|DESC)$/, "__TITLE_$2");
            orders[value] = { extensions: { grafast: { apply: apply(direction) } } };
          }
        }
        return build.extend(values, orders, "Adding orders by what is related");
      },
    },
  },
};
