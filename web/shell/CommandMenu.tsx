import { chakra, Portal } from "@chakra-ui/react";
import { ArrowRight, Search } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useQuery } from "urql";
import { graphql } from "../graphql/index.ts";
import { present } from "../lib/present.ts";
import { useThrottled } from "../lib/useThrottled.ts";
import { Keys, ObjectIcon } from "../ui/index.ts";
import { recordPath, useMetadata } from "../workspace/metadata.ts";
import { useAllActions } from "./actions.ts";
import { closeCommands } from "./commandState.ts";
import { isCalled, matching } from "./match.ts";
import { useRecent } from "./recent.ts";

const searchDocument = graphql(`
  query Search($query: String!, $first: Int!) { search(query: $query, first: $first) { nodes { id object title } } }
`);

type Held = Pick<KeyboardEvent, "metaKey" | "ctrlKey">;

interface Entry {
  id: string;
  group: string;
  icon: ReactNode;
  label: string;
  hint?: string;
  keys?: string | undefined;
  run: (held: Held) => void;
}

const nameOf = ({ group, label, words = "" }: { group: string; label: string; words?: string | undefined }) =>
  `${group} ${label} ${words}`;

/** Find any record or do anything; `>` for actions only. */
export default function CommandMenu({ initialText }: { initialText: string }) {
  const [text, setText] = useState(initialText);
  const [at, setAt] = useState(0);
  const { me, object } = useMetadata();
  const [recent] = useRecent(me.id);
  const navigate = useNavigate();
  const actions = useAllActions();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const opener = useRef(document.activeElement);
  useEffect(() => {
    const before = opener.current;
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  const onlyActions = text.startsWith(">");
  const wanted = text.replace(/^>/, "").trim().toLowerCase();
  const query = useThrottled(onlyActions ? "" : wanted, 60);
  const [{ data, fetching }] = useQuery({
    query: searchDocument,
    variables: { query, first: 12 },
    pause: query === "",
  });

  const isSearching = !onlyActions && (fetching || query !== wanted);

  const record =
    (group: string) =>
    (found: { id: string; object: string; title: string }): Entry[] => {
      const of = object(found.object);
      if (!of) return [];
      return [
        {
          id: `${group} ${found.id}`,
          group,
          icon: <ObjectIcon name={of.icon} />,
          label: found.title || "Untitled",
          hint: of.label,
          run: () => navigate(recordPath(of, found.id)),
        },
      ];
    };
  const records = wanted
    ? query && !onlyActions
      ? present(data?.search).flatMap(record("Records"))
      : []
    : onlyActions
      ? []
      : recent.slice(0, 6).flatMap(record("Recent"));
  const listed = actions.filter((action) => !action.keyOnly && (wanted || !action.onlyFound));
  const found = matching(wanted, listed, nameOf).map(
    (action): Entry => ({
      id: action.id,
      group: action.group,
      icon: action.icon ? (
        <action.icon size={16} strokeWidth={1.75} aria-hidden />
      ) : (
        <ArrowRight size={16} strokeWidth={1.75} aria-hidden />
      ),
      label: action.label,
      keys: action.keys,
      run: () => action.perform(),
    }),
  );
  // Who types what an action is called means that, and no record that has the words elsewhere than in its name.
  const isAction = listed.some((one) => isCalled(wanted, nameOf(one)));
  const isRecord = !isAction || !wanted || records.some(({ label }) => isCalled(wanted, label));
  const entries = isRecord ? [...records, ...found] : [...found, ...records];
  const groups = [...new Set(entries.map((entry) => entry.group))];
  const ordered = groups.flatMap((group) => entries.filter((entry) => entry.group === group));
  const current = Math.min(at, ordered.length - 1);

  const run = (entry: Entry | undefined, event: Held) => {
    if (!entry) return;
    closeCommands();
    // After the focus has gone back, so that the action may take it.
    setTimeout(() => entry.run(event));
  };
  /** Enter that was pressed before the records were found: it means the first of what will be there. */
  const awaited = useRef<Held>(undefined);
  useEffect(() => {
    const held = awaited.current;
    if (isSearching || !held) return;
    awaited.current = undefined;
    run(ordered[0], held);
  });
  const move = (to: number) => {
    const next = (to + ordered.length) % Math.max(1, ordered.length);
    setAt(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
  };

  return (
    <Portal>
      <chakra.div
        position="fixed"
        inset="0"
        zIndex="modal"
        bg="rgb(10 10 8 / 0.25)"
        display="flex"
        justifyContent="center"
        alignItems="flex-start"
        pt={{ base: "2", sm: "14vh" }}
        px="2"
        onPointerDown={(event) => event.target === event.currentTarget && closeCommands()}
      >
        <chakra.div
          role="dialog"
          aria-modal="true"
          aria-label="Search and commands"
          data-floating=""
          w="full"
          maxW="600px"
          bg="bg.panel"
          borderRadius="panel"
          boxShadow="float"
          overflow="hidden"
          display="flex"
          flexDirection="column"
          maxH="min(480px, 80dvh)"
        >
          <chakra.div display="flex" alignItems="center" gap="2.5" px="4" borderBottomWidth="1px" color="fg.subtle">
            <Search size={16} aria-hidden />
            <chakra.input
              role="combobox"
              aria-expanded
              aria-controls={`${id}-list`}
              aria-activedescendant={ordered.length ? `${id}-${current}` : undefined}
              aria-label="Search records and actions"
              autoFocus
              autoComplete="off"
              spellCheck={false}
              placeholder="Search records, or type > for actions"
              value={text}
              flex="1"
              h="12"
              bg="transparent"
              color="fg"
              fontSize={{ base: "16px", sm: "15px" }}
              outline="none"
              _focusVisible={{ outline: "none" }}
              onChange={(event) => {
                setText(event.target.value);
                setAt(0);
                awaited.current = undefined;
              }}
              onKeyDown={(event) => {
                if (event.key === "ArrowDown") move(current + 1);
                else if (event.key === "ArrowUp") move(current - 1);
                else if (event.key === "Enter" && isSearching && current < 1) awaited.current = event;
                else if (event.key === "Enter") run(ordered[current], event);
                else if (event.key === "Escape") closeCommands();
                else if (event.key !== "Tab") return;
                event.preventDefault();
                event.stopPropagation();
              }}
            />
          </chakra.div>
          <chakra.div
            ref={list}
            id={`${id}-list`}
            role="listbox"
            aria-label="Results"
            aria-busy={isSearching}
            overflow="auto"
            p="1.5"
            flex="1"
          >
            {groups.map((group) => (
              <chakra.div key={group} role="group" aria-label={group}>
                <chakra.div px="2" pt="2" pb="1" fontSize="12px" color="fg.subtle" aria-hidden>
                  {group}
                </chakra.div>
                {ordered.map((entry, index) =>
                  entry.group !== group ? null : (
                    <chakra.div
                      key={entry.id}
                      id={`${id}-${index}`}
                      role="option"
                      aria-selected={index === current}
                      display="flex"
                      alignItems="center"
                      gap="2.5"
                      h="9"
                      px="2"
                      borderRadius="control"
                      cursor="pointer"
                      bg={index === current ? "bg.hover" : undefined}
                      onPointerMove={() => setAt(index)}
                      onClick={(event) => run(entry, event)}
                    >
                      <chakra.span color="fg.subtle" display="inline-flex">
                        {entry.icon}
                      </chakra.span>
                      <chakra.span flex="1" truncate>
                        {entry.label}
                      </chakra.span>
                      {entry.hint && <chakra.span color="fg.muted">{entry.hint}</chakra.span>}
                      {entry.keys && <Keys keys={entry.keys} />}
                    </chakra.div>
                  ),
                )}
              </chakra.div>
            ))}
            {ordered.length === 0 && (
              <chakra.p px="2" py="6" textAlign="center" color="fg.muted">
                {isSearching ? "Searching…" : `Nothing found for “${wanted}”`}
              </chakra.p>
            )}
          </chakra.div>
        </chakra.div>
      </chakra.div>
    </Portal>
  );
}
