import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { makeSender } from "./load.ts";
import { memoryOf } from "./process.ts";
import { type Known, scenarios } from "./scenarios.ts";
import type { Started } from "./servers.ts";

/** Half of the load that the server can bear, for long: memory, connections and latency have to stay where they are. */
export async function soak({
  rowan,
  token,
  known,
  minutes,
  ownerUrl,
  say,
}: {
  rowan: Started;
  token: string;
  known: Known;
  minutes: number;
  ownerUrl: string;
  say: (text: string) => void;
}): Promise<void> {
  const send = makeSender(rowan.url, token);
  const times: number[] = [];
  const until = Date.now() + minutes * 60_000;
  const ask = async (turn: number) => {
    const scenario = scenarios[turn % scenarios.length];
    if (!scenario) return;
    const { graphql, values, after } = scenario;
    const began = performance.now();
    const answer = await send({
      path: "/graphql",
      body: { query: graphql.query, variables: graphql.variables(values(turn, known)) },
    });
    times.push(performance.now() - began);
    after?.(answer, known);
  };
  let turn = 0;
  const clients = Array.from({ length: 8 }, async () => {
    while (Date.now() < until) {
      const began = performance.now();
      await ask(turn++);
      await sleep(performance.now() - began); // as long as it worked, it rests
    }
  });
  const watch = (async () => {
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    say("minute  requests  p50 ms  p99 ms  memory MB  connections");
    for (let minute = 1; Date.now() < until; minute++) {
      times.length = 0;
      await sleep(Math.min(60_000, until - Date.now()));
      const sorted = [...times].sort((a, b) => a - b);
      const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? Number.NaN).toFixed(1);
      const { rows } = await client.query<{ count: string }>(
        "select count(*) from pg_stat_activity where application_name = 'rowan'",
      );
      say(
        [minute, sorted.length, at(0.5), at(0.99), memoryOf(rowan.child.pid ?? 0), rows[0]?.count]
          .map((value, column) => String(value).padStart([6, 9, 7, 7, 10, 12][column] ?? 8))
          .join(" "),
      );
    }
    await client.end();
  })();
  await Promise.all([...clients, watch]);
}
