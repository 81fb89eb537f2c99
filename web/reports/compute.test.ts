import { expect, test } from "vitest";
import { addMonths, addUp, ageOf, forecastOf, funnelOf, type Group, monthsBetween, totalsBy } from "./compute.ts";

const group = (keys: (string | null)[], count: number, value: number): Group => ({
  keys,
  distinctCount: { id: String(count) },
  sum: { value: String(value) },
});

test("amounts in another currency are counted, not added up", () => {
  const totals = totalsBy([group(["a", "USD"], 2, 30), group(["a", "EUR"], 1, 99)], "USD", ([stage]) => stage ?? "");
  expect(totals.get("a")).toEqual({ count: 3, sum: 30, otherCurrencies: 1 });
  expect(addUp(totals.values())).toEqual({ count: 3, sum: 30, otherCurrencies: 1 });
});

test("groups without a name are left out", () => {
  expect(totalsBy([group([null, "USD"], 2, 30)], "USD", ([day]) => day?.slice(0, 7)).size).toBe(0);
});

test("months go over the turn of the year", () => {
  expect(monthsBetween("2026-11-24", "2027-02-01")).toEqual(["2026-11", "2026-12", "2027-01", "2027-02"]);
  expect(addMonths("2026-01", -1)).toBe("2025-12");
});

test("a forecast weighs each deal by its probability; what is late counts now", () => {
  const groups = [group(["2026-09-01", "50", "USD"], 1, 100), group(["2026-12-24", "20", "USD"], 2, 1000)];
  expect(forecastOf(groups, { currency: "USD", months: ["2026-11", "2026-12"] })).toEqual([
    { month: "2026-11", count: 1, full: 100, weighted: 50 },
    { month: "2026-12", count: 2, full: 1000, weighted: 200 },
  ]);
});

test("the funnel counts who came at least so far, and says where they are now", () => {
  const stages = [
    { id: "lead", outcome: "open" },
    { id: "offer", outcome: "open" },
    { id: "won", outcome: "won" },
    { id: "lost", outcome: "lost" },
  ];
  const counts = new Map([
    ["lead", 5],
    ["offer", 2],
    ["won", 2],
    ["lost", 1],
  ]);
  expect(funnelOf(stages, counts).map(({ ids, reached, rate }) => [ids.join(" "), reached, rate])).toEqual([
    ["lead offer won lost", 10, undefined],
    ["offer won", 4, 0.4],
    ["won", 2, 0.5],
  ]);
});

test("the age of a deal is in whole days", () => {
  expect(ageOf("2026-11-24T00:00:00+00:00", "2026-11-24")).toBe("Up to 30 days");
  expect(ageOf("2026-10-24", "2026-11-24")).toBe("31 to 60 days");
  expect(ageOf("2025-01-01", "2026-11-24")).toBe("Over 180 days");
});
