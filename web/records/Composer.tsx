import { Box, chakra } from "@chakra-ui/react";
import { CircleCheck, StickyNote } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { readDue } from "../lib/dueWords.ts";
import { formatDateTime } from "../lib/formats.ts";
import { useUnsaved } from "../lib/unsaved.ts";
import { useNewest } from "../lib/useNewest.ts";
import { useActions } from "../shell/actions.ts";
import { Button, DateInput, Keys, messageOf, Select, Tag } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { useCompose } from "./compose.ts";
import { draftOf, keepDraft } from "./drafts.ts";
import { MentionArea } from "./MentionArea.tsx";
import { linkMentions } from "./mentions.ts";

/** Writes a note or a task about records: Markdown, ⌘↵ saves. What is half written survives a look elsewhere. */
export function Composer({
  recordIds,
  kind: startKind = "note",
  autoFocus = false,
  onDone,
}: {
  recordIds: readonly string[];
  kind?: "note" | "task";
  autoFocus?: boolean;
  onDone?: () => void;
}) {
  const { me, members, can } = useMetadata();
  const compose = useCompose();
  const [kind, setKind] = useState(can("notes", "create") ? startKind : "task");
  const [text, setText] = useState(() => draftOf(recordIds));
  const [due, setDue] = useState("");
  const [isDueWrong, setIsDueWrong] = useState(false);
  const [count, setCount] = useState(0);
  const [assignee, setAssignee] = useState(me.id);
  const [priority, setPriority] = useState("normal");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);

  useUnsaved(text.trim() !== "");
  const about = useNewest(recordIds);
  useEffect(() => keepDraft(about.current, text), [text, about]);
  const goToEnd = () => {
    const { current } = area;
    if (!current) return;
    current.focus();
    current.setSelectionRange(current.value.length, current.value.length);
  };
  const focus = (next: "note" | "task") => {
    setKind(next);
    if (document.activeElement !== area.current) goToEnd();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: after a draft that was restored, once
  useEffect(() => {
    if (autoFocus) goToEnd();
  }, []);
  useActions([
    ...(can("notes", "create")
      ? [
          {
            id: "compose note",
            label: "Add note",
            group: "Record" as const,
            icon: StickyNote,
            keys: "n",
            perform: () => focus("note"),
          },
        ]
      : []),
    ...(can("tasks", "create")
      ? [
          {
            id: "compose task",
            label: "Add task",
            group: "Record" as const,
            icon: CircleCheck,
            keys: "t",
            perform: () => focus("task"),
          },
        ]
      : []),
  ]);
  if (!can("notes", "create") && !can("tasks", "create")) return null;

  const [title = "", ...details] = text.trim().split("\n");
  // A date that was chosen counts before one that was written.
  const said = kind === "task" && !due ? readDue(title) : undefined;
  const save = async () => {
    if (!text.trim() || busy) return;
    if (kind === "task" && isDueWrong) return setError("When is it due? Write it like friday 15:00, +5d or 24 Dec.");
    setBusy(true);
    setError("");
    try {
      if (kind === "note") await compose.note(linkMentions(text, members), recordIds);
      else {
        await compose.task({
          title: said?.title ?? title,
          body: linkMentions(details.join("\n").trim(), members),
          dueAt: due || (said?.at.toISOString() ?? null),
          assigneeId: assignee || null,
          priority,
          recordIds,
        });
      }
      setText("");
      setDue("");
      setCount(count + 1);
      onDone?.();
    } catch (thrown) {
      setError(messageOf(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Box
      borderWidth="1px"
      borderColor="border.strong"
      borderRadius="panel"
      bg="bg"
      _focusWithin={{ borderColor: "accent" }}
    >
      <Box role="tablist" aria-label="What to add" display="flex" gap="1" px="2" pt="1.5">
        {(["note", "task"] as const)
          .filter((one) => can(`${one}s`, "create"))
          .map((one) => (
            <chakra.button
              key={one}
              type="button"
              role="tab"
              aria-selected={kind === one}
              display="inline-flex"
              alignItems="center"
              gap="1.5"
              h="6"
              px="2"
              borderRadius="control"
              cursor="pointer"
              color={kind === one ? "fg" : "fg.subtle"}
              bg={kind === one ? "bg.hover" : "transparent"}
              onClick={() => focus(one)}
            >
              {one === "note" ? <StickyNote size={14} aria-hidden /> : <CircleCheck size={14} aria-hidden />}
              {one === "note" ? "Note" : "Task"}
            </chakra.button>
          ))}
      </Box>
      <MentionArea
        ref={area}
        aria-label={kind === "note" ? "Note" : "Task"}
        autoFocus={autoFocus}
        placeholder={
          kind === "note" ? "Write a note… Markdown and @ work" : "What is to be done? More lines are details"
        }
        value={text}
        rows={text || autoFocus ? 4 : 2}
        w="full"
        p="3"
        pt="2"
        bg="transparent"
        resize="none"
        outline="none"
        _focusVisible={{ outline: "none" }}
        fontSize={{ base: "16px", sm: "13px" }}
        css={{ fieldSizing: "content", maxHeight: "40vh" }}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
            event.preventDefault();
            void save();
          }
          if (event.key === "Escape") event.currentTarget.blur();
          event.stopPropagation();
        }}
      />
      <Box display="flex" alignItems="center" flexWrap="wrap" gap="1.5" px="2" pb="2">
        {kind === "task" && (
          <>
            <DateInput
              key={count}
              label="Due"
              placeholder="Due"
              w="150px"
              hasTime
              value={due}
              onChange={(value, isWrong) => {
                setDue(value);
                setIsDueWrong(isWrong);
              }}
            />
            {said && <Tag color="blue">{formatDateTime(said.at.toISOString())}</Tag>}
            <Select
              size="sm"
              w="auto"
              aria-label="Assignee"
              value={assignee}
              onChange={(event) => setAssignee(event.target.value)}
            >
              {members
                .filter((member) => member.isActive)
                .map((member) => (
                  <option key={member.id} value={member.id}>
                    {member.id === me.id ? `${member.name} (you)` : member.name}
                  </option>
                ))}
            </Select>
            <Select
              size="sm"
              w="auto"
              aria-label="Priority"
              value={priority}
              onChange={(event) => setPriority(event.target.value)}
            >
              <option value="low">Low</option>
              <option value="normal">Normal</option>
              <option value="high">High</option>
            </Select>
          </>
        )}
        {error && (
          <chakra.span role="alert" color="danger.fg">
            {error}
          </chakra.span>
        )}
        <Box flex="1" />
        <Keys keys="mod+enter" />
        <Button
          variant={text.trim() ? "primary" : "outline"}
          disabled={!text.trim()}
          loading={busy}
          onClick={() => void save()}
        >
          {kind === "note" ? "Add note" : "Add task"}
        </Button>
      </Box>
    </Box>
  );
}
