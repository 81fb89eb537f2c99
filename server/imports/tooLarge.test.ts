import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Server } from "node:http";
import { expect, inject } from "vitest";
import { readEnv } from "../env.ts";
import { test as base } from "../testing.ts";
import { csv, fileOf } from "./testing.ts";

const test = base.extend("env", { scope: "file" }, () =>
  readEnv({ JWT_SECRET: inject("jwtSecret"), PORT: "0", DATA_DIR: "unused", IMPORT_MAX_MB: "1" }),
);

test("a file that turns out too large while it is sent is refused by name, and whoever sends it hears so", async ({
  server,
}) => {
  const { ann } = await server.people({ ann: "user" });
  const answer = await server.send("/rest/imports?object=contacts", {
    as: ann,
    method: "POST",
    body: fileOf("first name,last name", 300_000, () => "Ann,Large"),
    headers: csv,
  });
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject({ code: "PAYLOAD_TOO_LARGE", constraint: "imports_file_size" });
  expect(await server.owner.rows("select from app_public.imports")).toEqual([]);
});

test("a large file has the time that it takes over a slow line", async ({ server }) => {
  const timeouts: number[] = [];
  const told = (message: unknown) => void timeouts.push((message as { server: Server }).server.requestTimeout);
  subscribe("http.server.request.start", told);
  await server.send("/healthz");
  unsubscribe("http.server.request.start", told);
  const slow = 1_500_000 / 8; // bytes a second
  expect(timeouts[0]).toBeGreaterThan((readEnv({}).importMaxBytes / slow) * 1000);
});
