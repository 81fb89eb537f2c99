import { isUtf8 } from "node:buffer";
import express, { type RequestHandler } from "express";
import { PublicError } from "../errors.ts";

/** Refuses JSON that says it is longer, without reading any of it: whoever sends too much costs the others nothing. */
function limitBody(maxBytes: number): RequestHandler {
  return (request, _response, next) => {
    const isLonger = Number(request.headers["content-length"]) > maxBytes && request.is("json");
    next(isLonger ? Object.assign(new Error("Too large"), { status: 413 }) : undefined);
  };
}

/** Reads JSON of at most that many bytes, and refuses what JavaScript would not hold as it was sent. */
export function readJson(maxBytes: number, options: { strict?: boolean } = {}): RequestHandler[] {
  return [limitBody(maxBytes), express.json({ limit: maxBytes, verify: refuseUnreadable, ...options })];
}

/** body-parser reads the text afterwards, as fast as it can, and says what is wrong with it. */
function refuseUnreadable(_request: unknown, _response: unknown, body: Buffer, encoding: string): void {
  if (encoding !== "utf-8") return;
  if (!isUtf8(body)) throw unreadable("The body is not UTF-8.");
  const text = body.toString("utf8");
  const inexact = longNumber.test(text) && findInexact(text);
  if (!inexact) return;
  const field = /\D/.test(inexact.name) ? inexact.name : undefined;
  throw unreadable(
    `${field ? `“${field}”` : "A number"} has more digits than is read of a number. Send it as a string: "${inexact.source}".`,
    field,
  );
}

/** Most texts have none that is worth a slower look. */
const longNumber = /[\d.]{16}|\d[eE][+-]?\d{3}/;

/** The first number that JavaScript would not hold as it was sent. */
function findInexact(text: string): { name: string; source: string } | undefined {
  let found: { name: string; source: string } | undefined;
  const look = (name: string, value: unknown, { source = "" }: { source?: string } = {}) => {
    const isNumber = typeof value === "number";
    if (isNumber && !found && ![String(value), value.toPrecision(17)].map(decimal).includes(decimal(source)))
      found = { name, source };
  };
  try {
    JSON.parse(text, look);
  } catch {} // it is not JSON
  return found;
}

/** The same for all ways to write a number: 1.50 and 15e-1 are 15e-1. */
function decimal(text: string): string {
  const [, sign, whole = "", part = "", power = "0"] = /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]?\d+))?$/i.exec(text) ?? [];
  const digits = (whole + part).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  return significant && `${sign}${significant}e${Number(power) - part.length + digits.length - significant.length}`;
}

function unreadable(message: string, field?: string): PublicError {
  return new PublicError({ status: 400, code: "BAD_USER_INPUT", message, field });
}
