import { expect } from "vitest";
import { type Db, test } from "../testing.ts";
import { importFile, reasons } from "./importing.ts";

const file = `Deal Name,Pipeline,Stage
Pumps,Sales Pipeline,Lead
Valves,Sales Pipeline,Demo
`;
const fields = [
  { column: 0, field: "title" },
  { column: 1, field: "pipeline" },
  { column: 2, field: "stage" },
];

const deals = (db: Db) =>
  db.owner.rows(
    `select d.title, p.name as pipeline, s.name as stage from app_public.deals d
     join app_public.stages s on s.id = d.stage_id join app_public.pipelines p on p.id = d.pipeline_id order by d.title`,
  );

test("a pipeline of a file that is said to be another one has the stages of that one", async ({ db }) => {
  const { amy } = await db.people({ amy: "admin" });
  const [sales] = await db.owner.rows<{ id: string }>("select id from app_public.pipelines where name = 'Sales'");
  const { rows } = await importFile(db, amy, "deals", file, {
    mapping: fields.map((one) =>
      one.field === "pipeline" ? { ...one, values: { "Sales Pipeline": sales?.id } } : one,
    ),
  });
  expect(reasons(rows)).toEqual([]);
  expect(await deals(db)).toEqual([
    { title: "Pumps", pipeline: "Sales", stage: "Lead" },
    { title: "Valves", pipeline: "Sales", stage: "Demo" },
  ]);
});

test("pipelines and stages that a file names are made, each with a first stage and what won and lost deals need", async ({
  db,
}) => {
  const { amy } = await db.people({ amy: "admin" });
  const { counts, rows } = await importFile(
    db,
    amy,
    "deals",
    `Deal Name,Pipeline,Stage
Pumps,Renewals,Kickoff
Valves,renewals,Closed Won
Pipes,Renewals,
Taps,Partners,
Hoses,sales,Lead
Drains,,Kickoff
`,
    { mapping: fields },
  );
  expect(reasons(rows)).toEqual([]);
  expect(counts.related).toEqual({ pipelines: 2, stages: 3 });
  expect(await deals(db)).toEqual([
    { title: "Drains", pipeline: "Sales", stage: "Kickoff" },
    { title: "Hoses", pipeline: "Sales", stage: "Lead" },
    { title: "Pipes", pipeline: "Renewals", stage: "Kickoff" },
    { title: "Pumps", pipeline: "Renewals", stage: "Kickoff" },
    { title: "Taps", pipeline: "Partners", stage: "Open" },
    { title: "Valves", pipeline: "Renewals", stage: "Closed Won" },
  ]);
  const stages = (pipeline: string) =>
    db.owner.rows(
      `select string_agg(s.name || ' ' || s.outcome, ', ' order by s.position) as stages
       from app_public.stages s join app_public.pipelines p on p.id = s.pipeline_id where p.name = $1`,
      [pipeline],
    );
  expect(await stages("Renewals")).toEqual([{ stages: "Kickoff open, Closed Won won, Lost lost" }]);
  expect(await stages("Partners")).toEqual([{ stages: "Open open, Won won, Lost lost" }]);
});

test("whoever does not manage pipelines is told which there is none of; a stage may be said to be another one", async ({
  db,
}) => {
  const { uli } = await db.people({ uli: "user" });
  const { rows } = await importFile(
    db,
    uli,
    "deals",
    `Deal Name,Pipeline,Stage\nPumps,Renewals,Lead\nValves,Sales,Lead\n`,
    {
      mapping: fields,
    },
  );
  expect(reasons(rows)).toEqual([[2, "pipeline", "There is no such choice."]]);

  const [qualified] = await db.owner.rows<{ id: string }>("select id from app_public.stages where name = 'Qualified'");
  const again = await importFile(db, uli, "deals", `Deal Name,Pipeline,Stage\nPipes,Sales,Discovery\n`, {
    mapping: fields.map((one) => (one.field === "stage" ? { ...one, values: { Discovery: qualified?.id } } : one)),
  });
  expect(reasons(again.rows)).toEqual([]);
  expect(await deals(db)).toContainEqual({ title: "Pipes", pipeline: "Sales", stage: "Qualified" });

  const empty = await importFile(db, uli, "deals", `Deal Name,Pipeline,Stage\nTaps,Renewals,Proposal\n`, {
    mapping: fields.map((one) => (one.field === "pipeline" ? { ...one, missing: "empty" } : one)),
  });
  expect(reasons(empty.rows)).toEqual([]);
  expect(await deals(db)).toContainEqual({ title: "Taps", pipeline: "Sales", stage: "Proposal" });
});

test("for whoever does not manage pipelines the one of a file is the one that there is; of several each is asked for", async ({
  db,
}) => {
  const { uli } = await db.people({ uli: "user" });
  const file = "Deal Name,Pipeline,Stage\nA,Sales Pipeline,Lead\nB,Sales Pipeline,Won\nC,,Lead\n";
  const { counts } = await importFile(db, uli, "deals", file, { mapping: fields });
  expect(counts).toMatchObject({ created: 3, rejected: 0, related: {} });
  expect((await deals(db)).map(({ pipeline, stage }) => `${pipeline}: ${stage}`)).toEqual([
    "Sales: Lead",
    "Sales: Won",
    "Sales: Lead",
  ]);
  const several = await importFile(db, uli, "deals", `${file}D,Partners,Lead\n`, { mapping: fields });
  expect(several.counts).toMatchObject({ created: 1, rejected: 3 });
  expect(reasons(several.rows)[0]).toEqual([2, "pipeline", "There is no such choice."]);
});
