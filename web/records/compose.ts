import { useClient } from "urql";
import { graphql } from "../graphql/index.ts";
import { toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { documentsOf } from "./document.ts";
import { RecordError } from "./RecordError.ts";
import { refreshObjects } from "./refresh.ts";
import { titleFieldOf } from "./useRecords.ts";

const addNote = graphql(
  `mutation AddNote($body: String!, $recordIds: [UUID]) { addNote(input: { body: $body, recordIds: $recordIds }) { result { id } } }`,
);
const addTask = graphql(`
  mutation AddTask($title: String!, $body: String, $dueAt: Datetime, $assigneeId: UUID, $priority: String, $recordIds: [UUID]) {
    addTask(input: { title: $title, body: $body, dueAt: $dueAt, assigneeId: $assigneeId, priority: $priority, recordIds: $recordIds }) { result { id } }
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
  const metadata = useMetadata();
  const undo = (object: "notes" | "tasks", id: string | undefined) => async () => {
    const of = metadata.object(object);
    if (!of || !id) return;
    const { error } = await client
      .mutation(documentsOf(of, titleFieldOf(metadata)).removeMany, { ids: [id] })
      .toPromise();
    if (error) throw new RecordError(error);
    refreshObjects(object);
  };
  return {
    async note(body: string, recordIds: readonly string[]) {
      const { data, error } = await client.mutation(addNote, { body, recordIds: [...recordIds] }).toPromise();
      if (error) throw new RecordError(error);
      refreshObjects("notes");
      toast.done("Note added", undo("notes", data?.addNote?.result?.id));
    },
    async task({ recordIds, ...task }: NewTask) {
      const { data, error } = await client.mutation(addTask, { ...task, recordIds: [...recordIds] }).toPromise();
      if (error) throw new RecordError(error);
      refreshObjects("tasks");
      toast.done("Task added", undo("tasks", data?.addTask?.result?.id));
    },
  };
}
