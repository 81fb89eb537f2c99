import { Box, chakra } from "@chakra-ui/react";
import { ChevronDown, ChevronRight, CircleCheckBig, Plus } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { formatNumber } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { useFreshQuery } from "../lib/useFreshQuery.ts";
import RecordPanel from "../records/RecordPanel.tsx";
import { useActions } from "../shell/actions.ts";
import { PageError } from "../shell/PageError.tsx";
import { Avatar, Button, EmptyState, ErrorState, LoadingRows, Menu, Page } from "../ui/index.ts";
import { type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { QuickAdd } from "./QuickAdd.tsx";
import { doneTasksDocument, type ListedTask, tasksDocument } from "./queries.ts";
import { sectionsOf } from "./sections.ts";
import { TaskRow } from "./TaskRow.tsx";

const pageSize = 100;

/** What is to be done: overdue, today, upcoming; mine, somebody's or everybody's. */
export default function TasksPage() {
  const tasks = useMetadata().object("tasks");
  return tasks ? <Tasks object={tasks} /> : <PageError notFound />;
}

function Tasks({ object }: { object: ObjectMeta }) {
  const { me, members, member, can } = useMetadata();
  const [params, setParams] = useSearchParams();
  const [first, setFirst] = useState(pageSize);
  // What was checked off on this visit keeps its place until one leaves, so that nothing jumps.
  const [justDone, setJustDone] = useState<ReadonlyMap<string, ListedTask>>(new Map());
  const list = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const who = params.get("who") ?? me.id;
  const peeked = params.get("peek") ?? undefined;
  const mayCreate = can("tasks", "create");
  const person = who === "all" ? undefined : who;
  const filter = person ? { assigneeId: { equalTo: person } } : {};
  const { data, error, retry } = useFreshQuery(
    tasksDocument,
    { open: { ...filter, status: { equalTo: "open" } }, first },
    { objects: ["tasks"] },
  );

  const set = (name: string, value: string | undefined) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );
  const focusBy = (step: number) => {
    const checks = [...(list.current?.querySelectorAll<HTMLElement>("[data-task-check]") ?? [])];
    const at = checks.findIndex((check) => check.closest("li")?.contains(document.activeElement));
    checks[Math.max(0, Math.min(checks.length - 1, at + step))]?.focus();
  };
  useActions([
    ...(mayCreate
      ? [
          {
            id: "create here",
            label: "Add a task here",
            group: "Create" as const,
            icon: Plus,
            keys: "c",
            perform: () => input.current?.focus(),
          },
        ]
      : []),
    { id: "tasks next", label: "Next task", group: "View", keys: "j", keyOnly: true, perform: () => focusBy(1) },
    { id: "tasks before", label: "Task before", group: "View", keys: "k", keyOnly: true, perform: () => focusBy(-1) },
  ]);

  const open = present(data?.tasks);
  const listed = [...open, ...[...justDone.values()].filter((task) => open.every(({ id }) => id !== task.id))].sort(
    (one, other) => (one.dueAt ?? "9").localeCompare(other.dueAt ?? "9") || one.id.localeCompare(other.id),
  );
  const sections = sectionsOf(listed);
  const total = data?.tasks?.totalCount ?? 0;
  const row = (task: ListedTask) => (
    <TaskRow
      key={task.id}
      task={task}
      object={object}
      isPeeked={task.id === peeked}
      onPeek={() => set("peek", task.id === peeked ? undefined : task.id)}
      onDone={(isDone) => {
        const next = new Map(justDone);
        if (isDone) next.set(task.id, { ...task, status: "done" });
        else next.delete(task.id);
        setJustDone(next);
      }}
    />
  );

  return (
    <Page
      title={who === me.id ? "My tasks" : person ? `Tasks of ${member(person)?.name ?? "a member"}` : "All tasks"}
      actions={
        <Menu
          placement="bottom-end"
          trigger={
            <Button variant="ghost" aria-label="Whose tasks">
              {person ? <Avatar id={person} name={member(person)?.name ?? "?"} size={16} /> : null}
              {who === me.id ? "Mine" : person ? (member(person)?.name ?? "A member") : "Everybody’s"}
              <ChevronDown size={12} aria-hidden />
            </Button>
          }
          items={[
            { label: "Mine", checked: who === me.id, onSelect: () => set("who", undefined) },
            { label: "Everybody’s", checked: who === "all", onSelect: () => set("who", "all") },
            "separator",
            ...members
              .filter((one) => one.isActive && one.id !== me.id)
              .map((one) => ({
                label: one.name,
                mark: <Avatar id={one.id} name={one.name} size={16} />,
                checked: who === one.id,
                onSelect: () => set("who", one.id),
              })),
          ]}
        />
      }
    >
      <Box display="flex" h="full" minH="0">
        <Box ref={list} flex="1" minW="0" overflow="auto">
          {mayCreate && <QuickAdd assigneeId={person ?? me.id} inputRef={input} />}
          {error && !data ? (
            <ErrorState error={error} onRetry={retry} />
          ) : !data ? (
            <LoadingRows />
          ) : (
            <>
              {listed.length === 0 && (
                <EmptyState
                  icon={CircleCheckBig}
                  title={who === me.id ? "Nothing to do" : "No open tasks"}
                  action={
                    mayCreate && (
                      <Button onClick={() => input.current?.focus()}>
                        <Plus size={14} />
                        Add a task
                      </Button>
                    )
                  }
                >
                  Tasks that are given to {who === me.id ? "you" : "them"} are listed here by when they are due.
                </EmptyState>
              )}
              {sections.map((section) => (
                <TaskSection
                  key={section.name}
                  name={section.name}
                  count={section.tasks.filter((task) => task.status === "open").length}
                  isLate={section.name === "Overdue"}
                >
                  {section.tasks.map(row)}
                </TaskSection>
              ))}
              {total > open.length && (
                <Box p="3" textAlign="center">
                  <Button onClick={() => setFirst(first + pageSize)}>
                    Show more ({formatNumber(total - open.length)})
                  </Button>
                </Box>
              )}
              <DoneTasks filter={filter} hidden={justDone}>
                {row}
              </DoneTasks>
            </>
          )}
        </Box>
        {peeked && <RecordPanel key={peeked} object={object} id={peeked} onClose={() => set("peek", undefined)} />}
      </Box>
    </Page>
  );
}

function TaskSection({
  name,
  count,
  isLate = false,
  children,
}: {
  name: string;
  count: number;
  isLate?: boolean;
  children: ReactNode;
}) {
  return (
    <chakra.section aria-label={name}>
      <chakra.h2 {...headingLook} color={isLate ? "danger.fg" : "fg"}>
        {name}
        <chakra.span className="num" color="fg.subtle" fontWeight="400">
          {formatNumber(count)}
        </chakra.span>
      </chakra.h2>
      <chakra.ul listStyle="none" aria-label={`${name} tasks`}>
        {children}
      </chakra.ul>
    </chakra.section>
  );
}

/** What has been done, newest first; asked for when it is unfolded. */
function DoneTasks({
  filter,
  hidden,
  children,
}: {
  filter: Record<string, unknown>;
  hidden: ReadonlyMap<string, ListedTask>;
  children: (task: ListedTask) => ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [first, setFirst] = useState(50);
  const { data, error, retry } = useFreshQuery(
    doneTasksDocument,
    { done: { ...filter, status: { equalTo: "done" } }, first },
    { objects: ["tasks"], pause: !isOpen },
  );
  const done = present(data?.tasks).filter((task) => !hidden.has(task.id));
  const total = data?.tasks?.totalCount ?? 0;
  return (
    <chakra.section aria-label="Done" mb="8">
      <chakra.h2>
        <chakra.button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          w="full"
          cursor="pointer"
          {...headingLook}
          position="static"
          color="fg.muted"
        >
          Done
          {isOpen ? <ChevronDown size={12} aria-hidden /> : <ChevronRight size={12} aria-hidden />}
        </chakra.button>
      </chakra.h2>
      {isOpen && error && !data && <ErrorState error={error} onRetry={retry} />}
      {isOpen && !data && !error && <LoadingRows rows={3} />}
      {isOpen && data && (
        <chakra.ul listStyle="none" aria-label="Done tasks">
          {done.map(children)}
        </chakra.ul>
      )}
      {isOpen && total > first && (
        <Box p="3" textAlign="center">
          <Button onClick={() => setFirst(first + 100)}>Show more</Button>
        </Box>
      )}
    </chakra.section>
  );
}

const headingLook = {
  display: "flex",
  alignItems: "center",
  gap: "2",
  h: "9",
  px: { base: "4", lg: "6" },
  bg: "bg.subtle",
  borderBottomWidth: "1px",
  fontSize: "13px",
  fontWeight: "500",
  position: "sticky",
  top: "0",
  zIndex: "1",
} as const;
