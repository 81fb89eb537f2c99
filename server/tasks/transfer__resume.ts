import type { Task } from "../worker.ts";

/** Begins again the imports that a stopped server or database left. */
const resume: Task = async (_payload, { query }) => {
  await query("select app_hidden.resume_imports()");
};
export default resume;
