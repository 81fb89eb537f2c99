import { Router } from "express";
import type { Pool } from "pg";
import { allMetrics } from "../measures.ts";
import { metrics } from "./metrics.ts";

/** /healthz: this process answers. /readyz: its database does too. /metrics: for Prometheus. */
export function health({ pool }: { pool: Pool }): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => void response.json({ status: "ok" }));
  router.get("/readyz", async (_request, response) => {
    try {
      await pool.query("select 1");
      response.json({ status: "ready" });
    } catch {
      response.status(503).json({ status: "the database does not answer" });
    }
  });
  router.get("/metrics", async (_request, response) => {
    response.type(metrics.contentType).send(await allMetrics());
  });
  return router;
}
