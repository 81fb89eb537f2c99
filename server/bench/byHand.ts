// What a programmer would write without PostGraphile: Express and node-postgres, the same statements in the same role. The bench
// runs it as a process of its own.
import express from "express";
import { readEnv } from "../env.ts";
import { callerOf } from "../http/caller.ts";
import { createLog } from "../log.ts";
import { makePool } from "../pg.ts";
import { statements } from "./statements.ts";

const env = readEnv();
if (!env.databaseUrl) throw new Error("DATABASE_URL is missing");
const pool = makePool({ url: env.databaseUrl, log: createLog("error") });
const app = express();
app.use(express.json());
for (const [name, { text, many }] of Object.entries(statements)) {
  app.post(`/${name}`, async (request, response) => {
    const { sessionId } = callerOf(request.headers.authorization, env.jwtSecret);
    const client = await pool.connect();
    try {
      await client.query(`begin; select app_hidden.enter('${sessionId}'::uuid, null)`);
      const { rows } = await client.query({ name, text, values: request.body });
      await client.query("commit");
      response.json({ data: many ? rows : rows[0] });
    } finally {
      client.release();
    }
  });
}
const server = app.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(`It is ready at http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
});
