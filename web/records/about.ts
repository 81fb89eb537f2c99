import { isRecord } from "../auth/answers.ts";
import type { FieldMeta, ObjectMeta } from "../workspace/metadata.ts";
import { text } from "./row.ts";

/** What the API calls that which notes and tasks are about: records of any object, to which no field leads. */
export function targetsOf(object: ObjectMeta): "noteTargets" | "taskTargets" | undefined {
  return object.name === "notes" ? "noteTargets" : object.name === "tasks" ? "taskTargets" : undefined;
}

/** What can be a column: the fields, and what it is about. */
export function columnFields(object: ObjectMeta): readonly FieldMeta[] {
  const name = targetsOf(object);
  if (!name) return object.fields;
  const about = {
    ...object.title,
    id: name,
    name,
    apiName: name,
    columnName: null,
    label: "About",
    type: "about",
    isReadOnly: true,
  };
  return [object.title, about, ...object.fields.filter((field) => field.id !== object.title.id)];
}

export interface Target {
  id: string;
  object: string;
  title: string;
}

/** The records in an answer to what built documents ask so. */
export function targetsIn(value: unknown): Target[] {
  const nodes = isRecord(value) && Array.isArray(value.nodes) ? value.nodes : [];
  return nodes.flatMap(({ record }: { record?: unknown }) =>
    isRecord(record)
      ? [{ id: text(record.id), object: text(record.object), title: text(record.title) || "Untitled" }]
      : [],
  );
}
