import { expect } from "vitest";
import { test } from "#db/testing.ts";

test("a note is called by the words of its first line, where mentions and links read as people read them", async ({
  db,
}) => {
  const { ann, uli } = await db.people({ ann: "user", uli: "user" });
  const called = async (body: string) =>
    (await db.as(ann).rows("insert into app_public.notes (body) values ($1) returning title", [body]))[0]?.title;
  const uuid = uli.id;
  expect(await called(`half written **note** @[Uli User](user:${uuid})\nmore`)).toBe("half written note @Uli User");
  expect(await called("## Read [the offer](https://acme.com/offer) by [friday]")).toBe("Read the offer by [friday]");

  // It follows the text until somebody gives it a title.
  const [edited] = await db
    .as(ann)
    .rows("update app_public.notes set body = $1 where title like 'half%' returning title", [
      `ask @[Uli User](user:${uuid})`,
    ]);
  expect(edited?.title).toBe("ask @Uli User");
});
