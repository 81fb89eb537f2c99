import { expect } from "vitest";
import { test } from "#server/testing.ts";
import { createLog } from "../log.ts";
import { serve } from "../serve.ts";

test("a server that does not serve the newest field is ready, and says that it is behind", async ({ server }) => {
  const ready = async () => {
    const response = await server.send("/readyz");
    return { status: response.status, body: await response.json() };
  };
  expect(await ready()).toEqual({ status: 200, body: { status: "ready", schema: "current" } });
  await server.owner.query("select app_public.create_field('contacts', 'Nickname', 'text')");
  expect(await ready()).toEqual({ status: 200, body: { status: "ready", schema: "behind" } });
});

test("a server that cannot make GraphQL of its database says what to do", async ({ database, env, server }) => {
  await server.owner.query("select app_public.create_object('Sieve', 'Sieves')");
  const call = (singular: string) =>
    server.owner.query(
      `update app_public.objects set singular = '${singular}' where name = 'sieves'; select app_hidden.describe_object('sieves')`,
    );
  const start = () => serve({ env, authenticatorUrl: database.authenticatorUrl, log: createLog("fatal") });
  await call("date_filter"); // as nobody could who asks create_object
  await expect(start()).rejects.toMatchObject({
    name: "StartError",
    message: expect.stringMatching(/'DateFilter'[\s\S]*update app_public\.objects/),
  });
  await call("sieve");
  await (await start()).stop();
});
