import express, { type RequestHandler } from "express";

/** Refuses JSON that says it is longer, without reading any of it: whoever sends too much costs the others nothing. */
export function limitBody(maxBytes: number): RequestHandler {
  return (request, _response, next) => {
    const isLonger = Number(request.headers["content-length"]) > maxBytes && request.is("json");
    next(isLonger ? Object.assign(new Error("Too large"), { status: 413 }) : undefined);
  };
}

/** Reads JSON of at most that many bytes. */
export function readJson(maxBytes: number, options: { strict?: boolean } = {}): RequestHandler[] {
  return [limitBody(maxBytes), express.json({ limit: maxBytes, ...options })];
}
