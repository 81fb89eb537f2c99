import { isRecord } from "../auth/answers.ts";
import type { FieldMeta, ObjectMeta } from "../workspace/metadata.ts";
import { text } from "./row.ts";

/** What the API calls that which notes and tasks are about: records of any object, to which no field leads. */
export function targetsOf(object: ObjectMeta): "noteTargets" | "taskTargets" | undefined {
  return object.name === "notes" ? "noteTargets" : object.name === "tasks" ? "taskTargets" : undefined;
}

/** What records have beside their fields: of notes and tasks what they are about, of all others the open task that is due first. */
export function extraField(object: ObjectMeta): FieldMeta {
  const targets = targetsOf(object);
  const name = targets ?? "record.task"; // like no field
  return {
    ...object.title,
    id: name,
    name,
    apiName: name,
    columnName: null,
    label: targets ? "About" : "Next task",
    type: targets ? "about" : "task",
    isReadOnly: true,
    isRequired: false,
  };
}

/** What can be a column or asked for. */
export function columnFields(object: ObjectMeta): readonly FieldMeta[] {
  const others = object.fields.filter((field) => field.id !== object.title.id);
  const extra = extraField(object);
  return extra.type === "about" ? [object.title, extra, ...others] : [object.title, ...others, extra];
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
