import { Box, chakra } from "@chakra-ui/react";
import { PencilLine, Trash2, Waypoints } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { ChangeLine, linkFieldsOf } from "../audit/ChangeLine.tsx";
import { isRecord } from "../auth/answers.ts";
import type { RecordTimelineQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";
import { formatAgo, formatDateTime } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { isBoolean, useStored } from "../lib/stored.ts";
import { useUnsaved } from "../lib/unsaved.ts";
import { Avatar, Button, ErrorState, Field, IconButton, Markdown, Menu, Skeleton, toast } from "../ui/index.ts";
import { type ObjectMeta, recordPath, useMetadata } from "../workspace/metadata.ts";
import { MentionArea } from "./MentionArea.tsx";
import { linkMentions, plainMentions } from "./mentions.ts";
import { TaskLine } from "./TaskLine.tsx";
import { useLatest } from "./useLatest.ts";
import { useRecords } from "./useRecords.ts";

const timelineDocument = graphql(`
  query RecordTimeline($id: UUID!, $related: Boolean!, $first: Int!) {
    notesAround(recordId: $id, related: $related, first: $first) {
      nodes { noteId recordId record { id object title } note { id title body createdAt createdBy updatedAt ownerId } }
    }
    tasksAround(recordId: $id, related: $related, first: $first) {
      nodes {
        taskId recordId record { id object title }
        task { id title body status priority dueAt assigneeId createdAt createdBy updatedAt ownerId }
      }
    }
    recordHistory(recordId: $id, first: $first) {
      nodes { id at operation object userId dbRole source old new transactionId undoes }
    }
  }
`);

type Nodes<T> = T extends { nodes: readonly (infer Node)[] } ? NonNullable<Node> : never;
type NoteTarget = Nodes<NonNullable<RecordTimelineQuery["notesAround"]>>;
type Note = NonNullable<NoteTarget["note"]>;
type Task = NonNullable<Nodes<NonNullable<RecordTimelineQuery["tasksAround"]>>["task"]>;
type Change = Nodes<NonNullable<RecordTimelineQuery["recordHistory"]>>;
/** Another record that a note or a task is about. */
type Other = { title: string; to: string } | undefined;
type Entry =
  | { at: string; kind: "note"; note: Note; about: Other }
  | { at: string; kind: "task"; task: Task; about: Other }
  | { at: string; kind: "change"; change: Change };

const Anchor = chakra(Link);
const kinds = ["all", "notes", "tasks", "changes"] as const;

/** Notes, tasks and changes of a record, newest first; what is written about the records that lead to it stands among them. */
export function Timeline({ object, id }: { object: ObjectMeta; id: string }) {
  const [shown, setShown] = useState<(typeof kinds)[number]>("all");
  const [first, setFirst] = useState(50);
  const [isRelated, setRelated] = useStored("timeline.related", true, isBoolean);
  const metadata = useMetadata();
  const leading = leadingTo(object, metadata.objects);
  const variables = { id, first, related: isRelated && leading.length > 0 };
  const [{ data, error }, retry] = useLatest("notes", { query: timelineDocument, variables });
  // The same question, so that tasks and the record itself bring it up to date too.
  useLatest("tasks", { query: timelineDocument, variables });
  useLatest(object, { query: timelineDocument, variables });
  const read = isTimeline(data) ? data : undefined;
  if (!read) return error ? <ErrorState error={error} onRetry={retry} /> : <Skeletons />;

  const aboutOther = ({ record }: Pick<NoteTarget, "record">): Other => {
    const of = record && record.id !== id && metadata.object(record.object);
    return of ? { title: record.title || "Untitled", to: recordPath(of, record.id) } : undefined;
  };
  const notes = present(read.notesAround).flatMap(({ note, ...target }): Entry[] =>
    note ? [{ at: note.createdAt, kind: "note", note, about: aboutOther(target) }] : [],
  );
  const tasks = present(read.tasksAround).flatMap(({ task, ...target }): Entry[] =>
    task ? [{ at: task.createdAt, kind: "task", task, about: aboutOther(target) }] : [],
  );
  // What was attached is there itself.
  const told = [object.name, ...linkFieldsOf(object, metadata.objects).map(({ linkTable }) => linkTable)];
  const history = present(read.recordHistory);
  const changes = history
    .filter((change) => told.includes(change.object))
    .map((change): Entry => ({ at: change.at, kind: "change", change }));
  const entries = [
    ...(shown === "all" || shown === "notes" ? notes : []),
    ...(shown === "all" || shown === "tasks" ? tasks : []),
    ...(shown === "all" || shown === "changes" ? changes : []),
  ].sort((one, other) => other.at.localeCompare(one.at));
  const hasMore = [notes, tasks, history].some((list) => list.length === first);
  return (
    <Box>
      <Box role="group" aria-label="Show" display="flex" flexWrap="wrap" gap="1" mb="2">
        {kinds.map((kind) => (
          <Button
            key={kind}
            size="xs"
            variant="ghost"
            aria-pressed={shown === kind}
            bg={shown === kind ? "bg.hover" : undefined}
            color={shown === kind ? "fg" : undefined}
            onClick={() => setShown(kind)}
          >
            {kind[0]?.toUpperCase()}
            {kind.slice(1)}
          </Button>
        ))}
        {leading.length > 0 && (
          <Button
            size="xs"
            variant="ghost"
            ms="auto"
            aria-pressed={isRelated}
            bg={isRelated ? "bg.hover" : undefined}
            color={isRelated ? "fg" : undefined}
            title={`What is written about its ${nameObjects(leading)}, too`}
            onClick={() => setRelated(!isRelated)}
          >
            <Waypoints size={13} aria-hidden />
            Related too
          </Button>
        )}
      </Box>
      {entries.length === 0 && (
        <chakra.p color="fg.subtle" py="3" px="1">
          {shown === "notes"
            ? "No notes yet. Write the first one above."
            : shown === "tasks"
              ? "No tasks yet."
              : "Nothing has happened here yet."}
        </chakra.p>
      )}
      <chakra.ol listStyle="none">
        {entries.map((entry) => (
          <chakra.li
            key={`${entry.kind} ${entry.kind === "note" ? entry.note.id : entry.kind === "task" ? entry.task.id : entry.change.id}`}
          >
            {entry.kind === "note" && <NoteEntry note={entry.note} about={entry.about} />}
            {entry.kind === "task" && (
              <Box borderWidth="1px" borderRadius="panel" my="2" px="2">
                <TaskLine task={entry.task} about={entry.about} />
              </Box>
            )}
            {entry.kind === "change" && <ChangeLine object={object} id={id} change={entry.change} />}
          </chakra.li>
        ))}
      </chakra.ol>
      {hasMore && (
        <Button variant="ghost" mt="2" onClick={() => setFirst(first + 100)}>
          Show older
        </Button>
      )}
    </Box>
  );
}

function isTimeline(data: unknown): data is RecordTimelineQuery {
  return isRecord(data) && "notesAround" in data && "recordHistory" in data;
}

/** What has a field that leads to records of this object. */
function leadingTo(object: ObjectMeta, objects: readonly ObjectMeta[]): ObjectMeta[] {
  return objects.filter((one) => one.fields.some(({ targetObject }) => targetObject === object.name));
}

const nameObjects = (objects: readonly ObjectMeta[]) =>
  new Intl.ListFormat("en").format(objects.map(({ labelPlural }) => labelPlural.toLowerCase()));

function NoteEntry({ note, about }: { note: Note; about: Other }) {
  const { member, members, can, object } = useMetadata();
  const records = useRecords();
  const [isEditing, setIsEditing] = useState(false);
  const [body, setBody] = useState(plainMentions(note.body));
  useUnsaved(isEditing && body !== plainMentions(note.body));
  const author = member(note.createdBy);
  const notes = object("notes");
  if (!notes) return null;
  const row = { ...note };
  const save = async () => {
    try {
      await records.update(notes, row, { body: linkMentions(body, members) }, { said: "Note changed" });
      setIsEditing(false);
    } catch (error) {
      toast.error(error);
    }
  };
  const remove = async () => {
    try {
      await records.remove(notes, [row], "Note deleted");
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <chakra.article
      borderWidth="1px"
      borderRadius="panel"
      my="2"
      p="3"
      pt="2"
      css={{ "&:hover .note-menu, &:focus-within .note-menu": { opacity: 1 } }}
    >
      <Box display="flex" alignItems="center" gap="2" mb="1" color="fg.muted" fontSize="12px" h="6">
        {author && <Avatar id={author.id} name={author.name} size={18} />}
        <chakra.span color="fg">{author?.name ?? "Somebody"}</chakra.span>
        <chakra.time dateTime={note.createdAt} title={formatDateTime(note.createdAt)}>
          {formatAgo(note.createdAt)}
        </chakra.time>
        {about && (
          <>
            <span aria-hidden>·</span>
            <Anchor to={about.to} truncate minW="0" _hover={{ textDecoration: "underline" }}>
              {about.title}
            </Anchor>
          </>
        )}
        <Box flex="1" />
        <Box className="note-menu" opacity={{ base: 1, lg: 0 }}>
          <Menu
            placement="bottom-end"
            trigger={
              <IconButton label="Note actions" size="xs">
                <span aria-hidden>⋯</span>
              </IconButton>
            }
            items={[
              {
                label: "Edit",
                icon: PencilLine,
                disabled: !can("notes", "update", row),
                onSelect: () => setIsEditing(true),
              },
              {
                label: "Delete",
                icon: Trash2,
                danger: true,
                disabled: !can("notes", "delete", row),
                onSelect: () => void remove(),
              },
            ]}
          />
        </Box>
      </Box>
      {isEditing ? (
        <Box display="flex" flexDirection="column" gap="2">
          <Field label="Note">
            <MentionArea
              value={body}
              autoFocus
              minH="28"
              w="full"
              p="2"
              borderWidth="1px"
              borderRadius="control"
              bg="bg"
              onChange={setBody}
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) void save();
                if (event.key === "Escape") setIsEditing(false);
              }}
            />
          </Field>
          <Box display="flex" gap="2">
            <Button variant="primary" onClick={() => void save()}>
              Save
            </Button>
            <Button onClick={() => setIsEditing(false)}>Cancel</Button>
          </Box>
        </Box>
      ) : (
        <Markdown text={note.body} />
      )}
    </chakra.article>
  );
}

function Skeletons() {
  return (
    <Box role="status" aria-label="Loading the timeline" display="flex" flexDirection="column" gap="3" py="3">
      <Skeleton w="70%" />
      <Skeleton h="16" />
      <Skeleton w="50%" />
    </Box>
  );
}
