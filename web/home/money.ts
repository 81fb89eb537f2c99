import { formatMoneyShort, workspaceCurrency } from "../lib/formats.ts";

/** Sums by currency, the workspace's first: what cannot be added up stands side by side. */
export function sayMoney(sums: ReadonlyMap<string, number>): string {
  const own = workspaceCurrency();
  const others = [...sums].filter(([currency, sum]) => currency !== own && sum !== 0);
  const first = sums.get(own) ?? 0;
  if (first === 0 && others.length > 0)
    return others.map(([currency, sum]) => formatMoneyShort(sum, currency)).join(" + ");
  return [[own, first] as const, ...others].map(([currency, sum]) => formatMoneyShort(sum, currency)).join(" + ");
}

interface Group {
  keys: readonly (string | null)[] | null;
  sum: { value: string } | null;
}

/** The sums of grouped aggregates by their last key, the currency. */
export function sumsByCurrency(groups: readonly Group[] | null | undefined): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { keys, sum } of groups ?? []) {
    const currency = keys?.at(-1);
    if (currency) sums.set(currency, (sums.get(currency) ?? 0) + Number(sum?.value ?? 0));
  }
  return sums;
}
