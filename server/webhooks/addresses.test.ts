import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeGuard } from "./addresses.ts";
import { type Attempt, makeSender } from "./send.ts";

const refused = [
  "0.0.0.0",
  "10.1.2.3",
  "100.64.0.1",
  "127.0.0.1",
  "127.255.255.254",
  "169.254.169.254",
  "172.16.0.1",
  "172.31.255.255",
  "192.0.0.8",
  "192.168.1.1",
  "198.18.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::",
  "::1",
  "::ffff:127.0.0.1",
  "::ffff:10.0.0.1",
  "::ffff:a9fe:a9fe",
  "64:ff9b::a00:1",
  "100::1",
  "fc00::1",
  "fd12:3456::1",
  "fe80::1",
  "fec0::1",
  "ff02::1",
  "2001::1",
  "2001:db8::1",
  "2002:7f00:1::",
  "3fff::1",
  "not an address",
];
for (const address of refused) {
  test(`${address} is refused`, () => {
    expect(makeGuard(false)(address)).toBe(false);
  });
}

for (const address of ["1.1.1.1", "93.184.216.34", "172.32.0.1", "2606:4700:4700::1111", "2a00:1450:4001:82a::200e"]) {
  test(`${address} is allowed`, () => {
    expect(makeGuard(false)(address)).toBe(true);
  });
}

test("the operator can allow networks and addresses, or everything", () => {
  const guard = makeGuard(["10.1.0.0/16", "fd00::/8", "192.168.1.7"]);
  expect(["10.1.2.3", "10.2.0.1", "fd00::5", "192.168.1.7", "192.168.1.8", "8.8.8.8"].map(guard)).toEqual([
    true,
    false,
    true,
    true,
    false,
    true,
  ]);
  expect(makeGuard(true)("127.0.0.1")).toBe(true);
});

let requests = 0;
let port = 0;
const server = createServer((request, response) => {
  requests += 1;
  if (request.url === "/elsewhere") response.writeHead(302, { location: `http://127.0.0.1:${port}/inside` });
  if (request.url === "/endless") return void endless();
  response.end("ok");

  function endless() {
    if (!response.destroyed) response.write("x".repeat(10_000), () => setImmediate(endless));
  }
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, resolve)); // of IPv4 and IPv6
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => void server.close());

async function send(url: string, allow: boolean | string[]): Promise<Attempt> {
  const sender = makeSender(makeGuard(allow));
  const secrets = ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"];
  const attempt = await sender.send({ id: "msg_1", body: "{}", url, secrets }, new AbortController().signal);
  sender.close();
  return attempt;
}

// Every way of writing this machine that a URL knows, and a name that means it.
for (const host of [
  "127.0.0.1",
  "localhost",
  "127.1",
  "0x7f.1",
  "2130706433",
  "0177.0.0.1",
  "[::1]",
  "[::ffff:127.0.0.1]",
  "[::]",
  "0",
]) {
  test(`nothing is sent to http://${host}`, async () => {
    const before = requests;
    const attempt = await send(`http://${host}:${port}/`, false);
    expect(attempt).toMatchObject({
      is_delivered: false,
      error: expect.stringContaining("not an address on the public internet"),
    });
    expect(requests).toBe(before);
  });
}

test("an address that the operator allows is sent to", async () => {
  expect(await send(`http://127.0.0.1:${port}/`, ["127.0.0.0/8"])).toMatchObject({ is_delivered: true, status: 200 });
  expect(await send(`http://localhost:${port}/`, true)).toMatchObject({ is_delivered: true, body: "ok" });
});

test("a redirect is not followed", async () => {
  const before = requests;
  const attempt = await send(`http://127.0.0.1:${port}/elsewhere`, true);
  expect(attempt).toMatchObject({ is_delivered: false, status: 302 });
  expect(requests).toBe(before + 1);
});

test("of an endless answer only the beginning is read", async () => {
  const attempt = await send(`http://127.0.0.1:${port}/endless`, true);
  expect(attempt).toMatchObject({ is_delivered: true, status: 200 });
  expect(attempt.body).toHaveLength(4_000);
});

test("a port where nobody listens is an error in words", async () => {
  expect(await send("http://127.0.0.1:1/", true)).toMatchObject({
    is_delivered: false,
    error: expect.stringContaining("ECONNREFUSED"),
  });
});
