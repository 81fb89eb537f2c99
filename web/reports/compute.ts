/** What the database has grouped: by which keys, how many, and how much. */
export interface Group {
  keys: readonly (string | null)[] | null;
  distinctCount: { id: string | null } | null;
  sum?: { value: string } | null;
}

/** How many deals, and what those in the workspace's currency are worth together; others are counted, not added up. */
export interface Total {
  count: number;
  sum: number;
  otherCurrencies: number;
}

const nothing: Total = { count: 0, sum: 0, otherCurrencies: 0 };

/** Adds groups up by a name that each has or has not; the currency is their last key. */
export function totalsBy(
  groups: readonly Group[] | null | undefined,
  currency: string,
  nameOf: (keys: readonly (string | null)[]) => string | undefined,
): Map<string, Total> {
  const totals = new Map<string, Total>();
  for (const { keys, distinctCount, sum } of groups ?? []) {
    const name = keys ? nameOf(keys) : undefined;
    if (!keys || name === undefined) continue;
    const count = Number(distinctCount?.id ?? 0);
    const isOwn = keys.at(-1) === currency;
    const before = totals.get(name) ?? nothing;
    totals.set(name, {
      count: before.count + count,
      sum: before.sum + (isOwn ? Number(sum?.value ?? 0) : 0),
      otherCurrencies: before.otherCurrencies + (isOwn ? 0 : count),
    });
  }
  return totals;
}

export function addUp(totals: Iterable<Total>): Total {
  let all = nothing;
  for (const { count, sum, otherCurrencies } of totals) {
    all = { count: all.count + count, sum: all.sum + sum, otherCurrencies: all.otherCurrencies + otherCurrencies };
  }
  return all;
}

/** The months from one to another, both included, as YYYY-MM. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  for (let month = from.slice(0, 7); month <= to.slice(0, 7) && months.length < 120; month = addMonths(month, 1)) {
    months.push(month);
  }
  return months;
}

export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

export interface ForecastMonth {
  month: string;
  count: number;
  /** What it would be if all were won. */
  full: number;
  /** Each deal's value by its probability. */
  weighted: number;
}

/** What open deals should bring by the month they should close in; what should have closed already is the first month's. */
export function forecastOf(
  groups: readonly Group[] | null | undefined,
  { currency, months }: { currency: string; months: readonly string[] },
): ForecastMonth[] {
  const first = months[0] ?? "";
  return months.map((month) => {
    const own = (groups ?? []).filter(({ keys }) => {
      const close = keys?.[0]?.slice(0, 7);
      return close !== undefined && (close < first ? first : close) === month;
    });
    const inCurrency = own.filter(({ keys }) => keys?.at(-1) === currency);
    const value = (group: Group) => Number(group.sum?.value ?? 0);
    return {
      month,
      count: own.reduce((sum, group) => sum + Number(group.distinctCount?.id ?? 0), 0),
      full: inCurrency.reduce((sum, group) => sum + value(group), 0),
      weighted: inCurrency.reduce((sum, group) => sum + (value(group) * Number(group.keys?.[1] ?? 0)) / 100, 0),
    };
  });
}

export interface FunnelStep<Stage> {
  stage: Stage;
  /** Where those stand now. */
  ids: readonly string[];
  /** How many stand at this stage or further. */
  reached: number;
  /** Of those that reached the one before, from 0 to 1. */
  rate: number | undefined;
}

/** How many deals came how far. Of a lost deal one only knows that it began. */
export function funnelOf<Stage extends { id: string; outcome: string }>(
  stages: readonly Stage[],
  counts: ReadonlyMap<string, number>,
): FunnelStep<Stage>[] {
  const idsOf = (outcome: string) => stages.filter((stage) => stage.outcome === outcome).map(({ id }) => id);
  const way = [
    ...stages.filter(({ outcome }) => outcome === "open"),
    ...stages.filter(({ outcome }) => outcome === "won").slice(0, 1),
  ];
  let before: number | undefined;
  return way.map((stage, index) => {
    const further = way.slice(index).filter(({ outcome }) => outcome === "open");
    const ids = [...further.map(({ id }) => id), ...idsOf("won"), ...(index === 0 ? idsOf("lost") : [])];
    const reached = ids.reduce((sum, id) => sum + (counts.get(id) ?? 0), 0);
    const rate = before ? reached / before : undefined;
    before = reached;
    return { stage, ids, reached, rate };
  });
}

export const ages = [
  { label: "Up to 30 days", from: 0, to: 30 },
  { label: "31 to 60 days", from: 31, to: 60 },
  { label: "61 to 90 days", from: 61, to: 90 },
  { label: "91 to 180 days", from: 91, to: 180 },
  { label: "Over 180 days", from: 181, to: undefined },
] as const;

/** Which of the ages a day lies in. */
export function ageOf(day: string, today: string): string {
  const days = Math.max(0, Math.round((Date.parse(today) - Date.parse(day.slice(0, 10))) / 86_400_000));
  return ages.find(({ to }) => to === undefined || days <= to)?.label ?? ages[0].label;
}
