import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import express, { Router } from "express";

/** The page on which one can read and try all of it, as whoever is signed in to the client or with a key. */
export function apiPage(): Router {
  const router = Router();
  const files = dirname(createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"));
  router.get("/", (_request, response) => {
    response.type("html").send(`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Rowan REST API</title>
<link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/rest/ui/swagger-ui.css"><link rel="stylesheet" href="/rest/ui/apiPage.css">
</head>
<body><div id="swagger-ui"></div>
<script src="/rest/ui/swagger-ui-bundle.js"></script><script type="module" src="/rest/ui/apiPage.js"></script></body>
</html>`);
  });
  for (const file of ["apiPage.js", "apiPage.css"])
    router.get(`/ui/${file}`, (_request, response) => response.sendFile(join(import.meta.dirname, file)));
  router.use("/ui", express.static(files, { index: false, maxAge: "1d" }));
  return router;
}
