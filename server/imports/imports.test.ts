import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { type Member, test } from "../testing.ts";
import { csv, ended, fileOf, upload } from "./testing.ts";

test("a file is uploaded, checked, run, and its rejected rows come back to be mended", async ({ server, worker }) => {
  expect(worker).toBeDefined();
  const { ann } = await server.people({ ann: "admin" });
  const file =
    "Firma;Mitarbeiter;Domain\nÅkerö;12;akero.se\nMüller;viele;mueller.de\n-2+cmd|x!A0;viele;y.de\n=cmd;3;x.de\nWeit;1;weit.de;zu viel\n";
  const made = await upload(server, ann, Buffer.from(file, "latin1"), "object=companies&fileName=Firmen.csv");
  expect(made).toMatchObject({ status: "ready", encoding: "windows-1252", delimiter: ";", rowCount: 5 });
  expect(made.mapping.map(({ field }) => field).toSorted()).toEqual(["domain", "employees", "name"]);

  await server.send(`/rest/imports/${made.id}/check`, { as: ann, method: "POST" });
  expect(await ended(server, ann, made)).toMatchObject({ status: "checked", created: 2, rejected: 3 });
  expect(await server.owner.rows("select from app_public.companies")).toHaveLength(0);

  await server.send(`/rest/imports/${made.id}/run`, { as: ann, method: "POST" });
  expect(await ended(server, ann, made)).toMatchObject({ status: "done", created: 2, rejected: 3 });
  expect(await server.owner.rows("select name, created_by from app_public.companies order by name")).toEqual([
    { name: "=cmd", created_by: ann.id },
    { name: "Åkerö", created_by: ann.id },
  ]);
  expect(await server.owner.rows("select from app_hidden.import_cells")).toHaveLength(0);

  const rejected = await server.send(`/rest/imports/${made.id}/rejected.csv`, { as: ann });
  expect(rejected.headers.get("content-disposition")).toContain("Firmen-rejected.csv");
  const text = await rejected.text();
  expect(text).toBe(
    "Firma;Mitarbeiter;Domain;Why it was rejected\r\nMüller;viele;mueller.de;Mitarbeiter: This is not a whole number that fits.\r\n" +
      "'-2+cmd|x!A0;viele;y.de;Mitarbeiter: This is not a whole number that fits.\r\n" +
      "Weit;1;weit.de;The row has 4 cells, and the table 3 columns: a quote or delimiter may be missing.;zu viel\r\n",
  );
  const mended = text.replace("viele", "40").replace("viele", "50").replace(";zu viel", "");
  const again = await upload(server, ann, mended, "object=companies&action=run");
  expect(await ended(server, ann, again)).toMatchObject({ status: "done", created: 3, rejected: 0 });
  expect(await server.owner.rows("select from app_public.companies where name = '-2+cmd|x!A0'")).toHaveLength(1);
});

test("an API key imports in one request, under its own role", async ({ server, worker }) => {
  expect(worker).toBeDefined();
  const { kim } = await server.people({ kim: "admin" });
  const key = "rk_for_imports";
  await server.owner.query(
    `with made as (insert into app_public.api_keys (name, prefix, role_id, user_id) select 'Imports', 'rk_', id, $1 from app_public.roles where key = 'user' returning id)
     insert into app_private.api_key_hashes (hash, api_key_id) select sha256($2::bytea), id from made`,
    [kim.id, key],
  );
  const file = "first name,last name,email\nJo,Doe,jo@doe.org\n";
  const made = await upload(server, key, file, "object=contacts&mode=both&matchBy=emails&action=run");
  expect(await ended(server, key, made)).toMatchObject({ status: "done", created: 1 });
  const again = await upload(server, key, file, "object=contacts&mode=both&matchBy=emails&action=run");
  expect(await ended(server, key, again)).toMatchObject({ status: "done", created: 0, unchanged: 1 });
  const [change] = await server.owner.rows(
    "select c.source, c.user_id, k.name from app_public.changes c join app_public.api_keys k on k.id = c.api_key_id where c.title = 'Jo Doe'",
  );
  expect(change).toEqual({ source: "import", user_id: kim.id, name: "Imports" });
});

test("an import that is cancelled leaves nothing", async ({ server, worker }) => {
  expect(worker).toBeDefined();
  const { lea } = await server.people({ lea: "user" });
  const file = fileOf("first name,last name,email", 20_000, (n) => `Lea${n},Person,lea${n}@many.org`);
  const made = await upload(server, lea, file, "object=contacts&action=run");
  await sleep(300);
  await server.send(`/rest/imports/${made.id}/cancel`, { as: lea, method: "POST" });
  expect(await ended(server, lea, made)).toMatchObject({
    status: "cancelled",
    message: "It was cancelled; nothing of it was written.",
  });
  expect(await server.owner.rows("select from app_public.contacts where last_name = 'Person'")).toHaveLength(0);
});

test("what an import adds to the indexes for search waits for no search and no writer after it", async ({
  server,
  worker,
}) => {
  expect(worker).toBeDefined();
  const { pia } = await server.people({ pia: "user" });
  const rows = Array.from({ length: 1_000 }, (_, n) => `Pia${n},Pending,pia${n}@pending.org`);
  const file = `first name,last name,email\n${rows.join("\n")}\n`;
  const made = await upload(server, pia, file, "object=contacts&action=run");
  expect(await ended(server, pia, made)).toMatchObject({ status: "done", created: 1_000 });
  await sleep(1_500);
  const waiting = `select sum(gin_clean_pending_list(indexrelid))::int as pages from pg_index join pg_class c on c.oid = indexrelid
    where c.relam = (select oid from pg_am where amname = 'gin') and indrelid in ('app_public.records'::regclass, 'app_public.contacts'::regclass)`;
  expect(await server.owner.rows(waiting)).toEqual([{ pages: 0 }]);
});

test("who may not import, or asks for what there is not, is told so", async ({ server }) => {
  const { max, eva } = await server.people({ max: "user", eva: "read_only" });
  const send = async (path: string, as: Member | null, body?: string) => {
    const response = await server.send(path, { as, method: "POST", body, headers: csv });
    return [response.status, ((await response.json()) as { title: string }).title];
  };
  expect(await send("/rest/imports?object=contacts", null, "name\nx")).toEqual([401, expect.any(String)]);
  expect(await send("/rest/imports?object=contacts", eva, "name\nx")).toEqual([
    403,
    "Your role may not manage import.",
  ]);
  expect(await send("/rest/imports?object=nonsense", max, "name\nx")).toEqual([
    404,
    "There is no object called “nonsense”.",
  ]);
  expect(await send("/rest/imports", max, "name\nx")).toEqual([
    400,
    "Say in the address which object: /rest/imports?object=contacts.",
  ]);
  expect(await send("/rest/imports?object=contacts&encoding=klingon", max, "name\nx")).toEqual([
    400,
    "There is no encoding “klingon”.",
  ]);
  expect(await send("/rest/imports?object=contacts&delimiter=%0A", max, "name\nx")).toEqual([
    400,
    "“\n” is not a delimiter that can be used.",
  ]);
  const packed = { ...csv, "content-encoding": "br" };
  const response = await server.send("/rest/imports?object=contacts", { as: max, body: "name\nx", headers: packed });
  expect([response.status, ((await response.json()) as { title: string }).title]).toEqual([
    400,
    "Send the file as it is, without Content-Encoding.",
  ]);
  expect((await server.send("/rest/imports/01900000-0000-7000-8000-000000000000", { as: max })).status).toBe(404);
});
