import { expect, test } from "vitest";
import { buildWebClient } from "#server/webClient.ts";
import { weightOf } from "./weight.ts";

test.for(["auth/LogInPage.tsx", "home/HomePage.tsx", "records/RecordListPage.tsx", "records/RecordPage.tsx"])(
  "the JavaScript of a first page is less than 300 kB gzip: %s",
  async (page) => {
    await buildWebClient();
    const { all, shared } = weightOf(page);
    expect(all).toBeGreaterThan(shared);
    expect(all).toBeLessThan(300);
  },
);
