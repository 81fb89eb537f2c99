import { expect } from "vitest";
import { type Db, type Person, test } from "../testing.ts";
import { importFile, upload } from "./importing.ts";

/** Where each column of a file is going to go, by its name. */
async function fieldsOf(db: Db, person: Person, object: string, file: string): Promise<Record<string, string | null>> {
  const [made] = await db.as(person).rows<{ fields: Record<string, string | null> }>(
    `select jsonb_object_agg(c ->> 'name', (select m ->> 'field' from jsonb_array_elements(i.mapping) m where m ->> 'column' = c ->> 'index')) as fields
     from app_public.imports i, jsonb_array_elements(i.columns) c where i.id = $1`,
    [await upload(db, person, object, file)],
  );
  return made?.fields ?? {};
}

test("the ids of another program are no names of companies, people or stages", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const hubSpot =
    "Deal Name,Deal Stage ID,Associated Company IDs,Associated Contact IDs,Owner Id\nCasino,77,9001,8001;8002,5\nGames,78,9002,,6\n";
  expect(await fieldsOf(db, ann, "deals", hubSpot)).toEqual({
    "Deal Name": "title",
    "Deal Stage ID": null,
    "Associated Company IDs": null,
    "Associated Contact IDs": null,
    "Owner Id": null,
  });
  expect(await fieldsOf(db, ann, "contacts", "Name,Company Id,Company\nAda,17,Acme\n")).toEqual({
    Name: "name",
    "Company Id": null,
    Company: "company",
  });
  expect(await fieldsOf(db, ann, "deals", "Deal Name,Customer tier\nCasino,Tier 4\n")).toMatchObject({
    "Customer tier": null,
  });
  expect(
    await fieldsOf(db, ann, "companies", "Kundnr,Namn,Organisationsnr,Postnr\n1,Öberg AB,556677-8899,411 01\n"),
  ).toEqual({ Kundnr: null, Namn: "name", Organisationsnr: null, Postnr: "postal_code" });
  expect(await fieldsOf(db, ann, "deals", "Opportunity ID,Opportunity Name\n006A,Casino\n")).toEqual({
    "Opportunity ID": null,
    "Opportunity Name": "title",
  });
  expect(await fieldsOf(db, ann, "deals", "Opportunity ID,Amount\n006A,5\n")).toMatchObject({
    "Opportunity ID": "title",
  });
});

test("an id leads to records that have such an id", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const as = db.as(ann);
  await as.query(
    `select app_public.create_object('Order', 'Orders', title_label => 'Order id', title_settings => '{"unique": true}')`,
  );
  await as.query(`select app_public.create_field('deals', 'Order', 'relation', settings => '{"target": "orders"}')`);
  expect(await fieldsOf(db, ann, "deals", "Deal name,Order ID\nA,FO-1\n")).toMatchObject({ "Order ID": "order" });
});

test("a column of words does not go where numbers or dates go, whatever it is called", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  expect(await fieldsOf(db, ann, "companies", "Company,Size\nAcme,11-50\nBolt,51-200\n")).toMatchObject({ Size: null });
  expect(await fieldsOf(db, ann, "companies", "Company,Size\nAcme,about 50\nBolt,60\n")).toMatchObject({
    Size: "employees",
  });
  expect(await fieldsOf(db, ann, "contacts", "Name,Birthday\nAda,04/19\nBob,12/24\n")).toMatchObject({
    Birthday: null,
  });
});

test("only what is a phone number by its name or its signs goes to the phones", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const file =
    "Last name,Work,Cell no,Office,Business fax,Tax number,郵便番号,CONFIRM_IP\n" +
    "Ash,+1 555 010 1234,555-010-9999,(020) 123 4567,+1 555 010 0000,525-224-84-81,100-0001,198.2.191.34\n";
  expect(await fieldsOf(db, ann, "contacts", file)).toEqual({
    "Last name": "last_name",
    Work: "phones",
    "Cell no": "phones",
    Office: "phones",
    "Business fax": null,
    "Tax number": null,
    郵便番号: null,
    CONFIRM_IP: null,
  });
});

test("what tells one address of a person or company from another says nothing of the field", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const outlook =
    "Nachname;Ort geschäftlich;Land/Region geschäftlich;Mobil geschäftlich\nMüßig;Köln;Deutschland;+49.170.1234567\n";
  expect(Object.values(await fieldsOf(db, ann, "contacts", outlook))).toEqual(
    expect.arrayContaining(["last_name", "city", "country", "phones"]),
  );
  expect(
    await fieldsOf(
      db,
      ann,
      "companies",
      "name,billingAddressStreet,billingAddressCity,Primary Address Postal Code,Address 1: Country/Region\nAcme,Way 1,Kyiv,01001,Ukraine\n",
    ),
  ).toEqual({
    name: "name",
    billingAddressStreet: "street",
    billingAddressCity: "city",
    "Primary Address Postal Code": "postal_code",
    "Address 1: Country/Region": "country",
  });
});

test.for([
  [
    "Datensatz-ID,Deal-Name,Deal-Phase,Abschlussdatum,Zuständiger Mitarbeiter für Deal,Betrag,Zugeordnetes Unternehmen,Zugeordneter Kontakt",
    [null, "title", "stage", "closed_at", "owner", "value", "company", "contact"],
  ],
  [
    "Opportunity-Name,Accountname,Phase,Betrag,Schlusstermin,Opportunity-Inhaber",
    ["title", "company", "stage", "value", "closed_at", "owner"],
  ],
  [
    "Nom de l'opportunité,Nom du compte,Étape,Montant,Date de clôture,Propriétaire de l'opportunité",
    ["title", "company", "stage", "value", "closed_at", "owner"],
  ],
] as const)(
  "columns are found in the words of other programs in other languages: %s",
  async ([header, fields], { db }) => {
    const { ann } = await db.people({ ann: "admin" });
    const values: Record<string, string> = { stage: "Gewonnen", closed_at: "2024-01-31", value: "5" };
    const row = fields.map((field, n) => values[field ?? ""] ?? `x${n}`).join(",");
    expect(Object.values(await fieldsOf(db, ann, "deals", `${header}\n${row}\n`)).toSorted()).toEqual(
      [...fields].toSorted(),
    );
  },
);

test("of two columns that are called alike the one with more values counts", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const pipedrive =
    "Deal - Title,Deal - Won time,Deal - Lost time,Deal - Deal closed on,Deal - Deal created\n" +
    "A,2024-04-01 12:00:00,,2024-04-01 12:00:00,2024-02-01 10:00:00\nB,,2024-04-02 12:00:00,2024-04-02 12:00:00,2024-02-01 10:00:00\n";
  expect(await fieldsOf(db, ann, "deals", pipedrive)).toEqual({
    "Deal - Title": "title",
    "Deal - Won time": null,
    "Deal - Lost time": null,
    "Deal - Deal closed on": "closed_at",
    "Deal - Deal created": "created_at",
  });
});

test("a deal that is won or lost by a column of its own is so, wherever it was then", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const pipedrive =
    "Deal - Title,Deal - Pipeline,Deal - Stage,Deal - Status\nA,Pipeline,Qualified,Open\nB,Pipeline,Qualified,Lost\nC,Pipeline,Proposal,Won\n";
  const both = { mode: "both", matchBy: ["title"] };
  const { counts } = await importFile(db, ann, "deals", pipedrive, { options: both });
  expect(counts).toMatchObject({ created: 3, rejected: 0 });
  const outcomes = () =>
    db
      .as(ann)
      .rows(
        "select d.title, s.outcome from app_public.deals d join app_public.stages s on s.id = d.stage_id order by 1",
      );
  const known = [
    { title: "A", outcome: "open" },
    { title: "B", outcome: "lost" },
    { title: "C", outcome: "won" },
  ];
  expect(await outcomes()).toEqual(known);
  expect((await importFile(db, ann, "deals", pipedrive, { options: both })).counts).toMatchObject({ unchanged: 3 });
  await importFile(db, ann, "deals", "Titel;Status;Phase\nD;gewonnen;Angebot\nE;offen;Angebot\n");
  expect(await outcomes()).toEqual([...known, { title: "D", outcome: "won" }, { title: "E", outcome: "open" }]);
  expect(await fieldsOf(db, ann, "deals", "Title,Stage,Status\nA,Lead,active\nB,Won,archived\n")).toMatchObject({
    Stage: "stage",
    Status: null,
  });
});

test("addresses of a site go to the field that is called like it", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const file = "First Name,URL,Web\nAli,https://www.linkedin.com/in/ali,https://ali.example\n";
  expect(await fieldsOf(db, ann, "contacts", file)).toMatchObject({ URL: "linkedin", Web: null });
});

test("what stands before a Dutch last name is a part of it", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  const { rows } = await importFile(
    db,
    ann,
    "contacts",
    "Voornaam;Tussenvoegsel;Achternaam\nJan;van der;Meer\nEls;;Smit\n",
  );
  expect(rows.map(({ title }) => title)).toEqual(["Jan van der Meer", "Els Smit"]);
});

test("stages are won or lost by their names in other languages, too", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const names = {
    won: ["Ganada", "Gagné", "Ganho", "Chiuso vinto", "Wygrane", "Vunnen", "Успешно реализовано", "赢单", "受注"],
    lost: ["Perdida", "Perdu", "Perso", "Przegrana", "Förlorad", "Закрыто и не реализовано", "失注"],
    open: ["Propuesta", "Personal meeting", "Vintage", "Переговоры"],
  };
  await importFile(
    db,
    ann,
    "deals",
    `title,stage\n${Object.values(names)
      .flat()
      .map((name) => `${name},${name}`)
      .join("\n")}\n`,
  );
  for (const [outcome, all] of Object.entries(names))
    expect(
      (
        await db
          .as(ann)
          .rows(
            "select s.name from app_public.deals d join app_public.stages s on s.id = d.stage_id where s.outcome = $1",
            [outcome],
          )
      )
        .map(({ name }) => name)
        .toSorted(),
    ).toEqual(all.toSorted());
});

test("what is called a name is the whole name or a part of it, as its values say", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  const titles = async (file: string) => {
    const { rows } = await importFile(db, ann, "contacts", file);
    const people = await db.as(ann).rows("select id, first_name, last_name from app_public.contacts");
    return rows.map(({ record_id }) => {
      const person = people.find(({ id }) => id === record_id);
      return [person?.first_name, person?.last_name];
    });
  };
  expect(await titles("Nombre,Correo\nMaría Pérez,m@p.org\nJuan Gil,j@p.org\n")).toEqual([
    ["María", "Pérez"],
    ["Juan", "Gil"],
  ]);
  expect(await titles("Nome;E-mail;Cognome\nMaria Grazia;g@p.org;Rossi\n")).toEqual([["Maria Grazia", "Rossi"]]);
  expect(await titles("Nom;Société\nSophie Martin;Acme\n")).toEqual([["Sophie", "Martin"]]);
  expect(await titles("Persona - Nombre,Persona - Organización,Persona - Ciudad\nInés Ruiz,Ruiz SL,Vigo\n")).toEqual([
    ["Inés", "Ruiz"],
  ]);
  expect(await titles("Name;Vorname\nvon der Au;Hans\nMüller Lüdenscheidt;Eva\n")).toEqual([
    ["Hans", "von der Au"],
    ["Eva", "Müller Lüdenscheidt"],
  ]);
  expect(await titles("Name,First name\nAda King,Ada\n")).toEqual([["Ada", "King"]]);
  expect(await titles("Naam;E-mail\nJan de Vries;j@v.org\n")).toEqual([["Jan", "de Vries"]]);
});
