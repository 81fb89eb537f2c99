import { useClient } from "urql";
import { undoTransaction } from "../audit/undo.ts";
import { graphql } from "../graphql/index.ts";
import { dueWords } from "../lib/dayName.ts";
import { toast } from "../ui/index.ts";
import { RecordError } from "./RecordError.ts";
import { refreshObjects } from "./refresh.ts";

const addNote = graphql(
  `mutation AddNote($body: String!, $recordIds: [UUID]) { addNote(input: { body: $body, recordIds: $recordIds }) { transactionId result { id } } }`,
);
const addTask = graphql(`
  mutation AddTask($title: String!, $body: String, $dueAt: Datetime, $assigneeId: UUID, $priority: String, $recordIds: [UUID]) {
    addTask(input: { title: $title, body: $body, dueAt: $dueAt, assigneeId: $assigneeId, priority: $priority, recordIds: $recordIds }) { transactionId result { id } }
  }
`);

export interface NewTask {
  title: string;
  body?: string;
  dueAt: string | null;
  assigneeId: string | null;
  priority: string;
  recordIds: readonly string[];
}

/** Makes notes and tasks about records; both throw RecordError. */
export function useCompose() {
  const client = useClient();
  const undo = (id: string | null | undefined) => (id ? () => undoTransaction(client, id) : undefined);
  return {
    async note(body: string, recordIds: readonly string[]) {
      const { data, error } = await client.mutation(addNote, { body, recordIds: [...recordIds] }).toPromise();
      if (error) throw new RecordError(error);
      refreshObjects("notes");
      toast.done("Note added", undo(data?.addNote?.transactionId));
    },
    async task({ recordIds, ...task }: NewTask) {
      const { data, error } = await client.mutation(addTask, { ...task, recordIds: [...recordIds] }).toPromise();
      if (error) throw new RecordError(error);
      refreshObjects("tasks");
      const said = task.dueAt ? `Task added for ${dueWords(task.dueAt)}` : "Task added";
      toast.done(said, undo(data?.addTask?.transactionId));
    },
  };
}
