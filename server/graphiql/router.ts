import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import express, { type RequestHandler, Router } from "express";
import { serveStatic } from "ruru/static";

const graphqlWs = dirname(createRequire(import.meta.url).resolve("graphql-ws/client"));

/**
 * GraphiQL, for trying queries. Nobody is let in here: the page asks for the session as the client does, and the schema is told to
 * members only. Without inline scripts, as our Content-Security-Policy wants it.
 */
export function graphiql(): Router {
  const router = Router();
  router.get("/", (_request, response) => {
    response.type("html").send(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Rowan GraphQL</title>
<link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/graphiql/ruru/ruru.css"><link rel="stylesheet" href="/graphiql/page.css">
<script type="module" src="/graphiql/page.js"></script>
</head>
<body><div id="root"><p>Loading…</p></div></body>
</html>`);
  });
  for (const file of ["page.js", "page.css", "session.js"])
    router.get(`/${file}`, (_request, response) => response.sendFile(join(import.meta.dirname, file)));
  router.use("/graphql-ws", express.static(graphqlWs, { index: false, maxAge: "1d" }));
  const ruru: RequestHandler = serveStatic("/graphiql/ruru/");
  router.use((request, response, next) => {
    const { url } = request;
    request.url = request.originalUrl; // it looks for its path from the root
    ruru(request, response, (error?: unknown) => {
      request.url = url;
      next(error);
    });
  });
  return router;
}
