// SQL cannot do this because names in GraphQL are made by PostGraphile's inflectors.

/** `id` is the uuid itself, and objects of app_custom are named like the shipped ones. */
export const NamesPlugin: GraphileConfig.Plugin = {
  name: "NamesPlugin",
  version: "1.0.0",
  inflection: {
    replace: {
      _attributeName(previous, _options, details) {
        if (!previous) throw new Error("PostGraphile has no inflector _attributeName any more");
        return previous({ ...details, skipRowId: true });
      },
      _schemaPrefix() {
        return "";
      },
    },
  },
};
