import { expect } from "vitest";
import { test } from "#server/testing.ts";

test("a number is stored as it was sent, or is refused with the field that should be a string", async ({ server }) => {
  const { ann } = await server.people({ ann: "user" });
  const post = async (value: string) => {
    const body = `{"title":"Big","value":${value}}`;
    const headers = { "content-type": "application/json" };
    const response = await server.send("/rest/deals", { as: ann, body, headers });
    const { data, ...problem } = JSON.parse(await response.text());
    return data ? data.value : problem;
  };
  for (const value of [
    "0.1",
    "12345678.90",
    "1.5e3",
    "-2",
    "0",
    "900719925474099",
    "0.10000000000000001",
    "0.30000000000000004",
  ])
    expect(Number(await post(value))).toBe(Number(value));
  expect(await post('"123456789012345.123456789"')).toBe("123456789012345.123456789");
  for (const value of ["123456789012345.123456789", "9007199254740993", "12345678901234567", "1e400", "1e-400"])
    expect(await post(value)).toMatchObject({ status: 400, code: "BAD_USER_INPUT", field: "value" });
  const response = await server.send("/graphql", {
    as: ann,
    headers: { "content-type": "application/json" },
    body: `{"query":"mutation ($deal: DealInput!) { createDeal(input: { deal: $deal }) { deal { value } } }",
        "variables":{"deal":{"title":"Big","value":123456789012345.123456789}}}`,
  });
  const { errors } = JSON.parse(await response.text());
  expect(errors).toMatchObject([{ extensions: { code: "BAD_USER_INPUT", field: "value" } }]);
});

test("text that is not UTF-8 is refused, not replaced", async ({ server }) => {
  const { bob } = await server.people({ bob: "user" });
  const headers = { "content-type": "application/json" };
  const body = Buffer.concat([Buffer.from('{"name":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
  const response = await server.send("/rest/companies", { as: bob, body, headers });
  expect([response.status, await response.json()]).toMatchObject([400, { title: "The body is not UTF-8." }]);
  const wrong = await server.send("/rest/companies", { as: bob, body: '{"name": 12345678901234567890', headers });
  expect([wrong.status, await wrong.json()]).toMatchObject([400, { title: expect.stringMatching(/cannot be read/) }]);
});
