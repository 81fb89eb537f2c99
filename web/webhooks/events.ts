/** Which events a webhook is sent: pairs of an object (or *) and an operation, kept as few patterns. */
export const operations = ["created", "updated", "deleted"] as const;
export type Operation = (typeof operations)[number];

/** Patterns as pairs such as contact.created and *.deleted. `*` alone is all of them. */
export function pairsOf(patterns: readonly string[]): ReadonlySet<string> {
  const pairs = new Set<string>();
  for (const pattern of patterns) {
    const [object = "*", operation = "*"] = pattern.split(".");
    for (const one of operation === "*" ? operations : [operation]) pairs.add(`${object}.${one}`);
  }
  return pairs;
}

/** The fewest patterns that mean the same. */
export function patternsOf(pairs: ReadonlySet<string>): string[] {
  const byObject = new Map<string, string[]>();
  for (const pair of pairs) {
    const [object = "", operation = ""] = pair.split(".");
    byObject.set(object, [...(byObject.get(object) ?? []), operation]);
  }
  const any = byObject.get("*") ?? [];
  if (any.length === operations.length) return ["*"];
  return [...byObject].flatMap(([object, given]) => {
    const needed = object === "*" ? given : given.filter((operation) => !any.includes(operation));
    if (needed.length === operations.length) return [`${object}.*`];
    return operations.filter((operation) => needed.includes(operation)).map((operation) => `${object}.${operation}`);
  });
}

export function isEverything(patterns: readonly string[]): boolean {
  return operations.every((operation) => pairsOf(patterns).has(`*.${operation}`));
}
