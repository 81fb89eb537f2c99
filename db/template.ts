import type { TestProject } from "vitest/node";
import { startScratch } from "#server/database/scratch.ts";
import { createLog } from "#server/log.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Logs in as the owner of the database `crm`, which was built from db/ and which every test file copies. */
    ownerUrl: string;
    superuserUrl: string;
    jwtSecret: string;
  }
}

/** Before all tests: one PostgreSQL for the whole run, and in it the database that the tests copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const jwtSecret = "a secret that only the tests know and need";
  const { ownerUrl, superuserUrl, stop } = await startScratch({ jwtSecret, log: createLog("error") });
  project.provide("ownerUrl", ownerUrl);
  project.provide("superuserUrl", superuserUrl);
  project.provide("jwtSecret", jwtSecret);
  return stop;
}
