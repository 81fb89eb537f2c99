import { z } from "zod";
import type { Task } from "../worker.ts";

const Payload = z.object({ email: z.string() });

/** Somebody asked for a new password; only here, out of their sight, we look whether there is such an account. */
const mailPasswordReset: Task = async (payload, { query }) => {
  const { email } = Payload.parse(payload);
  await query("select app_hidden.mail_password_reset($1)", [email]);
};
export default mailPasswordReset;
