// npm run bench [-- --size 10000,100000] [--only browser] [--json] [--seconds 4]: what Rowan does beside what a programmer would write by hand, and
// beside PostgreSQL alone, on one machine in one run. Times differ from machine to machine; compare what stands in one line.
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import "../env.ts"; // it says to the libraries that they are not being developed
import { startPostgres } from "../database/embedded.ts";
import { logins } from "../database/logins.ts";
import { migrate } from "../database/migrate.ts";
import { createLog } from "../log.ts";
import { measureAbuse } from "./abuse.ts";
import { measureBrowser } from "./browser.ts";
import { fill, makeMember } from "./data.ts";
import { measureFeatures } from "./features.ts";
import { endure, toLines } from "./kill.ts";
import { measureLive } from "./live.ts";
import { makeSender, measureInTurns, type Work } from "./load.ts";
import { measureNewField } from "./newField.ts";
import { measureProcess } from "./process.ts";
import { type Report, toJson, toText, writeDocument } from "./report.ts";
import { type Known, scenarios } from "./scenarios.ts";
import { startServer } from "./servers.ts";
import { soak } from "./soak.ts";
import { statements } from "./statements.ts";
import { measureTransfers } from "./transfer.ts";

const { values: options } = parseArgs({
  options: {
    size: { type: "string", default: "10000,100000" },
    seconds: { type: "string", default: "3" },
    json: { type: "boolean", default: false },
    write: { type: "boolean", default: false },
    soak: { type: "string" },
    kill: { type: "string" },
    abuse: { type: "boolean", default: false },
    live: { type: "boolean", default: false },
    only: { type: "string", default: "requests,browser,transfers,newField,process" },
  },
});
const sizes = options.size.split(",").map(Number);
const seconds = Number(options.seconds);
const parts = options.only.split(",");
const say = (text: string) => console.error(text);

for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));

if (options.kill) {
  const endured = await endure({ rounds: Number(options.kill), say });
  console.log(options.json ? JSON.stringify(endured, null, 2) : toLines(endured));
  process.exit(endured.lost.length + endured.torn.length > 0 ? 1 : 0);
}

const log = createLog("error");
const jwtSecret = "only for the bench, which lives a few minutes";
const dataDir = mkdtempSync(join(tmpdir(), "rowan-bench-"));
chmodSync(dataDir, 0o755); // under root, PostgreSQL's account must get in
const postgres = await startPostgres({ dataDir, log, override: { max_connections: "200" } });
const { ownerUrl } = postgres;
await using started = new AsyncDisposableStack();
started.defer(async () => {
  await postgres.stop();
  rmSync(dataDir, { recursive: true });
});
await migrate({ ownerUrl, jwtSecret, log });
const authenticatorUrl = logins({ ownerUrl, jwtSecret }).authenticator.url;
const member = await makeMember(ownerUrl, jwtSecret);
const shared = { DATA_DIR: dataDir, JWT_SECRET: jwtSecret, WORKERS: "1" };
const rowan = await startServer("main.ts", { ...shared, DATABASE_URL: ownerUrl });
started.defer(() => rowan.stop());

if (options.soak) {
  await fill(ownerUrl, sizes.at(-1) ?? 10_000);
  await soak({ rowan, token: member.token, known: await know(ownerUrl), minutes: Number(options.soak), ownerUrl, say });
} else if (options.abuse || options.live) {
  await fill(ownerUrl, sizes.at(-1) ?? 10_000);
  const known = await know(ownerUrl);
  const [scenario] = scenarios;
  if (options.live) {
    const measured = await measureLive({
      rowan,
      sessionId: member.sessionId,
      jwtSecret,
      ownerUrl,
      contacts: known.contacts,
      seconds,
    });
    console.log(
      options.json
        ? JSON.stringify(measured, null, 2)
        : Object.entries(measured)
            .map((line) => line.join(": "))
            .join("\n"),
    );
  }
  if (options.abuse && scenario) {
    const work = waysOf(scenario, known, rowan.url).GraphQL;
    const measured = work && (await measureAbuse({ url: rowan.url, token: member.token, work, seconds, say }));
    if (options.json) console.log(JSON.stringify(measured, null, 2));
  }
} else {
  const byHand = await startServer("bench/byHand.ts", { ...shared, DATABASE_URL: authenticatorUrl });
  started.defer(() => byHand.stop());
  const report: Report = {
    machine: `${availableParallelism()} cores of ${cpus()[0]?.model.trim()}, Node ${process.version}, the load and PostgreSQL on the same cores`,
    at: new Date().toISOString().slice(0, 10),
    load: loadavg()[0] ?? 0,
    seconds,
    requests: [],
    features: [],
    filled: [],
    process: {},
  };
  for (const size of sizes) {
    say(`${size.toLocaleString("en")} contacts: filling`);
    report.filled.push({ size, ...(await fill(ownerUrl, size)) });
    if (!parts.includes("requests")) continue;
    const known = await know(ownerUrl);
    for (const scenario of scenarios) {
      const ways = waysOf(scenario, known, byHand.url);
      const results = await measureInTurns(ways, { seconds });
      say(
        `  ${scenario.name}: ${Object.entries(results)
          .map(([way, { perSecond, p95 }]) => `${way} ${perSecond.toFixed(0)}/s, p95 ${p95.toFixed(1)} ms`)
          .join(" · ")}`,
      );
      report.requests.push({ size, name: scenario.name, results });
    }
    report.features.push(
      ...(await measureFeatures({ ownerUrl, authenticatorUrl, sessionId: member.sessionId, size, seconds, say })),
    );
  }
  const { token, userId } = member;
  if (parts.includes("browser")) {
    say("a browser");
    report.browser = await measureBrowser({ url: rowan.url, userId, ownerUrl });
  }
  if (parts.includes("transfers")) {
    say("files in and out");
    report.transfers = await measureTransfers({ rowan, token, rows: Math.min(sizes.at(-1) ?? 0, 100_000), say });
  }
  if (parts.includes("newField")) {
    say("a new field");
    const { sessionId: adminSessionId } = await makeMember(ownerUrl, jwtSecret, "admin");
    report.newField = await measureNewField({ rowan, token, ownerUrl, authenticatorUrl, adminSessionId, say });
  }
  await rowan.stop();
  if (parts.includes("process")) report.process = await measureProcess(say);
  console.log(options.json ? toJson(report) : toText(report));
  if (options.write) say(`${await writeDocument(report)} is written.`);
}

function waysOf(scenario: (typeof scenarios)[number], known: Known, byHandUrl: string) {
  const { graphql, rest, values, after, statement } = scenario;
  const toRowan = makeSender(rowan.url, member.token);
  const toHand = makeSender(byHandUrl, member.token);
  const pool = new pg.Pool({ connectionString: authenticatorUrl, max: 10 });
  started.defer(() => pool.end());
  const text = statements[statement]?.text ?? "";
  const done = (answer: string) => after?.(answer, known);
  const ways: Record<string, Work> = {
    GraphQL: async (turn) => {
      const { query, variables } = graphql;
      done(await toRowan({ path: "/graphql", body: { query, variables: variables(values(turn, known)) } }));
    },
  };
  if (rest && graphql.query.includes("company {")) {
    const query = graphql.query
      .replace(/company \{.*?\}/, `company { ${known.companyFields.join(" ")} }`)
      .replace("pageInfo {", "totalCount pageInfo {");
    ways["as REST"] = async (turn) =>
      done(await toRowan({ path: "/graphql", body: { query, variables: graphql.variables(values(turn, known)) } }));
  }
  if (rest) ways.REST = async (turn) => done(await toRowan(rest(values(turn, known))));
  ways["by hand"] = async (turn) => done(await toHand({ path: `/${statement}`, body: values(turn, known) }));
  ways.PostgreSQL = async (turn) => {
    const client = await pool.connect();
    try {
      await client.query(`begin; select app_hidden.enter('${member.sessionId}'::uuid, null)`);
      const { rows } = await client.query({ name: statement, text, values: values(turn, known) });
      await client.query("commit");
      if (after) done(JSON.stringify(rows));
    } finally {
      client.release();
    }
  };
  return ways;
}

async function know(url: string): Promise<Known> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const ids = async (sql: string) => (await client.query<{ id: string }>(sql)).rows.map(({ id }) => id);
  const toRowan = makeSender(rowan.url, member.token);
  const { data } = JSON.parse(await toRowan({ path: "/rest/companies?first=1" }));
  const known = {
    companyFields: Object.keys(data[0]),
    contacts: await ids("select id from app_public.contacts order by hashtext(id::text) limit 50000"),
    stages: await ids("select id from app_public.stages where outcome = 'open' order by position limit 4"),
    made: [],
  };
  await client.end();
  return known;
}
