import type { FieldMeta, ObjectMeta } from "../workspace/metadata.ts";

/** Builds GraphQL documents for the records of any object from its metadata; the only place that does. */
export interface Documents {
  /** ($first, $offset, $filter, $orderBy) → rows */
  page: string;
  /** ($filter) → rows { totalCount, aggregates } */
  count: string;
  /** ($id) → record */
  one: string;
  /** ($input) → result { record } */
  create: string;
  /** ($id, $patch) → result { record } */
  update: string;
  /** ($items) → result { records } */
  updateMany: string;
  /** ($ids) → result { ids } */
  removeMany: string;
}

const built = new WeakMap<ObjectMeta, Documents>();

export function documentsOf(object: ObjectMeta, titleOf: (object: string) => string | undefined): Documents {
  const known = built.get(object);
  if (known) return known;
  const { one, many, type, types } = namesOf(object);
  const fields = selection(object, titleOf);
  const documents: Documents = {
    page: `query ${types}Page($first: Int!, $offset: Int!, $filter: ${type}Filter, $orderBy: [${type}OrderBy!]) {
  rows: ${many}(first: $first, offset: $offset, filter: $filter, orderBy: $orderBy) { nodes { ${fields} } }
}`,
    count: `query ${types}Count($filter: ${type}Filter) { rows: ${many}(filter: $filter) { totalCount } }`,
    one: `query ${type}Record($id: UUID!) { record: ${one}(id: $id) { ${fields} } }`,
    create: `mutation Create${type}Record($input: ${type}Input!) { result: create${type}(input: { ${one}: $input }) { record: ${one} { ${fields} } } }`,
    update: `mutation Update${type}Record($id: UUID!, $patch: ${type}Patch!) { result: update${type}(input: { id: $id, patch: $patch }) { record: ${one} { ${fields} } } }`,
    updateMany: `mutation Update${types}Records($items: [Update${types}Item!]!) { result: update${types}(input: { ${many}: $items }) { records: ${many} { ${fields} } } }`,
    removeMany: `mutation Delete${types}Records($ids: [UUID!]!) { result: delete${types}(input: { ids: $ids }) { ids } }`,
  };
  built.set(object, documents);
  return documents;
}

export interface Aggregate {
  field: FieldMeta;
  by: AggregateKind;
}
export type AggregateKind = "sum" | "average" | "min" | "max" | "unique" | "filled" | "empty";

/** ($filter, and for each filled or empty $f0, $f1 …) → rows { totalCount, aggregates }, f0 { totalCount } … */
export function aggregatesDocument(object: ObjectMeta, aggregates: readonly Aggregate[]): string {
  const { many, type, types } = namesOf(object);
  const parts = new Map<string, string[]>();
  for (const { field, by } of aggregates) {
    const part = {
      sum: "sum",
      average: "average",
      min: "min",
      max: "max",
      unique: "distinctCount",
      filled: "",
      empty: "",
    }[by];
    if (part) parts.set(part, [...(parts.get(part) ?? []), field.apiName]);
  }
  const selected = [...parts].map(([part, names]) => `${part} { ${names.join(" ")} }`).join(" ");
  const counted = aggregates.filter(({ by }) => by === "filled" || by === "empty");
  const variables = counted.map((_, index) => `, $f${index}: ${type}Filter`).join("");
  const counts = counted.map((_, index) => `f${index}: ${many}(filter: $f${index}) { totalCount }`).join(" ");
  return `query ${types}Aggregates($filter: ${type}Filter${variables}) {
  rows: ${many}(filter: $filter) { totalCount ${selected && `aggregates { ${selected} }`} } ${counts}
}`;
}

/** ($filter) → rows { groups { keys, distinctCount { id }, sum { … } } } */
export function groupsDocument(
  object: ObjectMeta,
  { groupBy, sums }: { groupBy: string; sums: readonly FieldMeta[] },
): string {
  const { many, type, types } = namesOf(object);
  const sum = sums.length > 0 ? `sum { ${sums.map((field) => field.apiName).join(" ")} }` : "";
  return `query ${types}Groups($filter: ${type}Filter) {
  rows: ${many}(filter: $filter) { groups: groupedAggregates(groupBy: [${groupBy}]) { keys distinctCount { id } ${sum} } }
}`;
}

/** How GraphQL spells an object: contact, contacts, Contact, Contacts. */
export function namesOf(object: ObjectMeta) {
  const { apiName: one, apiNamePlural: many } = object;
  return { one, many, type: upperFirst(one), types: upperFirst(many) };
}

/** A field in the enums of orders and groups: lastName → LAST_NAME. */
export function constantOf(apiName: string): string {
  return apiName
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/([0-9])([A-Z])/g, "$1_$2")
    .toUpperCase();
}

export function orderOf(field: FieldMeta, isDescending: boolean): string {
  return `${constantOf(field.apiName)}_${isDescending ? "DESC" : "ASC"}`;
}

/** Every field in use, so that a record is the same wherever it is asked for; related records by id and title. */
function selection(object: ObjectMeta, titleOf: (object: string) => string | undefined): string {
  const names = new Set(["id"]);
  for (const field of object.fields) {
    if (field.type === "many_to_many") continue;
    names.add(field.apiName);
    const title = field.targetObject && titleOf(field.targetObject);
    if (title && field.relationApiName) names.add(`${field.relationApiName} { id ${title} }`);
    const currency = field.settings.currency_column;
    if (typeof currency === "string") names.add(camel(currency));
  }
  if (object.name === "deals") names.add("position");
  return [...names].join(" ");
}

export function camel(snake: string): string {
  return snake.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
