import { Box, chakra } from "@chakra-ui/react";
import { Calendar, Circle, CircleCheck } from "lucide-react";
import { useState } from "react";
import { Link } from "react-router";
import { dueName, dueWords } from "../lib/dayName.ts";
import { formatDateTime, localDay, today } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { usePendingEdits } from "../records/edits.ts";
import { useRecords } from "../records/useRecords.ts";
import { Avatar, Floating, Menu, ObjectIcon, Picker, Tooltip, toast } from "../ui/index.ts";
import { type ObjectMeta, recordPath, useMetadata } from "../workspace/metadata.ts";
import { DueEditor } from "./DueEditor.tsx";
import type { ListedTask } from "./queries.ts";

const Anchor = chakra(Link);
const priorities = [
  { value: "high", label: "High", bars: 3 },
  { value: "normal", label: "Normal", bars: 2 },
  { value: "low", label: "Low", bars: 1 },
] as const;

/** One task among others: done, what, about whom, how urgent, until when, who; each changed where it stands. */
export function TaskRow({
  task: given,
  object,
  isPeeked,
  onPeek,
  onDone,
}: {
  task: ListedTask;
  object: ObjectMeta;
  isPeeked: boolean;
  onPeek: () => void;
  /** Tells that it was done, or opened again, before the lists are asked anew. */
  onDone: (isDone: boolean) => void;
}) {
  const metadata = useMetadata();
  const records = useRecords();
  const edits = usePendingEdits();
  const [editing, setEditing] = useState<{ what: "due" | "assignee"; at: HTMLElement } | null>(null);
  const task: ListedTask = { ...given, ...edits.get(given.id)?.patch };
  const isDone = task.status === "done";
  const mayEdit = metadata.can("tasks", "update", { ownerId: task.ownerId });
  const day = task.dueAt ? localDay(task.dueAt) : undefined;
  const isUrgent = !isDone && task.priority === "high";
  const isLate = !isDone && day !== undefined && day < today();
  const priority = priorities.find((one) => one.value === task.priority) ?? priorities[1];
  const assignee = metadata.member(task.assigneeId);
  const about = present(task.taskTargets).flatMap(({ record }) => {
    const of = record && metadata.object(record.object);
    return of ? [{ id: record.id, of, title: record.title || "Untitled" }] : [];
  });

  const save = async (patch: Record<string, unknown>, said: string) => {
    setEditing(null);
    try {
      await records.update(object, { ...given }, patch, { said });
    } catch (error) {
      toast.error(error);
    }
  };
  const toggle = () => {
    onDone(!isDone);
    void save({ status: isDone ? "open" : "done" }, isDone ? "Task opened again" : "Task done");
  };

  return (
    <chakra.li
      aria-label={task.title}
      display="grid"
      gridTemplateColumns={{ base: "24px minmax(0, 1fr) auto auto", md: "24px minmax(0, 1fr) 24px 140px 28px" }}
      alignItems="center"
      columnGap="2"
      minH={{ base: "12", md: "9" }}
      px={{ base: "4", lg: "6" }}
      borderBottomWidth="1px"
      bg={isPeeked ? "bg.selected" : undefined}
      _hover={isPeeked ? {} : { bg: "bg.subtle" }}
    >
      <chakra.button
        type="button"
        role="checkbox"
        aria-checked={isDone}
        aria-label={`${task.title}: done`}
        data-task-check=""
        disabled={!mayEdit}
        onClick={toggle}
        boxSize="6"
        display="inline-flex"
        alignItems="center"
        justifyContent="center"
        borderRadius="full"
        cursor="pointer"
        color={isDone ? "hue.green.dot" : "fg.subtle"}
        _hover={{ color: "hue.green.dot" }}
        _disabled={{ cursor: "default", opacity: 0.5 }}
      >
        {isDone ? <CircleCheck size={16} aria-hidden /> : <Circle size={16} aria-hidden />}
      </chakra.button>
      <Box
        display="flex"
        flexDirection={{ base: "column", md: "row" }}
        alignItems={{ base: "flex-start", md: "center" }}
        gap={{ base: "0", md: "3" }}
        minW="0"
        pb={{ base: "1", md: "0" }}
      >
        <Anchor
          to={recordPath(object, task.id)}
          minW="0"
          maxW="full"
          truncate
          pt="1"
          pb={{ base: "0", md: "1" }}
          color={isDone ? "fg.subtle" : "fg"}
          textDecoration={isDone ? "line-through" : undefined}
          aria-label={task.title}
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            onPeek();
          }}
        >
          {task.title}
        </Anchor>
        {about.length > 0 && (
          <chakra.span display="flex" gap="2.5" minW="0" maxW="full" overflow="hidden" color="fg.muted" fontSize="12px">
            {about.map((record) => (
              <Anchor
                key={record.id}
                to={recordPath(record.of, record.id)}
                display="inline-flex"
                alignItems="center"
                gap="1"
                minW="0"
                _hover={{ color: "fg", textDecoration: "underline", textUnderlineOffset: "2px" }}
              >
                <ObjectIcon name={record.of.icon} size={12} />
                <chakra.span truncate>{record.title}</chakra.span>
              </Anchor>
            ))}
          </chakra.span>
        )}
      </Box>
      <chakra.span hideBelow={isUrgent ? undefined : "md"}>
        <Menu
          placement="bottom-end"
          trigger={
            <chakra.button
              type="button"
              aria-label={`Priority of ${task.title}: ${priority.label}`}
              title={`${priority.label} priority`}
              disabled={!mayEdit}
              boxSize="6"
              display="inline-flex"
              alignItems="center"
              justifyContent="center"
              borderRadius="control"
              cursor="pointer"
              color={isUrgent ? "hue.red.dot" : "fg.subtle"}
              _hover={{ bg: "bg.hover" }}
            >
              <Bars count={priority.bars} />
            </chakra.button>
          }
          items={priorities.map(({ value, label, bars }) => ({
            label,
            mark: <Bars count={bars} />,
            checked: value === task.priority,
            onSelect: () => void save({ priority: value }, `${label} priority`),
          }))}
        />
      </chakra.span>
      <chakra.button
        type="button"
        disabled={!mayEdit}
        aria-label={`Due of ${task.title}: ${task.dueAt ? formatDateTime(task.dueAt) : "no date"}${isLate ? ", overdue" : ""}`}
        title={task.dueAt ? formatDateTime(task.dueAt) : undefined}
        onClick={(event) => setEditing({ what: "due", at: event.currentTarget })}
        gridColumn={{ base: "4", md: "auto" }}
        display="inline-flex"
        alignItems="center"
        justifyContent="flex-end"
        gap="1.5"
        h="6"
        px="1.5"
        borderRadius="control"
        cursor="pointer"
        fontSize="12px"
        whiteSpace="nowrap"
        className="num"
        color={isLate ? "danger.fg" : day === today() && !isDone ? "fg" : day ? "fg.muted" : "fg.subtle"}
        css={!day ? { opacity: 0, "li:hover &, &:focus-visible": { opacity: 1 } } : {}}
        _hover={{ bg: "bg.hover" }}
      >
        {task.dueAt ? dueName(task.dueAt) : <Calendar size={14} aria-hidden />}
      </chakra.button>
      <Box hideBelow="md">
        <Tooltip label={assignee?.name ?? "Nobody"}>
          <chakra.button
            type="button"
            disabled={!mayEdit}
            aria-label={`Assignee of ${task.title}: ${assignee?.name ?? "nobody"}`}
            onClick={(event) => setEditing({ what: "assignee", at: event.currentTarget })}
            display="inline-flex"
            borderRadius="full"
            cursor="pointer"
          >
            {assignee ? (
              <Avatar id={assignee.id} name={assignee.name} size={20} />
            ) : (
              <chakra.span
                boxSize="5"
                borderRadius="full"
                borderWidth="1px"
                borderStyle="dashed"
                borderColor="fg.subtle"
              />
            )}
          </chakra.button>
        </Tooltip>
      </Box>
      {editing?.what === "due" && (
        <DueEditor
          anchor={editing.at}
          value={task.dueAt}
          onClose={() => setEditing(null)}
          onChoose={(dueAt) => void save({ dueAt }, dueAt ? `Due ${dueWords(dueAt)}` : "Due date removed")}
        />
      )}
      {editing?.what === "assignee" && (
        <Floating anchor={editing.at} onClose={() => setEditing(null)} align="end">
          <Picker
            label="Assignee"
            options={metadata.members
              .filter((member) => member.isActive)
              .map((member) => ({
                value: member.id,
                label: member.name,
                mark: <Avatar id={member.id} name={member.name} size={18} />,
              }))}
            chosen={task.assigneeId ? [task.assigneeId] : []}
            onPick={({ value, label }) => void save({ assigneeId: value }, `Given to ${label}`)}
            onClear={() => void save({ assigneeId: null }, "Given to nobody")}
          />
        </Floating>
      )}
    </chakra.li>
  );
}

/** How urgent, as bars that fill up. */
function Bars({ count }: { count: number }) {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" fill="currentColor" aria-hidden="true">
      {[0, 1, 2].map((bar) => (
        <rect
          key={bar}
          x={1 + bar * 4.5}
          y={8.5 - bar * 3.5}
          width="3"
          height={4.5 + bar * 3.5}
          rx="0.75"
          opacity={bar < count ? 1 : 0.25}
        />
      ))}
    </svg>
  );
}
