import {
  type GraphQLArgument,
  type GraphQLEnumType,
  type GraphQLField,
  type GraphQLInputField,
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
  isRequiredInputField,
  isUnionType,
} from "postgraphile/graphql";

/**
 * A table as REST offers it: everything is read from the GraphQL schema, so a custom object is there as soon as GraphQL has it, and
 * what GraphQL does not do with a table REST does not either.
 */
export interface RestObject {
  /** The path under /rest: factory-orders. */
  path: string;
  /** Whether it is an object with records, which can be searched and written many at once. */
  isRecord: boolean;
  /** GraphQL's names of one, of the list and of the bulk mutations. */
  one: string;
  list: string;
  Many: string;
  type: GraphQLObjectType;
  /** What names one of them: id, or the two of a link. */
  keys: GraphQLArgument[];
  filter: GraphQLInputObjectType;
  orderBy: GraphQLEnumType;
  /** What one may write, if anything. */
  input: GraphQLInputObjectType | undefined;
  patch: GraphQLInputObjectType | undefined;
  canDelete: boolean;
  /** Fields with a value of their own. */
  values: Map<string, GraphQLOutputType>;
  /** Fields that lead to one other record. */
  relations: Map<string, GraphQLObjectType>;
  /** Fields that lead to a list of other records. */
  lists: Map<string, GraphQLObjectType>;
}

/** The tables of a schema by their path, the objects with records first. */
export function readObjects(schema: GraphQLSchema): Map<string, RestObject> {
  const union = schema.getType("RecordSubject");
  const records = isUnionType(union) ? union.getTypes() : [];
  const queries = Object.values(schema.getQueryType()?.getFields() ?? {});
  const mutations = schema.getMutationType()?.getFields() ?? {};
  const listings = queries.flatMap((field) => {
    const type = schema.getType(/^(.*)Connection$/.exec(getNamedType(field.type).name)?.[1] ?? "");
    const isTable = isObjectType(type) && field.args.some(({ name }) => name === "filter") && field.name !== "search";
    return isTable ? [{ field, type }] : [];
  });
  const types = listings.map(({ type }) => type);
  const objects = listings.flatMap(({ field, type }): RestObject[] => {
    const one = lowerFirst(type.name);
    const single = queries.find(({ name }) => name === one);
    const filter = getNamedType(field.args.find(({ name }) => name === "filter")?.type);
    const orderBy = getNamedType(field.args.find(({ name }) => name === "orderBy")?.type);
    if (!single || !isInputObjectType(filter) || !isEnumType(orderBy)) return [];
    const written = (name: string, input: string) => {
      const written = mutations[name] && schema.getType(input);
      return isInputObjectType(written) ? written : undefined;
    };
    const bulk = Object.keys(mutations).find(
      (name) =>
        name.startsWith("delete") &&
        getNamedType(mutations[name]?.args[0]?.type)?.name === `Delete${upperFirst(field.name)}Input`,
    );
    return [
      {
        path: kebabCase(field.name),
        isRecord: records.includes(type),
        one,
        list: field.name,
        Many: bulk?.replace(/^delete/, "") ?? upperFirst(field.name),
        type,
        keys: [...single.args],
        filter,
        orderBy,
        input: written(`create${type.name}`, `${type.name}Input`),
        patch: written(`update${type.name}`, `${type.name}Patch`),
        canDelete: isDeletedBy(mutations[`delete${type.name}`], single.args),
        ...fieldsOf(type, types),
      },
    ];
  });
  objects.sort((one, other) => Number(other.isRecord) - Number(one.isRecord));
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

/** What a mutation takes, but for what it only gives back. */
export function inputsOf(mutation: GraphQLField<unknown, unknown> | undefined): GraphQLInputField[] {
  const input = getNamedType(mutation?.args[0]?.type);
  return isInputObjectType(input)
    ? Object.values(input.getFields()).filter(({ name }) => name !== "clientMutationId")
    : [];
}

/** A function may need more to delete something than its key: then it is an action. */
function isDeletedBy(mutation: GraphQLField<unknown, unknown> | undefined, keys: readonly GraphQLArgument[]): boolean {
  const inputs = inputsOf(mutation);
  return (
    keys.every((key) => inputs.some(({ name }) => name === key.name)) &&
    inputs.filter(isRequiredInputField).every(({ name }) => keys.some((key) => key.name === name))
  );
}

/** Fields of any object type that have a value of their own. */
export function valuesOf(type: GraphQLObjectType): string[] {
  return Object.values(type.getFields()).flatMap(({ name, type: fieldType, args }) =>
    isLeafType(getNamedType(fieldType)) && args.length === 0 ? [name] : [],
  );
}

export const upperFirst = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
export const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
export const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
export const kebabCase = (name: string) => snakeCase(name).replaceAll("_", "-");
