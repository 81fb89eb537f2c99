import pg from "pg";
import { expect } from "vitest";
import { test } from "#server/testing.ts";

test.beforeAll(async ({ database }) => {
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  await client.query(`
    select app_public.create_object('Order', 'Orders');
    select app_public.create_field('orders', 'Quantity', 'number');
    select app_public.create_field('orders', 'Price', 'number');
    select app_public.create_field('orders', 'Total', 'formula', '{"formula": "{Quantity} * {Price}", "index": true}');
    select app_public.create_field('orders', 'Size', 'formula', '{"formula": "if({Quantity} >= 10, \\"large\\", \\"small\\")"}')`);
  await client.end();
});

test("a formula is read, filtered, sorted, grouped, summed and exported as any field, and written by nobody", async ({
  server,
}) => {
  const { ann } = await server.people({ ann: "user" });
  const ask = async (query: string, variables?: Record<string, unknown>) => {
    const { data, errors } = await server.graphql<Record<string, never>>(query, {
      as: ann,
      ...(variables && { variables }),
    });
    return errors ?? data;
  };
  await ask(
    `mutation { createOrders(input: { orders: [
       { name: "A", quantity: "2", price: "5" }, { name: "B", quantity: "10", price: "3" }, { name: "C", quantity: "1" }] }) { ids } }`,
  );
  expect(
    await ask(`{ orders(orderBy: [TOTAL_DESC, ID_ASC], filter: { total: { greaterThan: "5" } }) {
      nodes { name total size } totalCount aggregates { sum { total } }
      groupedAggregates(groupBy: [SIZE]) { keys sum { total } }
    } }`),
  ).toEqual({
    orders: {
      nodes: [
        { name: "B", total: "30", size: "large" },
        { name: "A", total: "10", size: "small" },
      ],
      totalCount: 2,
      aggregates: { sum: { total: "40" } },
      groupedAggregates: expect.arrayContaining([
        { keys: ["large"], sum: { total: "30" } },
        { keys: ["small"], sum: { total: "10" } },
      ]),
    },
  });
  expect(
    await ask('mutation { createOrder(input: { order: { name: "D", total: "1" } }) { order { id } } }'),
  ).toMatchObject([{ message: expect.stringContaining("total") }]);

  // What it is made of changes, and is taken back.
  const [b] = await server.owner.rows<{ id: string }>("select id from app_custom.orders where name = 'B'");
  const changed = await server.graphql<{ updateOrder: { transactionId: string; order: { total: string } } }>(
    'mutation ($id: UUID!) { updateOrder(input: { id: $id, patch: { price: "4" } }) { transactionId order { total } } }',
    { as: ann, variables: { id: b?.id } },
  );
  expect(changed.data?.updateOrder.order.total).toBe("40");
  await ask("mutation ($id: BigInt!) { undo(input: { transactionId: $id }) { result { count } } }", {
    id: changed.data?.updateOrder.transactionId,
  });
  expect(await ask("query ($id: UUID!) { order(id: $id) { total } }", { id: b?.id })).toEqual({
    order: { total: "30" },
  });
  const csv = await server.send("/rest/orders/export?format=csv&orderBy=-total&fields=name,total,size", { as: ann });
  const lines = (await csv.text()).split(/\r?\n/).map((line) => line.replace(/^[^,]*,/, ""));
  expect(lines).toEqual(["name,total,size", "B,30,large", "A,10,small", "C,,small", ""]);
});
