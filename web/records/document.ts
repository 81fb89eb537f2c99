import type { FieldMeta, ObjectMeta } from "../workspace/metadata.ts";
import { targetsOf } from "./about.ts";

/** Builds GraphQL documents for the records of any object from its metadata; the only place that does. */
export interface Documents {
  /** ($first, $offset, $filter, $orderBy) → rows */
  page: string;
  /** ($filter) → rows { totalCount, aggregates } */
  count: string;
  /** ($id) → record */
  one: string;
  /** ($input) → result { transactionId record } */
  create: string;
  /** ($id, $patch) → result { transactionId record } */
  update: string;
  /** ($items) → result { transactionId records } */
  updateMany: string;
  /** ($ids) → result { transactionId ids } */
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
    one: `query ${type}Record($id: UUID!) { record: ${one}(id: $id) @_known(type: "${type}") { ${fields} } }`,
    create: `mutation Create${type}Record($input: ${type}Input!) { result: create${type}(input: { ${one}: $input }) { transactionId record: ${one} { ${fields} } } }`,
    update: `mutation Update${type}Record($id: UUID!, $patch: ${type}Patch!) { result: update${type}(input: { id: $id, patch: $patch }) { transactionId record: ${one} { ${fields} } } }`,
    updateMany: `mutation Update${types}Records($items: [Update${types}Item!]!) { result: update${types}(input: { ${many}: $items }) { transactionId records: ${many} { ${fields} } } }`,
    removeMany: `mutation Delete${types}Records($ids: [UUID!]!) { result: delete${types}(input: { ids: $ids }) { transactionId ids } }`,
  };
  built.set(object, documents);
  return documents;
}

/** So many of the records that a field leads to come with the record itself. */
const shownLinks = 10;

/** ($id, $offset) → record { links { totalCount nodes } }: all that a field leads to, a thousand at a time. */
export function linksDocument(object: ObjectMeta, field: FieldMeta, title: string): string {
  const { one, type } = namesOf(object);
  return `query ${type}Links($id: UUID!, $offset: Int!) {
  record: ${one}(id: $id) { id links: ${field.apiName}(first: 1000, offset: $offset) { totalCount nodes { id ${title} } } }
}`;
}

/** ($filter, $orderBy) → rows { totalCount nodes { id } }: which records a list begins with. */
export function placesDocument(object: ObjectMeta): string {
  const { many, type, types } = namesOf(object);
  return `query ${types}Places($filter: ${type}Filter, $orderBy: [${type}OrderBy!]) {
  rows: ${many}(first: 1000, filter: $filter, orderBy: $orderBy) { totalCount nodes { id } }
}`;
}

/** ($field, $recordId, $related) → result { transactionId } */
export const relateDocument = `mutation Relate($field: String!, $recordId: UUID!, $related: [UUID]!) {
  result: setRelated(input: { field: $field, recordId: $recordId, related: $related }) { transactionId }
}`;

/** ($source, $target) → result { transactionId }: links two records by a field of the first, or parts them. */
export function linkDocument(object: ObjectMeta, field: FieldMeta, isLinked: boolean): string {
  const link = `${object.apiName}${upperFirst(field.apiName)}Link`;
  const ends = "sourceId: $source, targetId: $target";
  const change = isLinked
    ? `create${upperFirst(link)}(input: { ${link}: { ${ends} } })`
    : `delete${upperFirst(link)}(input: { ${ends} })`;
  return `mutation Link($source: UUID!, $target: UUID!) { result: ${change} { transactionId } }`;
}

const targets = (object: ObjectMeta, first: number) =>
  `${targetsOf(object)}(first: ${first}) { nodes { ${object.apiName}Id recordId record { id object title } } }`;

/** ($id) → record { noteTargets }: all that a note or a task is about. */
export function aboutDocument(object: ObjectMeta): string {
  const { one, type } = namesOf(object);
  return `query ${type}About($id: UUID!) { record: ${one}(id: $id) { id ${targets(object, 100)} } }`;
}

/** ($id, $recordId) → result { transactionId }: a note or a task is about a record, or not any more. */
export function attachDocument(object: ObjectMeta, isAbout: boolean): string {
  const { one, type } = namesOf(object);
  const ends = `${one}Id: $id, recordId: $recordId`;
  const change = isAbout
    ? `create${type}Target(input: { ${one}Target: { ${ends} } })`
    : `delete${type}Target(input: { ${ends} })`;
  return `mutation Attach($id: UUID!, $recordId: UUID!) { result: ${change} { transactionId } }`;
}

/** What filters call the links of a field, from the records that have it and from those that it leads to. */
export function linkNames(field: FieldMeta) {
  return { from: `${field.apiName}Links`, to: `${field.inverseName ?? ""}Links` };
}

export interface Aggregate {
  field: FieldMeta;
  by: AggregateKind;
}
export type AggregateKind = "sum" | "average" | "min" | "max" | "unique" | "filled" | "empty";

const parts = {
  sum: "sum",
  average: "average",
  min: "min",
  max: "max",
  unique: "distinctCount",
  filled: "",
  empty: "",
};

/** In which part of the aggregates the API answers; none when it is counted otherwise. */
export function partOf(by: AggregateKind): string {
  return parts[by];
}

/** What the API has no aggregate for, and is asked for on its own: how many are filled, and the first and last day. */
export function isAskedApart({ field, by }: Aggregate): boolean {
  return !partOf(by) || ((by === "min" || by === "max") && ["date", "date_time"].includes(field.type));
}

/** ($filter, and for each that is asked apart $f0, $f1 …) → rows { totalCount, aggregates }, f0 { totalCount nodes } … */
export function aggregatesDocument(object: ObjectMeta, aggregates: readonly Aggregate[]): string {
  const { many, type, types } = namesOf(object);
  const selected = selectedParts(aggregates.filter((one) => !isAskedApart(one)));
  const apart = aggregates.filter(isAskedApart);
  const variables = apart.map((_, index) => `, $f${index}: ${type}Filter`).join("");
  const counts = apart
    .map(({ field, by }, index) =>
      partOf(by)
        ? `f${index}: ${many}(first: 1, filter: $f${index}, orderBy: [${orderOf(field, by === "max")}]) { nodes { id ${field.apiName} } }`
        : `f${index}: ${many}(filter: $f${index}) { totalCount }`,
    )
    .join(" ");
  return `query ${types}Aggregates($filter: ${type}Filter${variables}) {
  rows: ${many}(filter: $filter) { totalCount ${selected && `aggregates { ${selected} }`} } ${counts}
}`;
}

/** ($filter) → rows { groups { keys, distinctCount { id }, sum { … } } } */
export function groupsDocument(
  object: ObjectMeta,
  { groupBy, aggregates }: { groupBy: string; aggregates: readonly Aggregate[] },
): string {
  const { many, type, types } = namesOf(object);
  const selected = selectedParts(aggregates, ["id"]);
  return `query ${types}Groups($filter: ${type}Filter) {
  rows: ${many}(filter: $filter) { groups: groupedAggregates(groupBy: [${groupBy}]) { keys ${selected} } }
}`;
}

function selectedParts(aggregates: readonly Aggregate[], distinct: readonly string[] = []): string {
  const names = new Map<string, string[]>(distinct.length > 0 ? [["distinctCount", [...distinct]]] : []);
  for (const { field, by } of aggregates) names.set(partOf(by), [...(names.get(partOf(by)) ?? []), field.apiName]);
  return [...names].map(([part, fields]) => `${part} { ${fields.join(" ")} }`).join(" ");
}

/** How GraphQL spells an object: contact, contacts, Contact, Contacts. */
export function namesOf(object: ObjectMeta) {
  const { apiName: one, apiNamePlural: many } = object;
  return { one, many, type: upperFirst(one), types: upperFirst(many) };
}

/** A field in the enums of orders and groups, where it is spelt like its column: LAST_NAME. */
export function constantOf(field: FieldMeta): string {
  return (field.columnName ?? field.name).toUpperCase();
}

/** Whether records have an order by a field that means something to people. */
export function isSortable(field: FieldMeta): boolean {
  return !["about", "task", "many_to_many", "json", "multi_enum", "emails", "phones"].includes(field.type);
}

/** What leads to a record or a member is ordered by what that is called. */
export function orderOf(field: FieldMeta, isDescending: boolean): string {
  const column = constantOf(field);
  const name = ["relation", "member"].includes(field.type) ? `${column.replace(/_ID$/, "")}__TITLE` : column;
  return `${name}_${isDescending ? "DESC" : "ASC"}`;
}

/** A view's order, by which equal ones have theirs too. */
export function viewOrder(sort: readonly { field: string; desc: boolean }[], object: ObjectMeta): string[] {
  const sorts = sort.flatMap(({ field, desc }) => {
    const meta = object.fields.find((one) => one.apiName === field);
    return meta ? [orderOf(meta, desc)] : [];
  });
  return [...(sorts.length > 0 ? sorts : ["CREATED_AT_DESC"]), "ID_DESC"];
}

/** Every field in use, so that a record is the same wherever it is asked for; related records by id and title. */
function selection(object: ObjectMeta, titleOf: (object: string) => string | undefined): string {
  const names = new Set(["id"]);
  for (const field of object.fields) {
    const title = field.targetObject && titleOf(field.targetObject);
    if (field.type === "many_to_many") {
      if (title) names.add(`${field.apiName}(first: ${shownLinks}) { totalCount nodes { id ${title} } }`);
      continue;
    }
    names.add(field.apiName);
    if (title && field.relationApiName) names.add(`${field.relationApiName} { id ${title} }`);
    const currency = field.settings.currency_column;
    if (typeof currency === "string") names.add(camel(currency));
  }
  if (object.name === "deals") names.add("position");
  if (targetsOf(object)) names.add(targets(object, 3));
  return [...names].join(" ");
}

export function camel(snake: string): string {
  return snake.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

export function upperFirst(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
