import { join } from "node:path";
import express, { Router } from "express";

const dist = join(import.meta.dirname, "..", "..", "web", "dist");

/** The built client: hashed files for ever, the page itself afresh, and the page for every address of the client's own. */
export function webClient(): Router {
  const router = Router();
  router.use("/assets", express.static(join(dist, "assets"), { immutable: true, maxAge: "1y", fallthrough: false }));
  router.use(express.static(dist, { index: false, maxAge: "1h" }));
  router.get(/.*/, (request, response, next) => {
    if (!request.accepts("html") || /^\/(graphql|graphiql|rest|auth)(\/|$)/.test(request.path)) return next();
    response.sendFile(join(dist, "index.html"), { cacheControl: false, headers: { "Cache-Control": "no-cache" } });
  });
  router.use((_request, _response, next) => next(Object.assign(new Error("Not found"), { status: 404 })));
  return router;
}
