import { expect } from "vitest";
import { type Db, test } from "#db/testing.ts";

async function stagesOf(db: Db) {
  const rows = await db.owner.rows<{ id: string; name: string; pipeline_id: string }>(
    "select id, name, pipeline_id from app_public.stages order by position",
  );
  return Object.fromEntries(rows.map((row) => [row.name, row]));
}

test("an admin puts the stages of a pipeline in another order at once", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const { Lead, Qualified, Proposal, Negotiation, Won, Lost } = await stagesOf(db);
  const wanted = [Qualified, Lead, Proposal, Negotiation, Lost, Won].map((stage) => stage?.id);
  const rows = await db
    .as(ann)
    .rows("select name, position from app_public.order_stages($1, $2)", [Lead?.pipeline_id, wanted]);
  expect(rows.map(({ name, position }) => `${position} ${name}`)).toEqual([
    "1 Qualified",
    "2 Lead",
    "3 Proposal",
    "4 Negotiation",
    "5 Lost",
    "6 Won",
  ]);
});

test("a stage with deals is deleted only when it is said where they go, and all of them go there", async ({ db }) => {
  const { ann, uli } = await db.people({ ann: "admin", uli: "user" });
  const { Proposal, Negotiation, Lost } = await stagesOf(db);
  const [deal] = await db
    .as(uli)
    .rows("insert into app_public.deals (title, stage_id) values ('Ten desks', $1) returning id", [Proposal?.id]);
  const remove = (to: unknown, reason?: string) =>
    db.as(ann).rows("select name from app_public.remove_stage($1, $2, $3)", [Proposal?.id, to, reason ?? null]);

  await expect(remove(null)).rejects.toMatchObject({ code: "RM409", constraint: "stages_empty" });
  await expect(remove(Proposal?.id)).rejects.toMatchObject({ code: "RM400", constraint: "stages_new_other" });
  await expect(remove(Lost?.id)).rejects.toMatchObject({ code: "RM400", constraint: "deals_lost_reason_given" });
  expect(await remove(Negotiation?.id)).toEqual([{ name: "Proposal" }]);
  expect(await db.as(uli).rows("select stage_id, probability from app_public.deals where id = $1", [deal?.id])).toEqual(
    [{ stage_id: Negotiation?.id, probability: 75 }],
  );
});

test("the deals of a pipeline that is deleted can be lost, for a reason", async ({ db }) => {
  const { ann } = await db.people({ ann: "admin" });
  const { Lead, Lost } = await stagesOf(db);
  const [other] = await db.owner.rows<{ id: string; stage_id: string }>(
    `with p as (insert into app_public.pipelines (name) values ('Renewals') returning id)
     insert into app_public.stages (pipeline_id, name) select id, 'Due' from p returning pipeline_id as id, id as stage_id`,
  );
  await db
    .as(ann)
    .query("insert into app_public.deals (title, stage_id) values ('Old contract', $1)", [other?.stage_id]);
  await db
    .as(ann)
    .query("select app_public.remove_pipeline($1, $2, $3)", [other?.id, Lost?.id, "No renewals any more"]);
  expect(await db.owner.rows("select pipeline_id, stage_id, lost_reason from app_public.deals")).toEqual([
    { pipeline_id: Lead?.pipeline_id, stage_id: Lost?.id, lost_reason: "No renewals any more" },
  ]);
});

test("who does not manage pipelines changes none of them", async ({ db }) => {
  const { uli } = await db.people({ uli: "user" });
  const { Lead, Qualified } = await stagesOf(db);
  for (const [sql, values] of [
    ["select * from app_public.order_stages($1, $2)", [Lead?.pipeline_id, [Qualified?.id, Lead?.id]]],
    ["select app_public.remove_stage($1, $2)", [Lead?.id, Qualified?.id]],
    ["select app_public.remove_pipeline($1)", [Lead?.pipeline_id]],
  ] as const) {
    await expect(db.as(uli).query(sql, [...values])).rejects.toMatchObject({ code: "RM403" });
  }
});

test("a new pipeline has its first stages at once, or is not there", async ({ db }) => {
  const { ann, uli } = await db.people({ ann: "admin", uli: "user" });
  const [pipeline] = await db.as(ann).rows("select id, name, position from app_public.add_pipeline(' Renewals ')");
  expect(pipeline).toMatchObject({ name: "Renewals", position: 1 });
  expect(
    await db
      .as(uli)
      .rows("select name, outcome from app_public.stages where pipeline_id = $1 order by position", [pipeline?.id]),
  ).toEqual([
    { name: "Open", outcome: "open" },
    { name: "Won", outcome: "won" },
    { name: "Lost", outcome: "lost" },
  ]);
  await expect(db.as(ann).query("select app_public.add_pipeline('Renewals')")).rejects.toMatchObject({
    constraint: "pipelines_name_unique",
  });
  await expect(db.as(uli).query("select app_public.add_pipeline('Mine')")).rejects.toMatchObject({
    constraint: "settings_pipelines",
  });
});
