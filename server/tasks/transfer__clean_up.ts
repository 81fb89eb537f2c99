import type { Task } from "../worker.ts";

/** Drops the files of imports that nobody is going to run. */
const cleanUp: Task = async (_payload, { query }) => {
  await query("select app_hidden.clean_up_imports()");
};
export default cleanUp;
