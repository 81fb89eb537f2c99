import { isRecord } from "../../auth/answers.ts";
import { readDue } from "../../lib/dueWords.ts";
import { formatDate, formatDateTime, formatMoney, formatNumber, toLocalInput } from "../../lib/formats.ts";
import type { FieldMeta, Metadata, ObjectMeta } from "../../workspace/metadata.ts";
import { camel } from "../document.ts";
import { linksIn, list, type Row, text, titleOf } from "../row.ts";
import { parseNumber } from "./number.ts";

/** A value as plain text, as one reads it, searches it and copies it. */
export function textOf(value: unknown, field: FieldMeta, row: Row, metadata: Metadata): string {
  if (value === null || value === undefined) return "";
  switch (field.type) {
    case "number":
      return `${formatNumber(Number(value))}${text(field.settings.unit)}`;
    case "currency":
      return formatMoney(Number(value), currencyOf(field, row));
    case "formula":
      return typeof value === "number" || (typeof value === "string" && value !== "" && !Number.isNaN(Number(value)))
        ? formatNumber(Number(value))
        : text(value);
    case "date":
      return formatDate(text(value));
    case "date_time":
      return formatDateTime(text(value));
    case "boolean":
      return value ? "Yes" : "No";
    case "enum":
      return field.options.find((option) => option.value === value)?.label ?? text(value);
    case "multi_enum":
      return list(value)
        .map((one) => field.options.find((option) => option.value === one)?.label ?? one)
        .join(", ");
    case "emails":
    case "phones":
      return list(value).join(", ");
    case "member":
      return metadata.member(text(value))?.name ?? "";
    case "relation":
      return relationTitle(field, row, metadata);
    case "many_to_many":
      return linkTitles(field, linksIn(value).nodes, metadata).join(", ");
    case "json":
      return JSON.stringify(value);
    default:
      return text(value);
  }
}

/** A value as a spreadsheet takes it: numbers and days without their dress. */
export function copyText(value: unknown, field: FieldMeta, row: Row, metadata: Metadata): string {
  if (value === null || value === undefined) return "";
  if (["number", "currency", "rating", "date"].includes(field.type)) return text(value);
  if (field.type === "date_time") return toLocalInput(text(value)).replace("T", " ");
  return textOf(value, field, row, metadata);
}

export function currencyOf(field: FieldMeta, row: Row): string | undefined {
  const column = field.settings.currency_column;
  const code = typeof column === "string" ? row[camel(column)] : undefined;
  return typeof code === "string" ? code : undefined;
}

/** The title of the record that a relation points to. */
export function relationTitle(field: FieldMeta, row: Row, metadata: Metadata): string {
  const target = field.targetObject ? metadata.object(field.targetObject) : undefined;
  const related = field.relationApiName ? row[field.relationApiName] : undefined;
  if (!target || !isRecord(related)) return "";
  return text(related[target.title.apiName]) || "Untitled";
}

/** What the records are called that a field of several leads to. */
export function linkTitles(field: FieldMeta, links: readonly Row[], metadata: Metadata): string[] {
  const target = field.targetObject ? metadata.object(field.targetObject) : undefined;
  return target ? links.map((one) => titleOf(target, one)) : [];
}

export type Parsed = { ok: true; value: unknown } | { ok: false; message: string };
const ok = (value: unknown): Parsed => ({ ok: true, value });

/** What somebody typed or pasted, as the value to write. Related records are not found by text. */
export function parseText(raw: string, field: FieldMeta, metadata: Metadata): Parsed {
  const input = raw.trim();
  if (input === "") return ok(["emails", "phones", "multi_enum"].includes(field.type) ? [] : null);
  switch (field.type) {
    case "number":
    case "currency":
    case "rating": {
      const number = parseNumber(input);
      if (number === undefined) return { ok: false, message: `“${input}” is not a number.` };
      return ok(field.type === "currency" || (field.isCustom && field.type !== "rating") ? number : Number(number));
    }
    case "date": {
      const date = parseDate(input);
      return date ? ok(date) : { ok: false, message: `“${input}” is not a date.` };
    }
    case "date_time": {
      const due = readDue(`at ${input}`);
      const time = due ? due.at : new Date(input);
      return Number.isNaN(time.getTime())
        ? { ok: false, message: `“${input}” is not a date and time.` }
        : ok(time.toISOString());
    }
    case "boolean":
      return ok(/^(yes|y|true|1|x|✓)$/i.test(input));
    case "enum": {
      const option = field.options.find(
        (one) => one.label.toLowerCase() === input.toLowerCase() || one.value === input,
      );
      return option
        ? ok(option.value)
        : { ok: false, message: `“${input}” is not one of the choices of ${field.label}.` };
    }
    case "multi_enum":
      return ok(
        input
          .split(/\s*,\s*/)
          .flatMap(
            (one) => field.options.find((option) => option.label.toLowerCase() === one.toLowerCase())?.value ?? [],
          ),
      );
    case "emails":
    case "phones":
      return ok(input.split(/\s*[,;\n]\s*/).filter(Boolean));
    case "member": {
      const member = metadata.members.find((one) => [one.name.toLowerCase(), one.email].includes(input.toLowerCase()));
      return member ? ok(member.id) : { ok: false, message: `There is no member called “${input}”.` };
    }
    case "json":
      try {
        return ok(JSON.parse(input));
      } catch {
        return { ok: false, message: "This is not JSON." };
      }
    case "relation":
    case "many_to_many":
      return { ok: false, message: "Choose the record instead." };
    default:
      return ok(raw);
  }
}

function parseDate(input: string): string | undefined {
  if (/^\d{4}-\d\d-\d\d$/.test(input)) return input;
  // "friday", "24 Dec", "in 3 days".
  const date = readDue(`on ${input}`)?.at ?? new Date(input);
  if (Number.isNaN(date.getTime())) return undefined;
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** What a text editor starts with. */
export function editableText(value: unknown, field: FieldMeta): string {
  if (value === null || value === undefined) return "";
  if (field.type === "json") return JSON.stringify(value, null, 2);
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** The object's field that cannot be written by typing here. */
export function isEditable(field: FieldMeta, object: ObjectMeta): boolean {
  if (field.id === object.title.id && field.isReadOnly) return object.fields.some((one) => one.apiName === "firstName");
  return !field.isReadOnly && field.type !== "formula";
}
