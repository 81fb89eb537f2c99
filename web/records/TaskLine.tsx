import { Box, chakra } from "@chakra-ui/react";
import { Circle, CircleCheck } from "lucide-react";
import { Link } from "react-router";
import { dueName } from "../lib/dayName.ts";
import { localDay, today } from "../lib/formats.ts";
import { Avatar, Tag, toast } from "../ui/index.ts";
import { recordPath, useMetadata } from "../workspace/metadata.ts";
import { usePendingEdits } from "./edits.ts";
import { useRecords } from "./useRecords.ts";

export interface TaskData {
  id: string;
  title: string;
  status: string;
  priority: string;
  dueAt: string | null;
  assigneeId: string | null;
  ownerId: string | null;
  updatedAt: string;
}

const Anchor = chakra(Link);

/** A task in one line: done or not, what, until when, who. */
export function TaskLine({
  task: given,
  about,
}: {
  task: TaskData;
  about?: { title: string; to: string } | undefined;
}) {
  const { object, member, can } = useMetadata();
  const records = useRecords();
  const edits = usePendingEdits();
  const tasks = object("tasks");
  if (!tasks) return null;
  const pending = edits.get(given.id)?.patch;
  const status = typeof pending?.status === "string" ? pending.status : given.status;
  const isDone = status === "done";
  const assignee = member(given.assigneeId);
  const dueDay = given.dueAt ? localDay(given.dueAt) : undefined;
  const isLate = !isDone && dueDay !== undefined && dueDay < today();
  const toggle = async () => {
    try {
      await records.update(
        tasks,
        { ...given },
        { status: isDone ? "open" : "done" },
        { said: isDone ? "Task opened again" : "Task done" },
      );
    } catch (error) {
      toast.error(error);
    }
  };
  return (
    <Box display="flex" alignItems="center" gap="2" minH="9" minW="0">
      <chakra.button
        type="button"
        role="checkbox"
        aria-checked={isDone}
        aria-label={`${given.title}: done`}
        disabled={!can("tasks", "update", { ownerId: given.ownerId })}
        onClick={() => void toggle()}
        color={isDone ? "hue.green.dot" : "fg.subtle"}
        cursor="pointer"
        borderRadius="full"
        _hover={{ color: "hue.green.dot" }}
      >
        {isDone ? <CircleCheck size={16} aria-hidden /> : <Circle size={16} aria-hidden />}
      </chakra.button>
      <Box
        flex="1"
        minW="0"
        display="flex"
        flexDirection={{ base: "column", sm: "row" }}
        alignItems={{ base: "flex-start", sm: "center" }}
        columnGap="2"
        py={{ base: "1", sm: "0" }}
      >
        <Anchor
          to={recordPath(tasks, given.id)}
          truncate
          minW="0"
          maxW="full"
          textDecoration={isDone ? "line-through" : undefined}
          color={isDone ? "fg.subtle" : "fg"}
          _hover={{ textDecoration: "underline" }}
        >
          {given.title}
        </Anchor>
        {about && (
          <Anchor
            to={about.to}
            color="fg.muted"
            truncate
            minW="0"
            maxW="full"
            flexShrink={20}
            fontSize="12px"
            _hover={{ textDecoration: "underline" }}
          >
            {about.title}
          </Anchor>
        )}
      </Box>
      {given.priority === "high" && !isDone && (
        <Box flexShrink={0}>
          <Tag color="red">High</Tag>
        </Box>
      )}
      {given.dueAt && (
        <chakra.span className="num" flexShrink={0} fontSize="12px" color={isLate ? "danger.fg" : "fg.muted"}>
          {dueName(given.dueAt)}
          {isLate && <chakra.span srOnly> overdue</chakra.span>}
        </chakra.span>
      )}
      {assignee && <Avatar id={assignee.id} name={assignee.name} size={18} />}
    </Box>
  );
}
