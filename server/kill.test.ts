import { expect, test } from "vitest";
import { endure } from "./bench/kill.ts";

test("whichever process is killed, nothing acknowledged is lost, nobody hangs, and who fails is told the truth", async () => {
  const { kills, acknowledged, lost, imports, torn, failures } = await endure({ rounds: 1, say() {} });
  expect(kills).toHaveLength(5);
  expect(lost).toEqual([]);
  expect(torn).toEqual([]);
  expect(acknowledged).toBeGreaterThan(50);
  expect(imports).toBeGreaterThan(0);
  // What remains: connections that broke with their process, and a database that is away.
  const honest = /^(\d+ UNAVAILABLE|UND_ERR_SOCKET|ECONNRESET|ECONNREFUSED|EPIPE)$/;
  expect(Object.keys(failures).filter((failure) => !honest.test(failure))).toEqual([]);
}, 240_000);
