import { chakra } from "@chakra-ui/react";
import { Check, Plus } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useNewest } from "../lib/useNewest.ts";

export interface PickerOption {
  value: string;
  label: string;
  mark?: ReactNode;
  hint?: string;
}

/** Where one goes on from what was chosen, as in a table: by Enter down, by Tab aside, by a press nowhere. */
export type Move = "down" | "right" | "left" | "stay";

/**
 * A searchable list of choices; the body of every chooser. Arrow keys move, Enter picks, Tab picks what was typed or moved to, and else
 * leaves it, like Escape, to whoever opened it.
 */
export function Picker({
  label,
  options,
  search,
  chosen = [],
  isMany = false,
  onPick,
  onCreate,
  onClear,
  initialText = "",
  width = "60",
}: {
  label: string;
  options?: readonly PickerOption[];
  /** Finds options elsewhere, for lists too long to hold. */
  search?: (text: string) => Promise<readonly PickerOption[]>;
  chosen?: readonly string[];
  /** Each pick ticks one, and the next is searched for anew; Tab picks only what was typed. */
  isMany?: boolean;
  onPick: (option: PickerOption, move: Move) => void;
  onCreate?: (text: string, move: Move) => void;
  /** Offered as the last entry when something is chosen. */
  onClear?: (move: Move) => void;
  initialText?: string;
  width?: string;
}) {
  const [text, setText] = useState(initialText);
  const [found, setFound] = useState<{ text: string; options: readonly PickerOption[] } | null>(null);
  /** Who opens it and presses Enter keeps what is. */
  const placeOf = (of: readonly PickerOption[] = []) =>
    isMany || text
      ? 0
      : Math.max(
          0,
          of.findIndex(({ value }) => chosen.includes(value)),
        );
  const start = useNewest(placeOf);
  const [at, setAt] = useState(() => placeOf(options));
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const latest = useRef(0);
  /** Where Enter or Tab leads that was pressed before what it means was found. */
  const awaited = useRef<Move>(undefined);
  const isMovedTo = useRef(false);

  useEffect(() => {
    if (!search) return;
    const turn = ++latest.current;
    const timer = setTimeout(
      async () => {
        const result = await search(text.trim());
        if (turn === latest.current) {
          setFound({ text: text.trim(), options: result });
          setAt(start.current(result));
        }
      },
      text ? 120 : 0,
    );
    return () => clearTimeout(timer);
  }, [search, text, start]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: where one begins, and not where one goes
  useEffect(() => list.current?.children[at]?.scrollIntoView({ block: "nearest" }), []);

  const wanted = text.trim().toLowerCase();
  const shown = search
    ? (found?.options ?? [])
    : (options ?? []).filter((option) => option.label.toLowerCase().includes(wanted));
  const canCreate = Boolean(onCreate && text.trim() && !shown.some((one) => one.label.toLowerCase() === wanted));
  const canClear = Boolean(onClear && chosen.length > 0 && !wanted);
  const count = shown.length + (canCreate ? 1 : 0) + (canClear ? 1 : 0);

  const run = (index: number, by: Move) => {
    const option = shown[index];
    if (option) onPick(option, by);
    else if (canCreate && index === shown.length) onCreate?.(text.trim(), by);
    else if (canClear) onClear?.(by);
    if (option && isMany && text) {
      setText("");
      setAt(0);
    }
  };
  // What is listed may still be for what was typed before: Enter means what will be there.
  const isBehind = search !== undefined && found?.text !== text.trim();
  useEffect(() => {
    const by = awaited.current;
    if (isBehind || !by) return;
    awaited.current = undefined;
    run(0, by);
  });
  const pick = (by: Move) => {
    if (isBehind) awaited.current = by;
    else run(at, by);
  };
  const move = (to: number) => {
    const next = Math.max(0, Math.min(count - 1, to));
    setAt(next);
    isMovedTo.current = true;
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  };
  const entry = (index: number) => ({
    id: `${id}-${index}`,
    role: "option",
    "aria-selected": index === at,
    onPointerMove: () => setAt(index),
    // Before the input loses the focus, and with it the list its place.
    onPointerDown: (event: React.PointerEvent) => event.preventDefault(),
    onClick: () => run(index, "stay"),
    display: "flex",
    alignItems: "center",
    gap: "2",
    px: "2",
    minH: "7",
    borderRadius: "control",
    cursor: "pointer",
    bg: index === at ? "bg.hover" : undefined,
  });

  return (
    <chakra.div w={width} maxW="full" display="flex" flexDirection="column">
      <chakra.input
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={`${id}-list`}
        aria-activedescendant={count > 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        autoFocus
        autoComplete="off"
        value={text}
        placeholder={onCreate ? "Search or create…" : "Search…"}
        h="9"
        px="3"
        bg="transparent"
        borderBottomWidth="1px"
        outline="none"
        _focusVisible={{ outline: "none" }}
        _placeholder={{ color: "fg.subtle" }}
        fontSize={{ base: "16px", sm: "13px" }}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
          awaited.current = undefined;
          isMovedTo.current = false;
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") move(at + 1);
          else if (event.key === "ArrowUp") move(at - 1);
          else if (event.key === "Enter") pick("down");
          else if (event.key === "Tab" && (text.trim() || (isMovedTo.current && !isMany)))
            pick(event.shiftKey ? "left" : "right");
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <chakra.div ref={list} id={`${id}-list`} role="listbox" aria-label={label} maxH="64" overflow="auto" p="1">
        {shown.map((option, index) => (
          <chakra.div key={option.value} {...entry(index)}>
            {option.mark}
            <chakra.span flex="1" truncate>
              {option.label}
            </chakra.span>
            {option.hint && (
              <chakra.span color="fg.subtle" fontSize="12px" truncate>
                {option.hint}
              </chakra.span>
            )}
            {chosen.includes(option.value) && <Check size={14} aria-label="chosen" />}
          </chakra.div>
        ))}
        {canCreate && (
          <chakra.div {...entry(shown.length)}>
            <Plus size={14} />
            <chakra.span truncate>Create “{text.trim()}”</chakra.span>
          </chakra.div>
        )}
        {canClear && (
          <chakra.div {...entry(shown.length)} color="fg.muted">
            Clear
          </chakra.div>
        )}
        {count === 0 && (
          <chakra.div px="2" py="1.5" color="fg.subtle">
            {search && found === null ? "Searching…" : "Nothing found"}
          </chakra.div>
        )}
      </chakra.div>
    </chakra.div>
  );
}
