import { isRecord } from "../auth/answers.ts";
import type { ObjectMeta } from "../workspace/metadata.ts";

/** A record of any object, as the documents of document.ts give it. */
export interface Row {
  readonly id: string;
  readonly [field: string]: unknown;
}

export function isRow(value: unknown): value is Row {
  return isRecord(value) && typeof value.id === "string";
}

/** Whether one of two versions of a record was written after the other. */
export function isNewer(one: Row, other: Row): boolean {
  return String(one.updatedAt ?? "") > String(other.updatedAt ?? "");
}

/** The rows of a connection that a built document called `name`. */
export function rowsOf(data: unknown, name = "rows"): Row[] {
  const connection = isRecord(data) ? data[name] : undefined;
  return isRecord(connection) && Array.isArray(connection.nodes) ? connection.nodes.filter(isRow) : [];
}

export function titleOf(object: ObjectMeta, row: Row | null | undefined): string {
  const title = row?.[object.title.apiName];
  return typeof title === "string" && title.trim() ? title : "Untitled";
}

/** As much of it as a sentence bears. */
export function shortTitle(object: ObjectMeta, row: Row): string {
  const title = titleOf(object, row);
  return title.length > 40 ? `${title.slice(0, 39).trimEnd()}…` : title;
}

/** What to write so that a record is called `text`; people are called by their names, or else by their address. */
export function titleInput(object: ObjectMeta, text: string): Record<string, unknown> {
  if (!object.title.isReadOnly) return { [object.title.apiName]: text };
  const has = (name: string) => object.fields.some((field) => field.apiName === name);
  if (has("emails") && /^\S+@\S+\.\S+$/.test(text)) return { emails: [text] };
  if (!has("firstName") || !has("lastName")) return {};
  const [first = "", ...rest] = text.trim().split(/\s+/);
  return { firstName: first, lastName: rest.join(" ") || null };
}

/** Whether one can change the name of a record by typing. */
export function isTitleWritable(object: ObjectMeta): boolean {
  return !object.title.isReadOnly || object.fields.some((field) => field.apiName === "firstName");
}

export const text = (value: unknown): string =>
  typeof value === "string" ? value : value === null || value === undefined ? "" : String(value);
export const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** The records that a field of several leads to, as the documents give the first of them. */
export interface Links {
  readonly totalCount: number;
  readonly nodes: readonly Row[];
}

export function linksIn(value: unknown): Links {
  const nodes = rowsOf({ value }, "value");
  return { totalCount: isRecord(value) ? Number(value.totalCount ?? nodes.length) : 0, nodes };
}
