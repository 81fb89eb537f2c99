import { Router } from "express";
import type { Pool } from "pg";
import { allMetrics } from "../measures.ts";
import { metrics } from "./metrics.ts";
import { readSchemaVersion } from "./schemaVersion.ts";

/**
 * /healthz: this process answers. /readyz: its database does too, and whether what is served is the newest of objects and fields: what is
 * not is served well enough to stay in a load balancer. /metrics: for Prometheus.
 */
export function health({ pool, version }: { pool: Pool; version: number }): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => void response.json({ status: "ok" }));
  router.get("/readyz", async (_request, response) => {
    try {
      const schema = (await readSchemaVersion(pool)) > version ? "behind" : "current";
      response.json({ status: "ready", schema });
    } catch {
      response.status(503).json({ status: "the database does not answer" });
    }
  });
  router.get("/metrics", async (_request, response) => {
    response.type(metrics.contentType).send(await allMetrics());
  });
  return router;
}
