import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Webhook } from "standardwebhooks";
import { expect, inject } from "vitest";
import { readEnv } from "../env.ts";
import { test } from "../testing.ts";
import { type Received, startReceiver } from "./receiver.ts";

const count = 1_000;

test.override("env", () =>
  readEnv({ JWT_SECRET: inject("jwtSecret"), PORT: "0", DATA_DIR: "unused", WEBHOOK_ALLOW_PRIVATE: "127.0.0.1" }),
);

test.beforeAll(async ({ database }) => {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(`select app_public.create_object('Factory order', 'Factory orders', title_label => 'Order id',
    title_settings => '{"unique": true, "required": true}')`);
  await client.query("select app_public.create_field('contacts', 'Shop id', 'text', '{\"unique\": true}')");
  await client.end();
});

async function until(isSo: () => boolean, seconds = 60): Promise<void> {
  for (const end = Date.now() + seconds * 1000; !isSo() && Date.now() < end; ) await sleep(50);
}

test("an outside program sends its contacts and orders twice: no duplicates, one event for each, and a follow-up task", async ({
  server,
  worker,
}) => {
  expect(worker).toBeDefined();
  const { ada } = await server.people({ ada: "admin" });
  const action = async (name: string, body: object, as: string | typeof ada = ada) => {
    const response = await server.send(`/rest/actions/${name}`, { as, body });
    const { data, title } = JSON.parse(await response.text());
    expect([response.status, title]).toEqual([200, undefined]);
    return data;
  };
  const [role] = await server.owner.rows<{ id: string }>("select id from app_public.roles where key = 'admin'");
  const { key } = await action("create-api-key", { name: "Shop", roleId: role?.id });
  expect(key).toMatch(/^rk_/);

  const receiver = await startReceiver();
  const { webhookId, secret } = await action("create-webhook", {
    url: receiver.url,
    events: ["contact.*", "factory_order.*"],
  });
  receiver.secret = secret;
  // It calls back when the first order comes.
  let followedUp: Promise<unknown> | undefined;
  receiver.answer = ({ event }) => {
    if (event.type === "factory_order.created")
      followedUp ??= action("add-task", { title: "Follow up", recordIds: [event.data.id] }, key);
    return 204;
  };

  const send = async () => {
    for (const [path, on, records] of [
      [
        "contacts",
        "shopId",
        (n: number) => ({ shopId: `c-${n}`, firstName: `Customer ${n}`, emails: [`c${n}@shop.example`] }),
      ],
      ["factory-orders", "orderId", (n: number) => ({ orderId: `FO-${n}` })],
    ] as const) {
      const body = Array.from({ length: count }, (_, n) => records(n));
      const response = await server.send(`/rest/${path}?on=${on}&fields=id`, { as: key, method: "PUT", body });
      expect(response.status).toBe(200);
      expect(JSON.parse(await response.text()).data).toHaveLength(count);
    }
  };
  await send();
  await send();
  for (const path of ["contacts", "factory-orders"]) {
    const page = await (await server.send(`/rest/${path}?first=1`, { as: key })).text();
    expect(JSON.parse(page).totalCount).toBe(count);
  }

  await until(() => receiver.received.length >= 2 * count);
  await followedUp;
  await sleep(1_000); // in which nothing more comes
  const ids = receiver.received.map(({ id }) => id);
  expect([ids.length, new Set(ids).size, receiver.forged]).toEqual([2 * count, 2 * count, 0]);
  const types = Object.groupBy(receiver.received, ({ event }) => event.type);
  expect(
    Object.entries(types)
      .map(([type, events]) => [type, events?.length])
      .sort(),
  ).toEqual([
    ["contact.created", count],
    ["factory_order.created", count],
  ]);
  expect(
    await server.owner.rows(
      "select t.title, f.order_id is not null as about from app_public.tasks t join app_public.task_targets g on g.task_id = t.id left join app_custom.factory_orders f on f.id = g.record_id",
    ),
  ).toEqual([{ title: "Follow up", about: true }]);

  // Sent again it is the same event, verified anew; after a rotation by either secret.
  const [first] = receiver.received;
  if (!first) throw new Error("Nothing was received");
  receiver.received.length = 0;
  await action("redeliver", { deliveryId: first.id });
  await until(() => receiver.received.length === 1);
  expect(receiver.received[0]).toMatchObject({ id: first.id, body: first.body });
  const rotated = await action("rotate-webhook-secret", { id: webhookId });
  await action("redeliver", { deliveryId: first.id });
  await until(() => receiver.received.length === 2);
  const headers = headersOf(receiver.received[1]);
  for (const one of [secret, rotated.secret])
    expect(new Webhook(one).verify(first.body, headers)).toMatchObject({ type: first.event.type });
  expect(receiver.forged).toBe(0);
  await receiver.close();
}, 180_000);

function headersOf(received: Received | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(received?.headers ?? {}).map(([name, value]) => [name, String(value)]));
}
