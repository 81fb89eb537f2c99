import { z } from "zod";
import { sendMail } from "../mail.ts";
import type { Task } from "../worker.ts";

const Payload = z.object({
  to: z.email(),
  subject: z.string(),
  text: z.string(),
  /** Where the mail leads, such as /invitations/…; the address of this Rowan comes before it. */
  path: z.string().startsWith("/").optional(),
});

/** A mail that SQL wants sent: an invitation, a password reset. */
const sendEmail: Task = async (payload, _helpers, { env, log }) => {
  const { to, subject, text, path } = Payload.parse(payload);
  const sent = await sendMail(env, { to, subject, text: path ? `${text}\n\n${env.publicUrl}${path}` : text });
  // Its text may hold a secret, and stays out of the log.
  if (!sent) log.info({ to, subject }, "A mail is not sent, because SMTP_URL is not set");
};
export default sendEmail;
