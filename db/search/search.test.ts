import { expect } from "vitest";
import { test } from "#db/testing.ts";

test("a phone number is found as it is written, and as it is dialled in its country", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  const as = db.as(ann);
  await as.query(
    "insert into app_public.contacts (first_name, phones) values ('Hamburg', '{+49 40 5551234}'), ('Lisbon', '{+351211234567}'), ('Milan', '{0039 02 7654321}')",
  );
  await as.query("insert into app_public.companies (name, phone) values ('Kontor', '+49 (0)40 555-9999')");
  const found = async (text: string) =>
    (await as.rows("select title from app_public.search($1) order by title", [text])).map(({ title }) => title);
  expect(await found("040 555")).toEqual(["Hamburg", "Kontor"]);
  expect(await found("+49 40 5551")).toEqual(["Hamburg"]);
  expect(await found("0211 234")).toEqual(["Lisbon"]);
  expect(await found("02 765")).toEqual(["Milan"]);
  expect(await found("5551234")).toEqual(["Hamburg"]);
});

test("a name is found whichever letter of it is missing, wrong or swapped; who chooses a record is not offered what is less like it", async ({
  db,
}) => {
  const { ann } = await db.people({ ann: "user" });
  const as = db.as(ann);
  await as.query("insert into app_public.companies (name) values ('Northwind Logistics'), ('Meridian Travel')");
  const found = async (text: string, objects?: string[]) =>
    (await as.rows("select title from app_public.search($1, $2)", [text, objects ?? null])).map(({ title }) => title);
  for (const slip of ["nortwind", "norhtwind", "nothwind", "northwnid", "Nirthwind"])
    expect(await found(slip)).toEqual(["Northwind Logistics"]);
  for (const slip of ["meridain", "meredian"]) expect(await found(slip)).toEqual(["Meridian Travel"]);
  expect(await found("norhtwind", ["companies"])).toEqual([]);
  expect(await found("umbrella")).toEqual([]);
  expect(await as.rows("show pg_trgm.word_similarity_threshold")).toEqual([
    { "pg_trgm.word_similarity_threshold": "0.6" },
  ]);
});

test("a record is parted into words as what is searched for is, whatever stands between them, and however long they are", async ({
  db,
}) => {
  const { ann } = await db.people({ ann: "user" });
  const as = db.as(ann);
  const endless = "x".repeat(3_000);
  await as.query("insert into app_public.companies (name) values ('AT&T [Mobility]'), ('Ünal=Söhne')");
  await as.query(
    "insert into app_public.contacts (last_name, linkedin) values ('O''Brien', 'https://linkedin.com/in/pat?trk=abc&via=qr')",
  );
  await as.query("insert into app_public.notes (title, body) values ('Endless', $1)", [`before ${endless} after`]);
  const found = async (text: string) =>
    (await as.rows("select title from app_public.search($1)", [text])).map(({ title }) => title);
  expect(await found("at&t")).toEqual(["AT&T [Mobility]"]);
  expect(await found("mobility")).toEqual(["AT&T [Mobility]"]);
  expect(await found("sohne")).toEqual(["Ünal=Söhne"]);
  expect(await found("brien")).toEqual(["O'Brien"]);
  expect(await found("pat abc")).toEqual(["O'Brien"]);
  expect(await found("after")).toEqual(["Endless"]);
});
