import type { Task } from "../worker.ts";

/** Forgets old deliveries and secrets that have been rotated out. */
const cleanUp: Task = async (_payload, { query }) => {
  await query("select app_hidden.clean_up_deliveries()");
};
export default cleanUp;
