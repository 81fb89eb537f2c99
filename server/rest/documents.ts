import { lowerFirst, type RestObject, valuesOf } from "./objects.ts";

/** What of a record is asked for. */
export interface Selection {
  fields: string[];
  include: string[];
}

const most = 100;

/** The one builder of documents; everything that varies within a shape is a variable. */
export const documents = {
  list: (object: RestObject, selection: Selection) => `
    query RestList($filter: ${object.filter.name}, $orderBy: [${object.orderBy.name}!], $first: Int, $after: Cursor, $offset: Int) {
      result: ${object.list}(filter: $filter, orderBy: $orderBy, first: $first, after: $after, offset: $offset) {
        nodes { ${select(object, selection)} }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
    }`,
  search: (object: RestObject) => `
    query RestSearch($query: String!) { result: search(query: $query, objects: ["${object.list}"], first: ${most}) { nodes { id } } }`,
  one: (object: RestObject, selection: Selection) => `
    query RestOne(${variables(object)}) { result: ${object.one}(${keys(object)}) { ${select(object, selection)} } }`,
  create: (object: RestObject, selection: Selection) => `
    mutation RestCreate($record: ${object.input?.name}!) {
      payload: create${object.type.name}(input: { ${object.one}: $record }) { transactionId result: ${object.one} { ${select(object, selection)} } }
    }`,
  update: (object: RestObject, selection: Selection) => `
    mutation RestUpdate(${variables(object)}, $patch: ${object.patch?.name}!) {
      payload: update${object.type.name}(input: { ${keys(object)}, patch: $patch }) { transactionId result: ${object.one} { ${select(object, selection)} } }
    }`,
  delete: (object: RestObject) =>
    object.isRecord
      ? `
    mutation RestDelete($id: UUID!) { payload: delete${object.Many}(input: { ids: [$id] }) { transactionId } }`
      : `
    mutation RestDelete(${variables(object)}) { payload: delete${object.type.name}(input: { ${keys(object)} }) { transactionId } }`,
  createMany: (object: RestObject, selection: Selection) => `
    mutation RestCreateMany($records: [${object.input?.name}!]!) {
      payload: create${object.Many}(input: { ${lowerFirst(object.Many)}: $records }) { transactionId result: ${lowerFirst(object.Many)} { ${select(object, selection)} } }
    }`,
  updateMany: (object: RestObject, selection: Selection) => `
    mutation RestUpdateMany($items: [Update${object.Many}Item!]!) {
      payload: update${object.Many}(input: { ${lowerFirst(object.Many)}: $items }) { transactionId result: ${lowerFirst(object.Many)} { ${select(object, selection)} } }
    }`,
  upsert: (object: RestObject, selection: Selection) => `
    mutation RestUpsert($on: String!, $records: [${object.input?.name}!]!) {
      payload: upsert${object.Many}(input: { on: $on, ${lowerFirst(object.Many)}: $records }) { transactionId result: ${lowerFirst(object.Many)} { ${select(object, selection)} } }
    }`,
};

const variables = ({ keys }: RestObject) => keys.map(({ name, type }) => `$${name}: ${type}`).join(", ");
const keys = (object: RestObject) => object.keys.map(({ name }) => `${name}: $${name}`).join(", ");

function select(object: RestObject, { fields, include }: Selection): string {
  const relations = include.map((name) => {
    const one = object.relations.get(name);
    if (one) return `${name} { ${valuesOf(one).join(" ")} }`;
    const many = object.lists.get(name);
    return many ? `${name}(first: ${most}) { nodes { ${valuesOf(many).join(" ")} } }` : "";
  });
  // updatedAt is the version, for the ETag.
  const always = [...object.keys.map(({ name }) => name), "updatedAt"].filter((name) => object.values.has(name));
  return [...new Set([...always, ...fields]), ...relations].join(" ");
}
