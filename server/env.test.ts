import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readEnv } from "./env.ts";

const dataDir = mkdtempSync(join(tmpdir(), "rowan-env-"));
afterAll(() => rmSync(dataDir, { recursive: true }));

test("every bad value is named at once", () => {
  expect(() =>
    readEnv({
      PORT: "abc",
      WORKERS: "1.5",
      DATABASE_URL: "mysql://x",
      JWT_SECRET: "short",
      LOG_LEVEL: "loud",
      TLS_CERT: "/no",
    }),
  ).toThrow(
    [
      "The environment has values that cannot be used:",
      "  DATABASE_URL must be a URL that begins with postgres:// or postgresql://",
      "  PORT must be a whole number from 0 to 65535",
      "  JWT_SECRET must have at least 32 characters",
      "  WORKERS must be a whole number from 1 to 256",
      "  TLS_CERT must name a file that exists",
      "  LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent",
    ].join("\n"),
  );
});

test("a certificate needs its key", () => {
  expect(() => readEnv({ DATA_DIR: dataDir, TLS_CERT: "package.json" })).toThrow(
    "TLS_KEY must be set too, because TLS_CERT is",
  );
});

test("a database URL must name a database", () => {
  expect(() => readEnv({ DATABASE_URL: "postgres://ann@localhost" })).toThrow("DATABASE_URL must name a database");
});

test("an empty value is an unset one, and defaults fill in", () => {
  const env = readEnv({ DATA_DIR: dataDir, PORT: "", DATABASE_URL: "", SMTP_URL: "" });
  expect(env).toMatchObject({ port: 3000, host: "127.0.0.1", publicUrl: "http://localhost:3000", trustProxy: false });
  expect(env.databaseUrl).toBeUndefined();
});

test("TRUST_PROXY is a number of hops, a switch or a list of networks", () => {
  const trust = (value: string) => readEnv({ DATA_DIR: dataDir, TRUST_PROXY: value }).trustProxy;
  expect([trust("2"), trust("true"), trust("false"), trust("loopback, 10.0.0.0/8")]).toEqual([
    2,
    true,
    false,
    "loopback, 10.0.0.0/8",
  ]);
});

test("the signing secret is made once and kept for its owner only", () => {
  const { jwtSecret } = readEnv({ DATA_DIR: dataDir });
  expect(jwtSecret).toHaveLength(43);
  expect(readEnv({ DATA_DIR: dataDir }).jwtSecret).toBe(jwtSecret);
  expect(readFileSync(join(dataDir, "jwt-secret"), "utf8")).toBe(jwtSecret);
  expect(statSync(join(dataDir, "jwt-secret")).mode & 0o777).toBe(0o600);
});
