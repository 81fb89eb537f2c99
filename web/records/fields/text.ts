import { isRecord } from "../../auth/answers.ts";
import { dateText, readDay, readMoment } from "../../lib/dueWords.ts";
import {
  dayText,
  decimalSign,
  formatDate,
  formatDateTime,
  formatMoney,
  formatNumber,
  toLocalInput,
} from "../../lib/formats.ts";
import type { FieldMeta, Metadata, ObjectMeta } from "../../workspace/metadata.ts";
import { targetsIn } from "../about.ts";
import { camel } from "../document.ts";
import { linksIn, list, type Row, text, titleOf } from "../row.ts";
import { parseNumber } from "./number.ts";

type Known = Pick<Metadata, "members" | "member" | "object">;

/** A value as plain text, as one reads it, searches it and copies it. */
export function textOf(value: unknown, field: FieldMeta, row: Row, metadata: Known): string {
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
    case "about":
      return targetsIn(value)
        .map(({ title }) => title)
        .join(", ");
    case "json":
      return JSON.stringify(value);
    default:
      return text(value);
  }
}

/** A value as a spreadsheet takes it: numbers and days without their dress. */
export function copyText(value: unknown, field: FieldMeta, row: Row, metadata: Known): string {
  if (value === null || value === undefined) return "";
  if (isNumeric(field)) return numberText(value);
  if (field.type === "date") return text(value);
  if (field.type === "date_time") return toLocalInput(text(value)).replace("T", " ");
  return textOf(value, field, row, metadata);
}

const isNumeric = (field: FieldMeta) => ["number", "currency", "rating"].includes(field.type);
/** As parseNumber reads it in the member's country. */
const numberText = (value: unknown) => text(value).replace(".", decimalSign());

export function currencyOf(field: FieldMeta, row: Row): string | undefined {
  const column = field.settings.currency_column;
  const code = typeof column === "string" ? row[camel(column)] : undefined;
  return typeof code === "string" ? code : undefined;
}

/** The title of the record that a relation points to. */
export function relationTitle(field: FieldMeta, row: Row, metadata: Known): string {
  const target = field.targetObject ? metadata.object(field.targetObject) : undefined;
  const related = field.relationApiName ? row[field.relationApiName] : undefined;
  if (!target || !isRecord(related)) return "";
  return text(related[target.title.apiName]) || "Untitled";
}

/** What the records are called that a field of several leads to. */
export function linkTitles(field: FieldMeta, links: readonly Row[], metadata: Known): string[] {
  const target = field.targetObject ? metadata.object(field.targetObject) : undefined;
  return target ? links.map((one) => titleOf(target, one)) : [];
}

export type Parsed = { ok: true; value: unknown } | { ok: false; message: string };
const ok = (value: unknown): Parsed => ({ ok: true, value });
const refuse = (message: string): Parsed => ({ ok: false, message });

/** What was typed and cannot be read: it is not saved, and can be taken up again. */
export class Unreadable extends Error {
  typed: string;
  constructor(message: string, typed: string) {
    super(message);
    this.typed = typed;
  }
}

/** What somebody typed or pasted, as the value to write. Related records are not found by text. */
export function parseText(raw: string, field: FieldMeta, metadata: Known): Parsed {
  const input = raw.trim();
  if (input === "") return ok(["emails", "phones", "multi_enum"].includes(field.type) ? [] : null);
  switch (field.type) {
    case "number":
    case "currency":
    case "rating":
      return parseAmount(input, field);
    case "date": {
      const day = readDay(input) ?? moment(input);
      return day
        ? ok(dayText(day))
        : refuse(`“${input}” is not a day. Write it like ${formatDate(dayText(new Date()))}, friday or +5d.`);
    }
    case "date_time": {
      const time = readMoment(input) ?? moment(input);
      return time
        ? ok(time.toISOString())
        : refuse(`“${input}” is not a date and time. Write it like tomorrow 15:00 or 24 Dec 9:30.`);
    }
    case "boolean":
      if (/^(yes|y|true|1|x|✓)$/i.test(input)) return ok(true);
      return /^(no|n|false|0)$/i.test(input) ? ok(false) : refuse(`“${input}” is neither yes nor no.`);
    case "enum": {
      const option = field.options.find(
        (one) => one.label.toLowerCase() === input.toLowerCase() || one.value === input,
      );
      return option ? ok(option.value) : refuse(`“${input}” is not one of the choices of ${field.label}.`);
    }
    case "multi_enum": {
      // The longest first: a label may have a comma of its own.
      const options = field.options.toSorted((one, other) => other.label.length - one.label.length);
      const found: string[] = [];
      let rest = input;
      while (rest) {
        const option = options.find(
          ({ label }) =>
            rest.toLowerCase().startsWith(label.toLowerCase()) && /^\s*(,|$)/.test(rest.slice(label.length)),
        );
        if (!option) return refuse(`“${rest.split(/\s*,/)[0]}” is not one of the choices of ${field.label}.`);
        found.push(option.value);
        rest = rest.slice(option.label.length).replace(/^[\s,]+/, "");
      }
      return ok(found);
    }
    case "emails":
    case "phones":
      return ok(input.split(/\s*[,;\n]\s*/).filter(Boolean));
    case "member": {
      const member = metadata.members.find((one) => [one.name.toLowerCase(), one.email].includes(input.toLowerCase()));
      return member ? ok(member.id) : refuse(`There is no member called “${input}”.`);
    }
    case "json":
      try {
        return ok(JSON.parse(input));
      } catch {
        return refuse("This is not JSON.");
      }
    case "relation":
    case "many_to_many":
      return refuse("Choose the record instead.");
    default:
      return ok(raw);
  }
}

function parseAmount(input: string, field: FieldMeta): Parsed {
  const unit = text(field.settings.unit).trim();
  const number = parseNumber(unit && input.endsWith(unit) ? input.slice(0, -unit.length).trim() : input);
  if (number === undefined)
    return refuse(`“${input}” is not a number. Write it like ${formatNumber(1500)}, 1.5k, 2m or 1bn.`);
  const isWhole = field.type === "rating" || field.settings.decimals === 0;
  if (isWhole && !/^[+-]?\d+\.?0*$/.test(number)) return refuse(`${field.label} is a whole number.`);
  return ok(field.type === "currency" || (field.isCustom && field.type !== "rating") ? number : Number(number));
}

/** As programs write it. */
function moment(input: string): Date | undefined {
  const time = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(input) ? new Date(input) : undefined;
  return time && !Number.isNaN(time.getTime()) ? time : undefined;
}

/** What a text editor starts with. */
export function editableText(value: unknown, field: FieldMeta): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Unreadable) return value.typed;
  if (isNumeric(field)) return numberText(value);
  if (field.type === "date" || field.type === "date_time") return dateText(text(value));
  if (field.type === "json") return JSON.stringify(value, null, 2);
  return Array.isArray(value) ? value.join(", ") : String(value);
}

/** The object's field that cannot be written by typing here. */
export function isEditable(field: FieldMeta, object: ObjectMeta): boolean {
  if (field.id === object.title.id && field.isReadOnly) return object.fields.some((one) => one.apiName === "firstName");
  return !field.isReadOnly && field.type !== "formula";
}
