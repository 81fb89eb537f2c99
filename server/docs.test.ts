// What the documents tell people to do is done here.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { variables } from "./env.ts";
import { test } from "./testing.ts";

const read = (name: string) => readFileSync(join(import.meta.dirname, "..", name), "utf8");
const blocks = (text: string, mark: string) =>
  [...text.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)].filter(([, info]) => info === mark).map(([, , body = ""]) => body);

test("docs/operations.md has every variable of the environment, and no other", () => {
  const rows = read("docs/operations.md").match(/^\| `[A-Z_`, ]+` \|/gm) ?? [];
  expect(rows.flatMap((row) => row.match(/[A-Z][A-Z_]+/g) ?? []).sort()).toEqual([...variables].sort());
});

test("the commands of the documents exist", () => {
  const cli = read("server/database/cli.ts");
  const scripts = JSON.parse(read("package.json")).scripts;
  const files = [
    "README.md",
    "CONTRIBUTING.md",
    "docs/operations.md",
    "docs/dba.md",
    "docs/performance.md",
    "docs/users.md",
  ];
  for (const text of files.map(read)) {
    for (const [, script = ""] of text.matchAll(/npm run (\w+)/g)) expect(Object.keys(scripts)).toContain(script);
    for (const [, command = ""] of text.matchAll(/npm run db -- (\w+)/g)) expect(cli).toContain(`case "${command}":`);
  }
});

test("a DBA's policy, trigger and view, as docs/dba.md has them, work in the client", async ({ server }) => {
  const { ann, uli } = await server.people({ ann: "admin", uli: "user" });
  const sql = blocks(read("docs/dba.md"), "sql test");
  expect(sql).toHaveLength(3);
  for (const block of sql) await server.owner.query(block);

  await server.graphql(`mutation { createNote(input: { note: { title: "Board: salaries" } }) { note { id } } }`, {
    as: ann,
  });
  const notes = `{ notes(filter: { title: { startsWith: "Board:" } }) { totalCount } }`;
  expect((await server.graphql(notes, { as: ann })).data).toEqual({ notes: { totalCount: 1 } });
  expect((await server.graphql(notes, { as: uli })).data).toEqual({ notes: { totalCount: 0 } });

  const { errors } = await server.graphql(
    `mutation { createDeal(input: { deal: { title: "Huge", value: "250000" } }) { deal { id } } }`,
    { as: uli },
  );
  expect(errors?.[0]).toMatchObject({
    message: "A deal of this size needs an expected close date.",
    extensions: { code: "BAD_USER_INPUT", field: "expectedCloseDate" },
  });
});
