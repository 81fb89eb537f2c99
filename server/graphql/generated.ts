// A preset has no setting for it: PostGraphile takes a generated column for one with a default.

/** What PostgreSQL calculates (names of contacts, formulas) is read, and no input has it. */
export const GeneratedColumnsPlugin: GraphileConfig.Plugin = {
  name: "GeneratedColumnsPlugin",
  version: "1.0.0",
  gather: {
    hooks: {
      pgCodecs_attribute(_info, { attribute, pgAttribute }) {
        if (pgAttribute.attgenerated)
          attribute.extensions = { ...attribute.extensions, isInsertable: false, isUpdatable: false };
      },
    },
  },
};
