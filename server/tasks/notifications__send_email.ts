import type { ClientBase } from "pg";
import { z } from "zod";
import { sendMail } from "../mail.ts";
import type { Task } from "../worker.ts";

const Payload = z.object({ notificationId: z.uuid() });

interface Notification {
  user_id: string | null;
  db_role: string;
  email: string;
  title: string;
  body: string;
  object: string | null;
  record_id: string | null;
}

/** A notification by mail, unless it was read in the client meanwhile. */
const sendEmail: Task = async (payload, { withPgClient }, { env }) => {
  const { notificationId } = Payload.parse(payload);
  if (!env.smtpUrl) return;
  const found = await withPgClient((client) => read(client, notificationId));
  if (!found) return;
  const { email, title, body, record, object, record_id } = found;
  const link = record === undefined ? env.publicUrl : `${env.publicUrl}/${object}/${record_id}`;
  await sendMail(env, {
    to: email,
    subject: record ? `${title}: ${record}` : title,
    text: [title, record, body, link].filter(Boolean).join("\n\n"),
  });
};
export default sendEmail;

async function read(
  client: ClientBase,
  id: string,
): Promise<(Notification & { record: string | undefined }) | undefined> {
  await client.query("begin");
  try {
    const { rows } = await client.query<Notification>("select * from app_hidden.mail_of_notification($1)", [id]);
    const found = rows[0];
    if (!found?.user_id) return undefined;
    // What the record is called they are told if they may read it: it is read as them.
    const { user_id, db_role, record_id } = found;
    await client.query("select set_config('app.user_id', $1, true), set_config('role', $2, true)", [user_id, db_role]);
    const records = await client.query<{ title: string }>("select title from app_public.records where id = $1", [
      record_id,
    ]);
    return { ...found, record: records.rows[0]?.title };
  } finally {
    await client.query("rollback");
  }
}
