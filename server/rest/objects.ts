import {
  type GraphQLEnumType,
  type GraphQLInputObjectType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isObjectType,
  isUnionType,
} from "postgraphile/graphql";

/** An object as REST offers it: everything is read from the GraphQL schema, so a custom object is there as soon as GraphQL has it. */
export interface RestObject {
  /** The path under /rest: factory-orders. */
  path: string;
  /** GraphQL's names of one, of the list and of the bulk mutations. */
  one: string;
  list: string;
  Many: string;
  type: GraphQLObjectType;
  input: GraphQLInputObjectType;
  patch: GraphQLInputObjectType;
  filter: GraphQLInputObjectType;
  orderBy: GraphQLEnumType;
  /** Fields with a value of their own. */
  values: Map<string, GraphQLOutputType>;
  /** Fields that lead to one other record. */
  relations: Map<string, GraphQLObjectType>;
  /** Fields that lead to a list of other records. */
  lists: Map<string, GraphQLObjectType>;
}

/** The objects of a schema, by their path. */
export function readObjects(schema: GraphQLSchema): Map<string, RestObject> {
  const union = schema.getType("RecordSubject");
  const types = isUnionType(union) ? union.getTypes() : [];
  const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
  const mutations = schema.getMutationType()?.getFields() ?? {};
  const objects = types.flatMap((type): RestObject[] => {
    const listing = queries.find(
      (field) =>
        getNamedType(field.type).name === `${type.name}Connection` &&
        field.args.some(({ name }) => name === "filter") &&
        field.name !== "search",
    );
    const single = queries.find(
      (field) => getNamedType(field.type) === type && field.args.length === 1 && field.args[0]?.name === "id",
    );
    const filter = listing && getNamedType(listing.args.find(({ name }) => name === "filter")?.type);
    const orderBy = listing && getNamedType(listing.args.find(({ name }) => name === "orderBy")?.type);
    const input = schema.getType(`${type.name}Input`);
    const patch = schema.getType(`${type.name}Patch`);
    if (
      !listing ||
      !single ||
      !isInputObjectType(filter) ||
      !isEnumType(orderBy) ||
      !isInputObjectType(input) ||
      !isInputObjectType(patch)
    )
      return [];
    const bulk = Object.keys(mutations).find(
      (name) =>
        name.startsWith("delete") &&
        getNamedType(mutations[name]?.args[0]?.type)?.name === `Delete${upperFirst(listing.name)}Input`,
    );
    return [
      {
        path: kebabCase(listing.name),
        one: single.name,
        list: listing.name,
        Many: bulk?.replace(/^delete/, "") ?? upperFirst(listing.name),
        type,
        input,
        patch,
        filter,
        orderBy,
        ...fieldsOf(type, types),
      },
    ];
  });
  return new Map(objects.map((object) => [object.path, object]));
}

function fieldsOf(
  type: GraphQLObjectType,
  objects: readonly GraphQLObjectType[],
): Pick<RestObject, "values" | "relations" | "lists"> {
  const values = new Map<string, GraphQLOutputType>();
  const relations = new Map<string, GraphQLObjectType>();
  const lists = new Map<string, GraphQLObjectType>();
  for (const { name, type: fieldType, args } of Object.values(type.getFields())) {
    const named = getNamedType(fieldType);
    const nullable = getNullableType(fieldType);
    if (isLeafType(named)) values.set(name, fieldType);
    else if (!isObjectType(named) || name === "record") continue;
    else if (named.name.endsWith("Connection")) {
      const node = objects.find((object) => `${object.name}Connection` === named.name);
      if (node) lists.set(name, node);
    } else if (args.length === 0 && !isListType(nullable)) relations.set(name, named);
  }
  return { values, relations, lists };
}

/** Fields of any object type that have a value of their own. */
export function valuesOf(type: GraphQLObjectType): string[] {
  return Object.values(type.getFields()).flatMap(({ name, type: fieldType, args }) =>
    isLeafType(getNamedType(fieldType)) && args.length === 0 ? [name] : [],
  );
}

export const upperFirst = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
export const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const kebabCase = (name: string) => snakeCase(name).replaceAll("_", "-");
