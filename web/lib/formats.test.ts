import { afterEach, expect, test, vi } from "vitest";
import { startOf } from "./formats.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

test("a day begins when it does where the reader is, also where clocks are changed", () => {
  vi.stubEnv("TZ", "Pacific/Auckland");
  expect(startOf("2026-11-30").toISOString()).toBe("2026-11-29T11:00:00.000Z");
  vi.stubEnv("TZ", "Europe/Berlin");
  expect(startOf("2026-10-25").toISOString()).toBe("2026-10-24T22:00:00.000Z");
  expect(startOf("2026-10-25", 1).toISOString()).toBe("2026-10-25T23:00:00.000Z");
});
