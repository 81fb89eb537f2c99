import { expect } from "vitest";
import { test } from "../testing.ts";
import { importFile, reasons, upload } from "./importing.ts";

const accounts = `account,sector,year_established,revenue,employees,office_location,subsidiary_of
Acme Corporation,technology,1996,1100.04,2822,United States,
Bluth Company,technology,1993,1242.32,3027,United States,Acme Corporation
Cheers,entertainment,1993,4269.9,6472,United States,Massive Dynamic
Massive Dynamic,retail,1989,665.06,1095,United States,
`;

test("columns find their fields by the names that other programs give them", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const id = await upload(db, ann, "companies", accounts);
  const [found] = await db
    .as(ann)
    .rows("select columns, mapping, status, row_count from app_public.imports where id = $1", [id]);
  expect(found).toMatchObject({ status: "ready", row_count: 4 });
  expect(found?.mapping.toSorted((a: { column: number }, b: { column: number }) => a.column - b.column)).toEqual([
    { column: 0, field: "name" },
    { column: 1, field: "industry" },
    { column: 3, field: "annual_revenue" },
    { column: 4, field: "employees" },
    { column: 5, field: "country" },
    { column: 6, field: "parent" },
  ]);
  expect(found?.columns[2].newField).toEqual({ label: "Year Established", type: "number", settings: { decimals: 0 } });
});

const contactFields = ["first_name", "last_name", "company", "emails", "phones", "job_title", "city", "country"];
test.for([
  ["Russian", "Имя,Фамилия,Компания,Электронная почта,Телефон,Должность,Город,Страна"],
  ["Turkish", "Adı,Soyadı,Şirket,E-posta,Cep telefonu,Unvan,Şehir,Ülke"],
  ["Greek", "Όνομα,Επώνυμο,Εταιρεία,Email,Τηλέφωνο,Θέση,Πόλη,Χώρα"],
  ["Hebrew", "שם,משפחה,חברה,דוא״ל,טלפון,תפקיד,עיר,מדינה"],
  ["Arabic", "الاسم الأول,اسم العائلة,الشركة,البريد الإلكتروني,الهاتف,الوظيفة,المدينة,البلد"],
  ["Japanese", "名,姓,会社名,メールアドレス,電話番号,役職,市区町村,国"],
  ["Chinese", "名字,姓,公司名称,邮箱,手机,职位,城市,国家"],
  ["Korean", "이름,성,회사명,이메일,전화번호,직책,도시,국가"],
])("columns in %s find their fields", async ([, header = ""], { db }) => {
  const { ann } = await db.people({ ann: "user" });
  const id = await upload(db, ann, "contacts", `${header}\na,b,c,d@e.org,+7 495 765 43 21,g,h,i\n`);
  const [found] = await db.as(ann).rows("select mapping from app_public.imports where id = $1", [id]);
  const mapping: { column: number; field: string }[] = found?.mapping ?? [];
  expect(mapping.toSorted((a, b) => a.column - b.column).map(({ field }) => field)).toEqual(contactFields);
});

test.for([
  [
    "contacts",
    "Person - Name,Person - Organization,Person - Email - Work,Person - Owner",
    ["name", "company", "emails", "owner"],
  ],
  [
    "contacts",
    "Imię;Nazwisko;Stanowisko;Kraj;Data urodzenia;Telefon komórkowy",
    ["first_name", "last_name", "job_title", "country", "birthday", "phones"],
  ],
  ["contacts", "Record ID,First Name,Last Name,Associated Company", [null, "first_name", "last_name", "company"]],
  [
    "contacts",
    "First Name,E-mail 1 - Label,E-mail 1 - Value,Organization Title,Address 1 - City",
    ["first_name", null, "emails", "job_title", "city"],
  ],
  [
    "companies",
    "Account Name,Billing Street,Billing City,Billing State/Province,Billing Zip/Postal Code,Billing Country",
    ["name", "street", "city", "region", "postal_code", "country"],
  ],
  [
    "deals",
    "Deal - Title,Deal - Value,Deal - Currency of Value,Deal - Contact person",
    ["title", "value", "currency", "contact"],
  ],
  ["deals", "Bezeichnung;Betrag;Währung;Firma", ["title", "value", "currency", "company"]],
] as const)("%s: the columns of %s find their fields", async ([object, header, fields], { db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const id = await upload(
    db,
    ann,
    object,
    `${header}\n${fields.map((_, n) => `x${n}`).join(header.includes(";") ? ";" : ",")}\n`,
  );
  const [made] = await db.as(ann).rows<{ fields: (string | null)[] }>(
    `select array(select (select m ->> 'field' from jsonb_array_elements(i.mapping) m where m ->> 'column' = c ->> 'index') from jsonb_array_elements(i.columns) c) as fields
     from app_public.imports i where i.id = $1`,
    [id],
  );
  expect(made?.fields).toEqual(fields);
});

test("a name that is nearly one that is known, among a thousand others, finds its field too", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  const others = Array.from({ length: 900 }, (_, n) => `x${n}`);
  const file = `${["Compny name", "Job titles", ...others].join(",")}\nAcme,Boss${",1".repeat(900)}\n`;
  const begin = performance.now();
  const id = await upload(db, ann, "contacts", file);
  expect(performance.now() - begin).toBeLessThan(5_000);
  const [found] = await db.as(ann).rows("select mapping from app_public.imports where id = $1", [id]);
  expect(found?.mapping).toEqual([
    { column: 1, field: "job_title" },
    { column: 0, field: "company" },
  ]);
});

test("the words by which columns are known are written as names are compared", async ({ db }) => {
  expect(
    await db.owner.rows(
      "select word from (select words from app_hidden.import_words() union all select words from app_hidden.import_choices()) w, unnest(words) word where word <> app_hidden.import_key(word)",
    ),
  ).toEqual([]);
});

test("a company's parent may be another row, also one further down", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  const { counts } = await importFile(db, ann, "companies", accounts);
  expect(counts).toMatchObject({ created: 4, rejected: 0 });
  expect(
    await db
      .as(ann)
      .rows(
        "select c.name, p.name as parent from app_public.companies c left join app_public.companies p on p.id = c.parent_id order by 1",
      ),
  ).toEqual([
    { name: "Acme Corporation", parent: null },
    { name: "Bluth Company", parent: "Acme Corporation" },
    { name: "Cheers", parent: "Massive Dynamic" },
    { name: "Massive Dynamic", parent: null },
  ]);
});

test("a parent in a file that is below its child is left empty, and the row says so", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  const { counts, rows } = await importFile(
    db,
    ann,
    "companies",
    "name,parent\nNorth,South\nSouth,North\nEast,North\n",
  );
  expect(counts).toMatchObject({ created: 3, rejected: 0, warned: 1 });
  expect(
    rows.flatMap(({ row_number, problems }) => problems.map((problem) => ({ row_number, ...problem }))),
  ).toMatchObject([
    {
      row_number: expect.any(Number),
      field: "parent",
      severity: "warning",
      message: "A company cannot belong to one that belongs to it. Left empty.",
    },
  ]);
});

test("a file fills fields of several records, and makes those that are missing", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const as = db.as(ann);
  await as.query("select app_public.create_object('Part', 'Parts')");
  await as.query(
    `select app_public.create_field('parts', 'Suppliers', 'many_to_many', settings => '{"target": "companies"}')`,
  );
  await as.query("insert into app_public.companies (name) values ('Acme')");
  const { counts } = await importFile(db, ann, "parts", "Name,Suppliers\nBolt,Acme; Globex\nNut,\n");
  expect(counts).toMatchObject({ created: 2, rejected: 0, related: { companies: 1 } });
  expect(
    await as.rows(
      `select s.name, t.name as supplier from app_custom.parts_suppliers l
       join app_custom.parts s on s.id = l.source_id join app_public.companies t on t.id = l.target_id order by 2`,
    ),
  ).toEqual([
    { name: "Bolt", supplier: "Acme" },
    { name: "Bolt", supplier: "Globex" },
  ]);
});

test("people are found again as other programs call them, and made with name and address", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const file =
    'Title,Contact\nA,"Berg, Ana"\nB,Ana Berg\nC,Jo Doe (jo@x.org)\nD,"""Roe, Max"" <Max@x.org>"\nE,jo@x.org\nF,who@\n';
  const both = { mode: "both", matchBy: ["title"] };
  const { counts } = await importFile(db, ann, "deals", file, { options: both });
  expect(counts).toMatchObject({ created: 5, rejected: 1, related: { contacts: 3 } });
  expect(await db.as(ann).rows("select name, emails from app_public.contacts order by 1")).toEqual([
    { name: "Ana Berg", emails: [] },
    { name: "Jo Doe", emails: ["jo@x.org"] },
    { name: "Max Roe", emails: ["max@x.org"] },
  ]);
  const again = await importFile(db, ann, "deals", file, { options: both });
  expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 5, rejected: 1, related: {} });
});

test("what two columns name is made once", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const as = db.as(ann);
  await as.query("select app_public.create_object('Part', 'Parts')");
  await as.query(`select app_public.create_field('parts', 'Maker', 'relation', settings => '{"target": "companies"}')`);
  await as.query(
    `select app_public.create_field('parts', 'Suppliers', 'many_to_many', settings => '{"target": "companies"}')`,
  );
  const long = "x".repeat(301);
  const file = `Name,Maker,Suppliers\nBolt,Acme,ACME; Globex\nNut,,Acme\nGear,${long},\nRod,,${long}; Initech\nPin,Globex,\n`;
  const both = { mode: "both", matchBy: ["name"] };
  const first = await importFile(db, ann, "parts", file, { options: both });
  expect(first.counts).toMatchObject({ created: 3, rejected: 2, related: { companies: 2 } });
  expect(reasons(first.rows).map(([row, field]) => [row, field])).toEqual([
    [4, "maker"],
    [5, "suppliers"],
  ]);
  expect(await as.rows("select name from app_public.companies order by 1")).toEqual([
    { name: "Acme" },
    { name: "Globex" },
  ]);
  const again = await importFile(db, ann, "parts", file, { options: both });
  expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 3, rejected: 2, related: {} });
});

test("ids in a file may be those that it gives to its own rows", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const as = db.as(ann);
  const id = (n: number) => `1111111${n}-1111-4111-8111-111111111111`;
  const file = `id,name,parentId,parent\n${id(1)},Twin,${id(3)},Acme\n${id(2)},Twin,${id(1)},Twin\n${id(3)},Acme,,\n`;
  const { counts } = await importFile(db, ann, "companies", file);
  expect(counts).toMatchObject({ created: 3, rejected: 0, related: {} });
  expect(await as.rows("select id, parent_id from app_public.companies order by 1")).toEqual([
    { id: id(1), parent_id: id(3) },
    { id: id(2), parent_id: id(1) },
    { id: id(3), parent_id: null },
  ]);
});

test("several records may be other rows of the file", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const as = db.as(ann);
  await as.query("select app_public.create_object('Part', 'Parts')");
  await as.query("select app_public.create_field('parts', 'Weight', 'number')");
  await as.query(
    `select app_public.create_field('parts', 'Goes with', 'many_to_many', settings => '{"target": "parts", "inverse_label": "Used by"}')`,
  );
  await as.query("insert into app_custom.parts (name) values ('Washer')");
  const file = "Name,Weight,Goes with\nBolt,1,Nut; Washer\nNut,2,Bolt; Gear\nGear,heavy,\nPlate,3,Rivet\n";
  const both = { mode: "both", matchBy: ["name"] };
  const first = await importFile(db, ann, "parts", file, { options: both });
  expect(first.counts).toMatchObject({ created: 3, rejected: 1, warned: 0, related: { parts: 2 } });
  const links = () =>
    as.rows(
      `select s.name || ' > ' || string_agg(t.name, ', ' order by t.name) as link
       from app_custom.parts_goes_with l join app_custom.parts s on s.id = l.source_id join app_custom.parts t on t.id = l.target_id
       group by s.name order by 1`,
    );
  expect(await links()).toEqual([
    { link: "Bolt > Nut, Washer" },
    { link: "Nut > Bolt, Gear" },
    { link: "Plate > Rivet" },
  ]);
  const again = await importFile(db, ann, "parts", file, { options: both });
  expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 3, rejected: 1, related: {} });
  expect(await as.rows("select name, count(*) from app_custom.parts group by 1 having count(*) > 1")).toEqual([]);
});

test("the same file again, with update, changes nothing and says so", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  await importFile(db, ann, "companies", accounts);
  const { counts } = await importFile(db, ann, "companies", accounts, { options: { mode: "both", matchBy: ["name"] } });
  expect(counts).toMatchObject({ created: 0, updated: 0, unchanged: 4, rejected: 0 });
});

test("people who have but one name are found by first and last name too", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const file = "First name,Last name,City\nJo,,Oslo\n,Jo,Rome\nJo,Doe,Bonn\n,,Kiel\n";
  const both = { mode: "both", matchBy: ["first_name", "last_name"] };
  const first = await importFile(db, ann, "contacts", file, { options: both });
  expect(first.counts).toMatchObject({ created: 3, rejected: 1 });
  const again = await importFile(db, ann, "contacts", file, { options: both });
  expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 3, rejected: 1 });
});

test("an update tells field by field what it changes", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  await importFile(db, ann, "companies", accounts);
  const { counts, rows } = await importFile(
    db,
    ann,
    "companies",
    "name,employees,subsidiary_of\nCheers,7000,Acme Corporation\nNew one,5,\n",
    { options: { mode: "both", matchBy: ["name"] } },
  );
  expect(counts).toMatchObject({ created: 1, updated: 1, unchanged: 0, rejected: 0 });
  expect(rows[0]).toMatchObject({
    row_number: 2,
    outcome: "updated",
    title: "Cheers",
    diff: { employees: [6472, 7000], parent: ["Massive Dynamic", "Acme Corporation"] },
  });
});

test("deals find their company and stage, and are won and lost when the file says", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  await db.as(ann).query("insert into app_public.companies (name) values ('Cancity')");
  const { counts, rows } = await importFile(
    db,
    ann,
    "deals",
    `opportunity_id,sales_agent,account,deal_stage,close_date,close_value
1C1I7A6R,ann@example.com,cancity,Won,3/1/2017,1054
Z063OYW0,Nobody Known,Isdom,Lost,3/18/2017,0
HAXMC4IX,,,Engaging,,
`,
  );
  expect(reasons(rows)).toEqual([]);
  expect(counts).toMatchObject({ created: 3, rejected: 0, warned: 2, related: { companies: 1, stages: 1 } });
  expect(rows[1]?.problems).toMatchObject([
    { field: "owner", severity: "warning", message: "There is no such member.", value: "Nobody Known" },
  ]);
  expect(rows[2]?.problems).toMatchObject([{ field: "company", severity: "warning" }]);
  const deals = await db.as(ann).rows(
    `select d.title, c.name as company, s.name as stage, s.outcome, d.value::int, d.closed_at::date::text as closed, d.probability, u.name as owner
     from app_public.deals d join app_public.stages s on s.id = d.stage_id left join app_public.companies c on c.id = d.company_id
     left join app_public.users u on u.id = d.owner_id order by d.title`,
  );
  expect(deals).toEqual([
    {
      title: "1C1I7A6R",
      company: "Cancity",
      stage: "Won",
      outcome: "won",
      value: 1054,
      closed: "2017-03-01",
      probability: 100,
      owner: "ann",
    },
    {
      title: "HAXMC4IX",
      company: null,
      stage: "Engaging",
      outcome: "open",
      value: null,
      closed: null,
      probability: 20,
      owner: "ann",
    },
    {
      title: "Z063OYW0",
      company: "Isdom",
      stage: "Lost",
      outcome: "lost",
      value: 0,
      closed: "2017-03-18",
      probability: 0,
      owner: "ann",
    },
  ]);
});

test("a probability may be a share of one, as other programs have it, or a percentage", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const probabilities = async (values: string[]) => {
    const file = `Deal Name,Deal probability\n${values.map((value, n) => `Deal ${n},"${value}"`).join("\n")}\n`;
    const { rows } = await importFile(db, ann, "deals", file);
    return Promise.all(
      rows.map(async ({ record_id, problems }) => {
        const [deal] = await db.owner.rows("select probability from app_public.deals where id = $1", [record_id]);
        return deal?.probability ?? problems[0]?.message;
      }),
    );
  };
  expect(await probabilities(["0.2", "1.0", "0"])).toEqual([20, 100, 0]);
  expect(await probabilities(["0.2", "1", "0.955"])).toEqual([20, 100, 96]);
  expect(await probabilities(["20", "1", "0", "50 %"])).toEqual([20, 1, 0, 50]);
  expect(await probabilities(["0", "1"])).toEqual([0, 1]);
  expect(await probabilities(["1 %", "0.5 %", "many"])).toEqual([1, 1, "This is not a whole number that fits."]);
});

test("the same file again leaves open deals open; a later closing date is when they are expected to close then", async ({
  db,
}) => {
  const { ann } = await db.people({ ann: "admin" });
  const both = { mode: "both", matchBy: ["title"] };
  const file = (date: string) =>
    `Titel;Phase;Abschlussdatum\nPanels;Angebot;${date}\nPumps;gewonnen;13.01.2020\nPipes;verloren;14.01.2020\n`;
  const deals = () =>
    db
      .as(ann)
      .rows(
        "select title, closed_at::date::text as closed, expected_close_date::text as expected from app_public.deals order by title",
      );
  const known = (expected: string) => [
    { title: "Panels", closed: null, expected },
    { title: "Pipes", closed: "2020-01-14", expected: null },
    { title: "Pumps", closed: "2020-01-13", expected: null },
  ];
  for (const emptyCells of ["keep", "clear"]) {
    await db.as(ann).query("delete from app_public.deals");
    const options = { ...both, emptyCells };
    const first = await importFile(db, ann, "deals", file("13.07.2030"), { options });
    expect(first.counts).toMatchObject({ created: 3 });
    expect(first.rows[0]?.diff).toMatchObject({ expected_close_date: [null, "2030-07-13"] });
    expect(await deals()).toEqual(known("2030-07-13"));
    expect((await importFile(db, ann, "deals", file("13.07.2030"), { options })).counts).toMatchObject({
      updated: 0,
      unchanged: 3,
    });
    const later = await importFile(db, ann, "deals", file("14.08.2030"), { options });
    expect(later.counts).toMatchObject({ updated: 1, unchanged: 2 });
    expect(later.rows.find(({ outcome }) => outcome === "updated")?.diff).toEqual({
      expected_close_date: ["2030-07-13", "2030-08-14"],
    });
    expect(await deals()).toEqual(known("2030-08-14"));
  }
  const broken = await importFile(db, ann, "deals", file("soon"), { options: both });
  expect(reasons(broken.rows)).toEqual([[2, "closed_at", "This is not a date (month, day, year)."]]);
});

test("a percentage with decimals is rounded, and the row says so", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const file = "Deal Name,Deal probability\nA,23.40\nB,60.00\nC,+7\n";
  const both = { mode: "both", matchBy: ["title"] };
  const { counts, rows } = await importFile(db, ann, "deals", file, { options: both });
  expect(counts).toMatchObject({ created: 3, warned: 1 });
  expect(rows[0]).toMatchObject({
    diff: { probability: [null, 23] },
    problems: [{ severity: "warning", message: "Imported as a whole number.", value: "23.40" }],
  });
  expect((await importFile(db, ann, "deals", file, { options: both })).counts).toMatchObject({ unchanged: 3 });
});

test("the close date of an open deal is when it is expected to close", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  await importFile(db, ann, "deals", "title,stage,close date\nPanels,Qualified,7/1/2030\nPumps,Won,7/1/2020\n");
  expect(
    await db
      .as(ann)
      .rows(
        "select title, closed_at::date::text as closed, expected_close_date::text as expected from app_public.deals order by title",
      ),
  ).toEqual([
    { title: "Panels", closed: null, expected: "2030-07-01" },
    { title: "Pumps", closed: "2020-07-01", expected: null },
  ]);
});

test("tasks are open or done, and urgent or not, in the words of other programs and languages", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  const { rows } = await importFile(
    db,
    ann,
    "tasks",
    "Subject,Status,Priority\nA,Not Started,Urgent\nB,In Progress,Medium\nC,Completed,Low\nD,Erledigt,Hoch\nE,Terminé,Basse\nF,Someday,high\n",
  );
  expect(rows.map(({ diff, problems }) => [diff?.status?.[1] ?? problems[0]?.message, diff?.priority?.[1]])).toEqual([
    ["open", "high"],
    ["open", "normal"],
    ["done", "low"],
    ["done", "high"],
    ["done", "low"],
    ["There is no such choice.", undefined],
  ]);
});

test("who may not make stages is told that there is no such one", async ({ db }) => {
  const { ben } = await db.people({ ben: "user" });
  const { counts, rows } = await importFile(db, ben, "deals", "deal name,stage\nOne,Lead\nTwo,Somewhere\n");
  expect(counts).toMatchObject({ created: 1, rejected: 1 });
  expect(reasons(rows)).toEqual([[3, "stage", "There is no such choice."]]);
});

test("people come with all their phones and addresses, several in a cell or in several columns", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  const { counts } = await importFile(
    db,
    ann,
    "contacts",
    `full name,email,phone,district_phones,company
María José Ferrer,"Maria@Acme.com; m.j@acme.com",202-224-3441,425-303-0114; 509-946-8106,Acme
"Berg, Ana",Ana Berg <ana@acme.com>,+47 22 00 00 00,,acme
`,
  );
  expect(counts).toMatchObject({ created: 2, related: { companies: 1 } });
  expect(
    await db
      .as(ann)
      .rows(
        "select t.first_name, t.last_name, t.emails, t.phones, c.name as company from app_public.contacts t join app_public.companies c on c.id = t.company_id order by 2",
      ),
  ).toEqual([
    { first_name: "Ana", last_name: "Berg", emails: ["ana@acme.com"], phones: ["+47 22 00 00 00"], company: "Acme" },
    {
      first_name: "María José",
      last_name: "Ferrer",
      emails: ["maria@acme.com", "m.j@acme.com"],
      phones: ["202-224-3441", "425-303-0114", "509-946-8106"],
      company: "Acme",
    },
  ]);
});

test("an update by one address takes no other away, and empty cells keep what is there", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  await db
    .as(ann)
    .query(
      "insert into app_public.contacts (first_name, last_name, emails, city) values ('Ana', 'Berg', '{ana@acme.com,ana@home.org}', 'Oslo')",
    );
  const file = "first name,last name,email,city,phone\nAnna,Berg,ANA@acme.com,,22 00 00 00\n";
  const first = await importFile(db, ann, "contacts", file, { options: { mode: "update", matchBy: ["emails"] } });
  expect(first.rows[0]).toMatchObject({
    outcome: "updated",
    diff: { first_name: ["Ana", "Anna"], phones: [[], ["22 00 00 00"]] },
  });
  expect(await db.as(ann).rows("select first_name, emails, city from app_public.contacts")).toEqual([
    { first_name: "Anna", emails: ["ana@acme.com", "ana@home.org"], city: "Oslo" },
  ]);
  const again = await importFile(db, ann, "contacts", file, { options: { mode: "update", matchBy: ["emails"] } });
  expect(again.counts).toMatchObject({ updated: 0, unchanged: 1 });
  const cleared = await importFile(db, ann, "contacts", file, {
    options: { mode: "update", matchBy: ["emails"], emptyCells: "clear" },
  });
  expect(cleared.rows[0]).toMatchObject({
    outcome: "updated",
    diff: { city: ["Oslo", null], emails: [["ana@acme.com", "ana@home.org"], ["ana@acme.com"]] },
  });
});

test("where a member's last file with the same columns went is remembered, for that member alone; how it went in is not", async ({
  db,
}) => {
  const { ann, ben } = await db.people({ ann: "user", ben: "user" });
  const file = "first name,last name,email\nAna,Berg,ana@acme.com\n";
  const mapping = [
    { column: 1, field: "last_name" },
    { column: 2, field: "emails" },
  ];
  const options = { mode: "update", matchBy: ["emails"], emptyCells: "clear" };
  const { id } = await importFile(db, ann, "contacts", file, { options, mapping });
  const uploaded = async (person: typeof ann) => {
    const [found] = await db
      .as(person)
      .rows("select mapping, options from app_public.imports where id = $1", [
        await upload(db, person, "contacts", file),
      ]);
    return { fields: found?.mapping.length, options: found?.options };
  };
  expect(await uploaded(ann)).toEqual({ fields: 3, options: {} });
  await db.owner.query("update app_public.imports set status = 'done' where id = $1", [id]);
  expect(await uploaded(ann)).toEqual({ fields: 2, options: {} });
  expect(await uploaded(ben)).toEqual({ fields: 3, options: {} });
});

test("an empty cell takes links to several records away when empty cells clear; fewer names take none", async ({
  db,
}) => {
  const { ann } = await db.people({ ann: "admin" });
  const as = db.as(ann);
  await as.query("select app_public.create_object('Part', 'Parts')");
  await as.query(
    `select app_public.create_field('parts', 'Suppliers', 'many_to_many', settings => '{"target": "companies"}')`,
  );
  await as.query(
    `select app_public.create_field('parts', 'Goes with', 'many_to_many', settings => '{"target": "parts", "inverse_label": "Used by"}')`,
  );
  const options = { mode: "both", matchBy: ["name"] };
  await importFile(db, ann, "parts", "Name,Suppliers,Goes with\nBolt,Acme; Globex,Nut\nNut,Acme; Globex,Bolt\n", {
    options,
  });
  const links = () =>
    as.rows(
      `select s.name, (select count(*)::int from app_custom.parts_suppliers l where l.source_id = s.id) as suppliers,
         (select count(*)::int from app_custom.parts_goes_with l where l.source_id = s.id) as others from app_custom.parts s order by 1`,
    );
  const file = "Name,Suppliers,Goes with\nBolt,,\nNut,Acme,\n";
  const kept = await importFile(db, ann, "parts", file, { options });
  expect(kept.counts).toMatchObject({ updated: 0, unchanged: 2 });
  const cleared = await importFile(db, ann, "parts", file, { options: { ...options, emptyCells: "clear" } });
  expect(cleared.counts).toMatchObject({ updated: 2, unchanged: 0 });
  expect(await links()).toEqual([
    { name: "Bolt", suppliers: 0, others: 0 },
    { name: "Nut", suppliers: 2, others: 0 },
  ]);
});

test("an empty cell takes all of a list away when empty cells clear", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const as = db.as(ann);
  await as.query(
    `select app_public.create_field('contacts', 'Topics', 'multi_enum', settings => '{"options": ["Red", "Blue"]}')`,
  );
  const file = (phone: string, topics: string) => `last name,email,phone,topics\nAsh,ash@acme.com,${phone},${topics}\n`;
  await importFile(db, ann, "contacts", file("+1 555 010 1234", "Red; Blue"));
  const options = { mode: "update", matchBy: ["emails"], emptyCells: "clear" };
  const cleared = await importFile(db, ann, "contacts", file("", ""), { options });
  expect(cleared.counts).toMatchObject({ updated: 1, rejected: 0 });
  expect(await as.rows("select emails, phones, topics from app_public.contacts")).toEqual([
    { emails: ["ash@acme.com"], phones: [], topics: [] },
  ]);
  expect((await importFile(db, ann, "contacts", file("", ""), { options })).counts).toMatchObject({ unchanged: 1 });
});

test("a company that is there gets a parent that is made by a row far below", async ({ db }) => {
  const { ann } = await db.people({ ann: "user" });
  await db.as(ann).query("insert into app_public.companies (name) values ('ChildCo')");
  const others = Array.from({ length: 250 }, (_, n) => `Other ${n},`).join("\n");
  const { counts, rows } = await importFile(
    db,
    ann,
    "companies",
    `name,parent\nChildCo,parentz\n${others}\nParentZ,\n`,
    {
      options: { mode: "both", matchBy: ["name"] },
    },
  );
  expect(counts).toMatchObject({ created: 251, updated: 1, rejected: 0, warned: 0, related: {} });
  expect(rows.find(({ outcome }) => outcome === "updated")?.diff).toEqual({ parent: [null, "parentz"] });
  expect(
    await db
      .as(ann)
      .rows("select p.name from app_public.companies c join app_public.companies p on p.id = c.parent_id"),
  ).toEqual([{ name: "ParentZ" }]);
});

test("a column without a field becomes choices when its values come back again and again, and no nicknames or ids", async ({
  db,
}) => {
  const { ann } = await db.people({ ann: "admin" });
  const rows = Array.from(
    { length: 100 },
    (_, n) =>
      `Co ${n},${n < 10 ? `Nick${n % 8}` : ""},${n % 2 ? "gold" : "silver"},0000000${n % 5}-0000-4000-8000-000000000000`,
  );
  const id = await upload(db, ann, "companies", `name,nick,tier,ref\n${rows.join("\n")}\n`);
  const [found] = await db
    .as(ann)
    .rows(
      "select jsonb_object_agg(c ->> 'name', c -> 'newField' ->> 'type') as types from app_public.imports i, jsonb_array_elements(i.columns) c where i.id = $1",
      [id],
    );
  expect(found?.types).toMatchObject({ nick: "text", tier: "enum", ref: "text" });
});

test("what a file spells in several ways is made in the most frequent one", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const rows = ["A,new ,ACME", ..."BCDEFGHIJ".split("").map((title) => `${title},New,Acme`)];
  await importFile(db, ann, "deals", `title,stage,company\n${rows.join("\n")}\n`);
  expect(
    await db
      .as(ann)
      .rows(
        "select (select name from app_public.stages where name ilike 'new') as stage, name from app_public.companies",
      ),
  ).toEqual([{ stage: "New", name: "Acme" }]);
});

test("a text of one line has no line breaks, and a long one keeps its own", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const as = db.as(ann);
  await as.query("insert into app_public.companies (name) values ('Acme Inc')");
  await as.query("select app_public.create_field('contacts', 'Story', 'long_text')");
  await importFile(
    db,
    ann,
    "contacts",
    'first name,last name,company,story\n"Ann\nMarie","van \tBerg","Acme\r\n Inc","Two\nlines"\n',
  );
  expect(
    await as.rows(
      "select t.first_name, t.last_name, t.story, c.name as company from app_public.contacts t join app_public.companies c on c.id = t.company_id",
    ),
  ).toEqual([{ first_name: "Ann Marie", last_name: "van Berg", story: "Two\nlines", company: "Acme Inc" }]);
});

test("an amount keeps the currency that is written beside it", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const as = db.as(ann);
  await as.query("select app_public.create_field('deals', 'Fee', 'currency')");
  const file = [
    "Deal name,Amount,Fee",
    "A,EUR 5,7",
    'B,"£1,200.50",8 CHF',
    "C,$9,",
    "D,10,9 EUR",
    "E,1500 zł,R$ 3",
  ].join("\n");
  const both = { mode: "both", matchBy: ["title"] };
  expect((await importFile(db, ann, "deals", file, { options: both })).counts).toMatchObject({
    created: 5,
    rejected: 0,
  });
  const deals = () =>
    as.rows("select title, value::float, currency, fee::float, fee_currency from app_public.deals order by 1");
  const known = [
    { title: "A", value: 5, currency: "EUR", fee: 7, fee_currency: "USD" },
    { title: "B", value: 1200.5, currency: "GBP", fee: 8, fee_currency: "CHF" },
    { title: "C", value: 9, currency: "USD", fee: null, fee_currency: "USD" },
    { title: "D", value: 10, currency: "USD", fee: 9, fee_currency: "EUR" },
    { title: "E", value: 1500, currency: "PLN", fee: 3, fee_currency: "BRL" },
  ];
  expect(await deals()).toEqual(known);
  const again = await importFile(db, ann, "deals", file, { options: both });
  expect(again.counts).toMatchObject({ created: 0, updated: 0, unchanged: 5 });
  expect(await deals()).toEqual(known);
});

test("a column of currencies may have their signs", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const { rows } = await importFile(db, ann, "deals", "Deal name,Amount,Currency\nA,5,€\nB,6,chf\nC,7,shells\n");
  expect(rows).toMatchObject([
    { diff: { currency: [null, "EUR"] } },
    { diff: { currency: [null, "CHF"] } },
    { outcome: "rejected", problems: [{ field: "currency", message: "A currency is a code such as EUR." }] },
  ]);
});

test("a person without a name is called by the address", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const { rows } = await importFile(db, ann, "contacts", "First name,Last name,Email\nJo,Doe,jo@x.org\n,,bob@x.org\n");
  expect(rows.map(({ title }) => title)).toEqual(["Jo Doe", "bob@x.org"]);
});

test("a new record tells what it gets, related records by their titles", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const as = db.as(ann);
  await as.query(
    `select app_public.create_field('deals', 'Partners', 'many_to_many', settings => '{"target": "companies"}')`,
  );
  const file =
    "Deal name;Amount;Close date;Account;Stage;Owner;Partners;Lost reason\nPumpe;12.500 €;03.04.2026;Acme;Lead;;Globex, Acme;\n";
  const { rows } = await importFile(db, ann, "deals", file);
  expect(rows).toMatchObject([
    {
      outcome: "created",
      title: "Pumpe",
      diff: {
        title: [null, "Pumpe"],
        value: [null, 12500],
        expected_close_date: [null, "2026-04-03"],
        company: [null, "Acme"],
        stage: [null, "Lead"],
        partners: [null, ["Acme", "Globex"]],
      },
    },
  ]);
  expect(rows[0]?.diff).not.toHaveProperty("lost_reason");
});
