import { type OutgoingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { measure, type Work } from "./load.ts";

/** What somebody could send to be in everybody's way. */
const abuses: Record<string, () => string> = {
  "a query of depth 30": () => asJson(`{ companies { nodes ${"{ parent ".repeat(30)} { id } ${"}".repeat(30)} } }`),
  "a million nodes": () =>
    asJson("{ companies(first: 1000) { nodes { contacts(first: 1000) { nodes { id name } } } } }"),
  "as many nodes as may be": () =>
    asJson("{ companies(first: 200) { nodes { contacts(first: 200) { nodes { id name emails } } } } }"),
  "5,000 aliases": () =>
    asJson(`{ ${Array.from({ length: 5_000 }, (_, n) => `a${n}: contacts(first: 100) { totalCount }`).join(" ")} }`),
  "a batch of 1,000 operations": () =>
    JSON.stringify(Array.from({ length: 1_000 }, () => ({ query: "{ contacts { totalCount } }" }))),
  "a body of 50 MB": () => asJson(`{ me { id } } # ${"x".repeat(50_000_000)}`),
};

type Abuse = (isOver: () => boolean, count: (answer: string) => void) => Promise<void>;

const rounds = 3;
const asJson = (query: string) => JSON.stringify({ query });

/** How long others wait while it is done, beside how long they wait when all is calm. */
export async function measureAbuse({
  url,
  token,
  work,
  seconds,
  say,
}: {
  url: string;
  token: string;
  /** What the others do. */
  work: Work;
  seconds: number;
  say: (text: string) => void;
}): Promise<{ name: string; calm: number; meanwhile: number; answers: Record<string, number> }[]> {
  const others = () => measure(work, { clients: 4, seconds: seconds / rounds });
  const results = [];
  const ways: [string, Abuse][] = [
    ...Object.entries(abuses).map(([name, make]): [string, Abuse] => {
      const body = Buffer.from(make());
      return [name, (isOver, count) => insist({ url, token, body, isOver, count })];
    }),
    ["200 slow clients", (isOver, count) => dawdle({ url, isOver, count })],
  ];
  await others(); // which warms up
  for (const [name, abuse] of ways) {
    const calm: number[] = [];
    const meanwhile: number[] = [];
    const answers: Record<string, number> = {};
    const count = (answer: string) => {
      answers[answer] = (answers[answer] ?? 0) + 1;
    };
    // By turns, so that what else the machine does is in both.
    for (let round = 0; round < rounds; round++) {
      calm.push((await others()).p95);
      let isOver = false;
      const abusing = abuse(() => isOver, count);
      meanwhile.push((await others()).p95);
      isOver = true;
      await abusing;
    }
    const [p95, calmP95] = [middle(meanwhile), middle(calm)];
    const told = Object.entries(answers).map(([answer, times]) => `${answer} ${times} times`);
    say(
      `${name}: others' p95 ${p95.toFixed(0)} ms, calm ${calmP95.toFixed(0)} ms (${(p95 / calmP95).toFixed(1)} times); answered ${told.join(", ")}`,
    );
    results.push({ name, calm: calmP95, meanwhile: p95, answers });
  }
  return results;
}

const middle = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Two programs that send it again and again, ten times a second at most. */
async function insist({
  url,
  token,
  body,
  isOver,
  count,
}: {
  url: string;
  token: string;
  body: Buffer<ArrayBuffer>;
  isOver: () => boolean;
  count: (answer: string) => void;
}): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  await Promise.all(
    Array.from({ length: 2 }, async () => {
      while (!isOver()) {
        count(await send({ url: `${url}/graphql`, headers, body }));
        await sleep(100);
      }
    }),
  );
}

/** What is answered, in a word. (fetch would copy the body, and hold up those who measure.) */
function send({
  url,
  headers,
  body,
}: {
  url: string;
  headers: OutgoingHttpHeaders;
  body: Buffer<ArrayBuffer>;
}): Promise<string> {
  return new Promise((resolve) => {
    const sending = request(url, { method: "POST", headers, agent: false }, (response) => {
      const told = text(response).then((body) => `${response.statusCode} ${/"code":"(\w+)"/.exec(body)?.[1] ?? ""}`);
      resolve(told.then((answer) => answer.trim()).finally(() => sending.destroy()));
    });
    sending.once("error", () => resolve("connection ended"));
    sending.end(body);
  });
}

/** Connections that send a byte now and then. */
async function dawdle({
  url,
  isOver,
  count,
}: {
  url: string;
  isOver: () => boolean;
  count: (answer: string) => void;
}): Promise<void> {
  const { hostname, port } = new URL(url);
  const sockets = Array.from({ length: 200 }, () => {
    const socket = connect(Number(port), hostname);
    socket.on("error", () => {}).on("close", () => count("connection ended"));
    socket.write(
      "POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{",
    );
    return socket;
  });
  while (!isOver()) {
    for (const socket of sockets) if (socket.writable) socket.write(" ");
    await sleep(200);
  }
  for (const socket of sockets) socket.destroy();
}
