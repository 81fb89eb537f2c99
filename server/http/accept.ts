import type { RequestHandler } from "express";

/** Whoever does not say what they take gets plain application/json, as GraphQL over HTTP would have it. */
export function acceptAnything(): RequestHandler {
  return (request, _response, next) => {
    const { accept } = request.headers;
    if (!accept || accept === "*/*") request.headers.accept = "application/json";
    next();
  };
}
