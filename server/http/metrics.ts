import type { RequestHandler } from "express";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

export const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

const requests = new Histogram({
  name: "rowan_http_request_duration_seconds",
  help: "How long requests took, by method, first part of the path and status.",
  labelNames: ["method", "path", "status"],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [metrics],
});

/** Counts what errors told, by code. */
export const errorsTold = new Counter({
  name: "rowan_errors_total",
  help: "Errors by their public code.",
  labelNames: ["code"],
  registers: [metrics],
});

/** Of the first process, which replaces the others. */
export const schemaBehind = new Gauge({
  name: "rowan_schema_behind",
  help: "1 from a change of objects or fields until every process of the server serves it.",
  registers: [metrics],
});

/** Times every request. */
export function measureRequests(): RequestHandler {
  return (request, response, next) => {
    const end = requests.startTimer();
    const path = `/${request.path.split("/")[1] ?? ""}`;
    response.once("finish", () => {
      const known = ["/graphql", "/rest", "/auth", "/healthz", "/readyz", "/metrics"].includes(path) ? path : "web";
      end({ method: request.method, path: known, status: String(response.statusCode) });
    });
    next();
  };
}
