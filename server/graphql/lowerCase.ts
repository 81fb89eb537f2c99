// SQL cannot do this because what a filter compares with is put into the statement by the plugin that makes filters.

/** What is kept in lower case (the smart tag @lower of its column) is found however it is written. */
export const LowerCasePlugin: GraphileConfig.Plugin = {
  name: "LowerCasePlugin",
  version: "1.0.0",
  schema: {
    hooks: {
      GraphQLInputObjectType_fields_field(field, _build, { scope }) {
        if (!("isPgConnectionFilterOperator" in scope) || !isApplied(field)) return field;
        const apply: Applied["apply"] = (where, value, ...rest) =>
          field.apply(where, isKeptLower(where) ? lower(value) : value, ...rest);
        return { ...field, apply };
      },
    },
  },
};

interface Where {
  extensions?: { pgFilterAttribute?: { attribute?: { extensions?: { tags?: { lower?: unknown } } } } };
}

interface Applied {
  apply(where: Where, value: unknown, ...rest: unknown[]): unknown;
}

function isApplied(field: object): field is Applied {
  return "apply" in field && typeof field.apply === "function";
}

function isKeptLower({ extensions }: Where): boolean {
  return Boolean(extensions?.pgFilterAttribute?.attribute?.extensions?.tags?.lower);
}

function lower(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lower);
  return typeof value === "string" ? value.toLowerCase() : value;
}
