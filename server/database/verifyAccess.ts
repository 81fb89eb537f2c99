import pg from "pg";

/** Says where PostgreSQL's roles, grants and policies are not what the permissions say, and with `mend` derives them again. */
export async function verifyAccess({ ownerUrl, mend }: { ownerUrl: string; mend: boolean }): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const drift = async () =>
    (await client.query<{ about: string; problem: string }>("select * from app_hidden.access_drift()")).rows;
  try {
    const found = await drift();
    for (const { about, problem } of found) console.log(`✗ ${about}: ${problem}`);
    if (found.length === 0) {
      console.log("✓ Roles, grants and policies are what the permissions say.");
    } else if (!mend) {
      console.log("`npm run db -- verify --mend` derives them again.");
      process.exitCode = 1;
    } else {
      await client.query("select app_hidden.mend_access()");
      const left = await drift();
      for (const { about, problem } of left) console.log(`✗ still, ${about}: ${problem}`);
      if (left.length > 0) process.exitCode = 1;
      else console.log("✓ They are derived again.");
    }
  } finally {
    await client.end();
  }
}
