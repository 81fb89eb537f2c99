import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Measured, makeSender, measureInTurns } from "./load.ts";
import { memoryOf } from "./process.ts";
import type { Started } from "./servers.ts";

export interface Transfer {
  name: string;
  rows: number;
  seconds: number;
  /** Megabytes that the server and its worker held at most. */
  memory: number;
}

export interface Transfers {
  moved: Transfer[];
  /** How long others wait for a list of 50: with nothing else going on, and while the file is imported. */
  calm: Measured;
  meanwhile: Measured;
}

/** A file of contacts in, with a company for twenty of them, as a dry run and for good; and all contacts out, with every column. */
export async function measureTransfers({
  rowan,
  token,
  rows,
  say,
}: {
  rowan: Started;
  token: string;
  rows: number;
  say: (text: string) => void;
}): Promise<Transfers> {
  const send = makeSender(rowan.url, token);
  const authorization = `Bearer ${token}`;
  const moved: Transfer[] = [];
  const timed = async (name: string, work: () => Promise<number>) => {
    let memory = 0;
    const watch = setInterval(() => {
      memory = Math.max(memory, memoryOf(rowan.child.pid ?? 0));
    }, 500);
    const began = performance.now();
    const count = await work();
    const seconds = (performance.now() - began) / 1000;
    clearInterval(watch);
    moved.push({ name, rows: count, seconds, memory });
    say(`  ${name}: ${Math.round(count / seconds)} rows/s, ${memory} MB at most`);
  };

  const list = async () => {
    await send({
      path: "/graphql",
      body: { query: "{ contacts(first: 50, orderBy: [NAME_ASC]) { nodes { id name } } }" },
    });
  };
  const look = async (seconds: number) => {
    const { list: measured } = await measureInTurns({ list }, { clients: 2, seconds, rounds: 1 });
    if (!measured) throw new Error("Nothing was measured");
    return measured;
  };
  const calm = await look(3);

  let id = "";
  const finished = async (wanted: string) => {
    for (;;) {
      const { data } = JSON.parse(await send({ path: `/rest/imports/${id}` }));
      if (data.status === wanted) return Number(data.rowCount);
      if (!["checking", "running"].includes(data.status))
        throw new Error(`The import is ${data.status}: ${data.message}`);
      await sleep(100);
    }
  };
  const upload = async (begin: "check" | "run") => {
    const response = await fetch(`${rowan.url}/rest/imports?object=contacts&fileName=bench.csv`, {
      method: "POST",
      headers: { authorization, "content-type": "text/csv" },
      body: ReadableStream.from(file(rows)),
      duplex: "half",
    });
    const { data, ...problem } = (await response.json()) as { data?: { id: string } };
    if (!data) throw new Error(JSON.stringify(problem));
    id = data.id;
    await send({ method: "POST", path: `/rest/imports/${id}/${begin}` });
  };
  await timed("import of contacts with companies, dry run", async () => {
    await upload("check");
    return finished("checked");
  });
  let meanwhile = calm;
  await timed("import of contacts with companies, upload to done", async () => {
    await upload("run");
    meanwhile = await look(3);
    return finished("done");
  });
  for (const format of ["csv", "json"]) {
    await timed(`export of contacts with all columns, ${format}`, async () => {
      const asked = get(`${rowan.url}/rest/contacts/export?format=${format}`, { headers: { authorization } });
      const [response] = (await once(asked, "response")) as [IncomingMessage];
      let lines = 0;
      for await (const chunk of response as AsyncIterable<Buffer>)
        for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines++;
      return lines;
    });
  }
  return { moved, calm, meanwhile };
}

async function* file(rows: number): AsyncGenerator<Buffer> {
  yield Buffer.from("First Name,Last Name,Email,Phone,Job Title,Company,City,Country\n");
  const companies = Math.ceil(rows / 20);
  for (let n = 0; n < rows; ) {
    let text = "";
    for (const end = Math.min(rows, n + 5_000); n < end; n++) {
      text += `Imported${n % 997},Person${n % 7919},imported${n}@company${n % 1000}.example,+49 30 ${1_000_000 + n},Buyer,Imported ${n % companies} Ltd,Berlin,DE\n`;
    }
    yield Buffer.from(text);
  }
}
