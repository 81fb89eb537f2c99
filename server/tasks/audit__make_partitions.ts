import type { Task } from "../worker.ts";

/** Makes room in the audit log for the coming months. */
const makePartitions: Task = async (_payload, { query }) => {
  await query("select app_hidden.ensure_change_partitions()");
};
export default makePartitions;
