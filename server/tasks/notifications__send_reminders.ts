import type { Task } from "../worker.ts";

/** Reminds members of their tasks: each minute by the crontab, and at the second for those within the minute. */
const sendReminders: Task = async (_payload, { query }) => {
  await query("select app_hidden.send_reminders()");
};
export default sendReminders;
