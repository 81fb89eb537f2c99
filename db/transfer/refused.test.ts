import { expect } from "vitest";
import { test } from "../testing.ts";
import { importFile, reasons, upload } from "./importing.ts";

const accounts = `account,sector,year_established,revenue,employees,office_location,subsidiary_of
Acme Corporation,technology,1996,1100.04,2822,United States,
Bluth Company,technology,1993,1242.32,3027,United States,Acme Corporation
Cheers,entertainment,1993,4269.9,6472,United States,Massive Dynamic
Massive Dynamic,retail,1989,665.06,1095,United States,
`;

test("a row that cannot go in says why, and the others go in", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  await db.as(ann).query("insert into app_public.companies (name, domain) values ('Acme', 'acme.com')");
  const { counts, rows } = await importFile(
    db,
    ann,
    "companies",
    `name,domain,employees,revenue
Other,https://www.acme.com/x,1,
,b.com,2,
C,not a domain,3,
D,d.com,many,
E,e.com,-5,
F,f.com,7,"1,234.50"
G,f.com,8,12
H,h.com,9,"$3,000"
I,i.com;j.de,1,
`,
  );
  expect(reasons(rows)).toEqual([
    [2, "domain", "Another company already has this domain."],
    [3, "name", "“Name” is required, and the cell is empty."],
    [4, "domain", "This is not a domain such as acme.com."],
    [5, "employees", "This is not a whole number that fits."],
    [6, "employees", "A company has no fewer than 0 employees."],
    [8, "domain", "Row 7 has the same Domain."],
    [10, "domain", "This is not a domain."],
  ]);
  expect(counts).toMatchObject({ created: 2, rejected: 7 });
  expect(
    await db
      .as(ann)
      .rows("select name, annual_revenue::float from app_public.companies where name in ('F', 'H') order by 1"),
  ).toEqual([
    { name: "F", annual_revenue: 1234.5 },
    { name: "H", annual_revenue: 3000 },
  ]);
});

test("dates and numbers are read as the file writes them", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  const { counts } = await importFile(
    db,
    ann,
    "deals",
    "Titel;Name;Betrag;Abschlussdatum\n;Eins;1.234,50;31.12.2025\n;Zwei;12,00 €;1. März 2026\n",
    {
      mapping: [
        { column: 1, field: "title" },
        { column: 2, field: "value" },
        { column: 3, field: "expected_close_date" },
      ],
    },
  );
  const [row] = await db
    .as(ann)
    .rows("select value::float, expected_close_date::text as date from app_public.deals where title = 'Eins'");
  expect(row).toEqual({ value: 1234.5, date: "2025-12-31" });
  expect(counts.created + counts.rejected).toBe(2);
});

test("what a file means twice is not guessed", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  await db.as(ann).query("insert into app_public.companies (name) values ('Acme'), ('ACME')");
  const { rows } = await importFile(db, ann, "contacts", "last name,company\nBerg,Acme\nHill,acmé\n");
  expect(rows[0]?.outcome).toBe("created");
  expect(reasons(rows)).toEqual([[3, "company", "2 records of companies match “acmé”."]]);
});

test("an import does what its member may do, and no more", async ({ db }) => {
  const { ann, ben, eve } = await db.people({ ann: "admin", ben: "user", eve: "read_only" });
  await expect(upload(db, eve, "companies", accounts)).rejects.toMatchObject({
    code: "RM403",
    constraint: "settings_import",
  });
  const id = await upload(db, ann, "companies", accounts);
  expect(await db.as(ben).rows("select id from app_public.imports")).toEqual([]);
  await expect(db.as(ben).query("select app_public.run_import($1)", [id])).rejects.toMatchObject({ code: "RM404" });
  await expect(db.as(ben).query("select app_hidden.import_prepare($1)", [id])).rejects.toMatchObject({ code: "RM404" });
  expect(await db.as(ben).rows("select * from app_hidden.import_cells")).toEqual([]);
  await expect(
    db.as(ben).query("insert into app_hidden.import_cells (import_id, row_number, cells) values ($1, 99, '{x}')", [id]),
  ).rejects.toMatchObject({ code: "42501" });
});

test("who edits only their own records updates no others by an import", async ({ db }) => {
  const { ann, ben } = await db.people({ ann: "admin", ben: "user" });
  await db.owner.query(
    "update app_public.permissions set update = 'own', delete = 'own' where object = 'companies' and role_id = (select role_id from app_public.users where id = $1)",
    [ben.id],
  );
  await db.owner.query("select app_hidden.derive_role(role_id) from app_public.users where id = $1", [ben.id]);
  await db.as(ann).query("insert into app_public.companies (name, city) values ('Acme', 'Oslo')");
  await db.as(ben).query("insert into app_public.companies (name, city) values ('Mine', 'Oslo')");
  const { counts, rows } = await importFile(db, ben, "companies", "name,city\nAcme,Bergen\nMine,Bergen\n", {
    options: { mode: "update", matchBy: ["name"] },
  });
  expect(counts).toMatchObject({ updated: 1, rejected: 1 });
  expect(reasons(rows)).toEqual([[2, null, "Your role may not change this record."]]);
});

test("a mapping that cannot be is refused with the reason", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  const id = await upload(db, ann, "companies", accounts);
  const configure = (mapping: object[] | null, options: object | null) =>
    db
      .as(ann)
      .query("select app_public.configure_import($1, $2, $3)", [
        id,
        mapping && JSON.stringify(mapping),
        options && JSON.stringify(options),
      ]);
  await expect(configure([{ column: 0, field: "nonsense" }], null)).rejects.toMatchObject({
    code: "RM400",
    constraint: "imports_mapping_known",
  });
  await expect(configure([{ column: 99, field: "name" }], null)).rejects.toMatchObject({
    message: "The file has no column 99.",
  });
  await expect(
    configure(
      [
        { column: 0, field: "domain" },
        { column: 1, field: "domain" },
      ],
      null,
    ),
  ).rejects.toMatchObject({
    message: "Only one column can go into “Domain”.",
  });
  await expect(configure([], null)).rejects.toMatchObject({ constraint: "imports_mapping_given" });
  await expect(configure(null, { mode: "replace" })).rejects.toMatchObject({ constraint: "imports_options_known" });
});

test("a row that is rejected makes no company and no stage", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const as = db.as(ann);
  await as.query("insert into app_public.deals (title) values ('Old')");
  const file =
    "Deal name,Stage,Amount,Account\nX1,Brandneu,abc,Ghost Inc\nOld,Auch neu,1,Twice Inc\nX2,Neu,-1e20,Late Inc\nX3,Neu,2,Real Inc\n";
  const { counts } = await importFile(db, ann, "deals", file, { options: { mode: "create", matchBy: ["title"] } });
  expect(counts).toMatchObject({ created: 1, rejected: 3, related: { companies: 1, stages: 1 } });
  expect(await as.rows("select name from app_public.companies")).toEqual([{ name: "Real Inc" }]);
  expect(await as.rows("select name from app_public.stages where name ilike '%neu'")).toEqual([{ name: "Neu" }]);
});

test("a company that cannot be made has its rows rejected, and nothing else is made for them", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const long = "x".repeat(400);
  const { counts, rows } = await importFile(
    db,
    ann,
    "deals",
    `Deal name,Stage,Account\nX1,Neu,${long}\nX2,Lead,Acme\n`,
  );
  expect(counts).toMatchObject({ created: 1, rejected: 1, related: { companies: 1 } });
  expect(rows.find(({ outcome }) => outcome === "rejected")?.problems[0]).toMatchObject({
    field: "company",
    value: "x".repeat(200),
  });
  expect(await db.as(ann).rows("select name from app_public.stages where name = 'Neu'")).toEqual([]);
});

test("a new record may bring its id, but not that of one that is there", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  const as = db.as(ann);
  const [acme] = await as.rows<{ id: string }>("insert into app_public.companies (name) values ('Acme') returning id");
  const free = "01a21348-5bf0-7d8d-964f-183f7461d083";
  const file = `id,name\n${acme?.id},Acme again\n${free},Globex\n${free},Globex twice\n`;
  const { rows } = await importFile(db, ann, "companies", file);
  expect(reasons(rows)).toEqual([
    [2, "id", "There is a record with this ID already. To change it, update records, told apart by their ID."],
    [4, "id", "Row 3 has the same ID."],
  ]);
  expect(await as.rows("select id, name from app_public.companies order by name")).toEqual([
    { id: acme?.id, name: "Acme" },
    { id: free, name: "Globex" },
  ]);
  const { counts } = await importFile(db, ann, "contacts", `id,last name\n${acme?.id},Acme\n`);
  expect(counts).toMatchObject({ created: 1, rejected: 0 });
});

test("records that cannot be told apart are spoken of in words that read right", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  await db
    .as(ann)
    .query("insert into app_public.contacts (last_name, emails) values ('Berg', '{a@x.com}'), ('Hill', '{a@x.com}')");
  const file = "last name,email\nBerg,a@x.com\nFord,b@x.com\n";
  const told = async (matchBy: string[]) =>
    reasons((await importFile(db, ann, "contacts", file, { options: { mode: "update", matchBy } })).rows).map(
      ([, , message]) => message,
    );
  expect(await told(["emails"])).toEqual([
    "2 records have the same value of E-mails.",
    "There is no record with this value of E-mails.",
  ]);
  expect(await told(["last_name"])).toEqual(["There is no record with this Last name."]);
  expect(await told(["last_name", "emails"])).toEqual(["There is no record with these values of Last name, E-mails."]);
});
