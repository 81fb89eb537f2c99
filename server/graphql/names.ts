// SQL cannot do this because names in GraphQL are made by PostGraphile's inflectors.
import type { PgCodec, PgResource } from "postgraphile/@dataplan/pg";

/**
 * `id` is the uuid itself, and objects of app_custom are named like the shipped ones. Names are spelt as app_hidden.camel() spells
 * them, by which metadata refuses clashes: a digit begins no word. A custom table says its singular and plural in its comment, so that
 * they need not be English.
 */
export const NamesPlugin: GraphileConfig.Plugin = {
  name: "NamesPlugin",
  version: "1.0.0",
  schema: {
    behaviorRegistry: {
      add: {
        // Asked for by the aggregates that we have, registered by those that we leave out.
        "resource:groupedAggregates:having": {
          description: "Filters of groups; not offered.",
          entities: ["pgResource"],
        },
      },
    },
  },
  inflection: {
    replace: {
      camelCase: (_previous, _options, text) => camel(text),
      upperCamelCase: (_previous, _options, text) => upperFirst(camel(text)),
      constantCase: (_previous, _options, text) => words(text).join("_").toUpperCase(),
      // What is a name already need not be spelt in Latin letters.
      coerceToGraphQLName: (previous, _options, name) =>
        previous && !/^(?!__)[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? previous(name) : name,
      _attributeName(previous, _options, details) {
        if (!previous) throw new Error("PostGraphile has no inflector _attributeName any more");
        return previous({ ...details, skipRowId: true });
      },
      _schemaPrefix() {
        return "";
      },
      _singularizedCodecName(previous, _options, codec) {
        if (!previous) throw new Error("PostGraphile has no inflector _singularizedCodecName any more");
        return tag(codec, "singular") ?? previous(codec);
      },
      _singularizedResourceName(previous, _options, resource) {
        if (!previous) throw new Error("PostGraphile has no inflector _singularizedResourceName any more");
        return tag(resource, "singular") ?? previous(resource);
      },
      allRowsConnection(previous, _options, resource) {
        if (!previous) throw new Error("PostGraphile has no inflector allRowsConnection any more");
        const plural = tag(resource, "plural");
        return plural ? camel(plural) : previous(resource);
      },
    },
  },
};

function tag({ extensions }: PgCodec | PgResource, name: "singular" | "plural"): string | undefined {
  const value = extensions?.tags?.[name];
  return typeof value === "string" ? value : undefined;
}

/** create-factory_order → create, factory, order; lineItem2b → line, Item2b */
function words(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean);
}

/** delivery_2nd → delivery2nd */
function camel(text: string): string {
  const parts = text.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return parts
    .map((part, index) => (index === 0 ? part.charAt(0).toLowerCase() + part.slice(1) : upperFirst(part)))
    .join("");
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

declare global {
  namespace GraphileBuild {
    interface BehaviorStrings {
      "resource:groupedAggregates:having": true;
    }
  }
}
