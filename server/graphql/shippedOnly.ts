/** Schemas and a plugin for GraphQL of the shipped objects alone, in which nothing leads to a custom one. */
export const shippedSchemas = ["app_public"];

export const ShippedOnlyPlugin: GraphileConfig.Plugin = {
  name: "ShippedOnlyPlugin",
  version: "1.0.0",
  gather: {
    hooks: {
      pgTables_PgResourceOptions_relations_post: {
        before: ["PgRefsPlugin"],
        callback(_info, { pgClass }) {
          const { tags } = pgClass.getTagsAndDescription();
          if (Array.isArray(tags.refVia))
            tags.refVia = tags.refVia.filter((via) => !String(via).includes("via:app_custom."));
        },
      },
    },
  },
};
