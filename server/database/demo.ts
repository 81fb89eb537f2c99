import pg from "pg";

const password = "rowan-demo";

/** Makes the demo accounts and sample data of a database without members, and says how to sign in. */
export async function loadDemo(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ email: string; role: string }>("select * from app_hidden.load_demo($1)", [
      password,
    ]);
    if (rows.length === 0) return "This database has members of its own already, so no demo accounts were made.";
    const accounts = rows.map(({ email, role }) => `  ${email.padEnd(20)} ${role}`).join("\n");
    return `Demo accounts, password ${password}:\n${accounts}`;
  } finally {
    await client.end();
  }
}
