import { spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import pg from "pg";

/** What a member of the CRM feels in a browser, as often as it was tried. */
export interface Felt {
  name: string;
  unit: "ms" | "kB" | "/s" | "%";
  /** At most, or for what is counted in a second at least. */
  target?: number;
  values: number[];
}

/** A real browser, at the full CRM, as this member. */
export async function measureBrowser({
  url,
  userId,
  ownerUrl,
}: {
  url: string;
  userId: string;
  ownerUrl: string;
}): Promise<Felt[]> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    const { rows } = await owner.query<{ email: string }>(
      `with views as (
         insert into app_public.views (object, name, user_id, filter, sort)
         select 'contacts', 'View ' || n, $1, jsonb_build_object('and', jsonb_build_array(
             jsonb_build_object('field', 'jobTitle', 'op', 'is', 'value', (array['Buyer', 'Engineer', 'Director', 'Founder', 'Head of Sales'])[1 + n % 5]))),
           jsonb_build_array(jsonb_build_object('field', (array['firstName', 'lastName'])[1 + n % 2], 'desc', n > 5))
         from generate_series(1, 10) n
       )
       select email, app_hidden.set_password(id, 'a good password') from app_public.users where id = $1`,
      [userId],
    );
    const program = join(import.meta.dirname, "..", "..", "web", "e2e", "measure.ts");
    const child = spawn(process.execPath, [program, url, rows[0]?.email ?? ""], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    return JSON.parse(await text(child.stdout));
  } finally {
    await owner.end();
  }
}
