import { Box, chakra } from "@chakra-ui/react";
import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  ChevronsLeftRight,
  ChevronsRightLeft,
  EyeOff,
  Pin,
  PinOff,
} from "lucide-react";
import { memo, type RefObject } from "react";
import { Menu, type MenuEntry } from "../../ui/index.ts";
import type { Column } from "../../views/useViewState.ts";
import { isSortable } from "../document.ts";
import { FieldIcon } from "../fields/FieldIcon.tsx";
import { isNumeric, type LaidColumn } from "./layout.ts";

/** What a column's head asks of the table; the newest functions, behind one reference that never changes. */
export interface ColumnHandlers {
  sort(field: string, desc: boolean): void;
  sortToo(field: string): void;
  isSorted(): boolean;
  doNotSort(field: string): void;
  change(field: string, changes: Partial<Column>): void;
  move(field: string, onto: string): void;
  drag(field: string): void;
  isDragging(): boolean;
  drop(onto: string): void;
}

interface ColumnHeadProps {
  column: LaidColumn;
  at: number;
  isPinned: boolean;
  /** It is the last that is pinned. */
  isEdge: boolean;
  /** How the table is sorted by it, if it is. */
  desc: boolean | undefined;
  before: LaidColumn | undefined;
  after: LaidColumn | undefined;
  handlers: RefObject<ColumnHandlers>;
}

const widthOf = (pixels: number) => Math.max(60, Math.min(800, Math.round(pixels)));
/** What dragging an edge does, for keys and fingers. */
const steps = [
  { label: "Wider", icon: ChevronsLeftRight, by: 40 },
  { label: "Narrower", icon: ChevronsRightLeft, by: -40 },
];

/** A column's name, its menu, and an edge to resize it. Another view leaves it as it is. */
export const ColumnHead = memo(function ColumnHead(props: ColumnHeadProps) {
  const { column, at, isPinned, isEdge, desc, handlers } = props;
  const { field, meta } = column;
  return (
    <Box
      role="columnheader"
      aria-colindex={at + 2}
      aria-sort={desc === undefined ? "none" : desc ? "descending" : "ascending"}
      className={`cell head${isPinned ? " pinned" : ""}${isEdge ? " edge" : ""}`}
      style={
        isPinned
          ? { left: column.left, width: column.width }
          : { transform: `translateX(${column.left}px)`, width: column.width }
      }
      px="0"
      draggable={!column.isName}
      onDragStart={() => handlers.current.drag(field)}
      onDragOver={(event) => handlers.current.isDragging() && event.preventDefault()}
      onDrop={() => handlers.current.drop(field)}
    >
      <Menu
        trigger={
          <chakra.button
            type="button"
            tabIndex={-1}
            display="flex"
            alignItems="center"
            gap="1.5"
            px="2"
            h="full"
            w="full"
            minW="0"
            cursor="pointer"
            fontWeight="450"
            fontSize="12px"
            justifyContent={isNumeric(meta) ? "flex-end" : "flex-start"}
            _hover={{ bg: "bg.hover", color: "fg" }}
          >
            <FieldIcon type={meta.type} />
            <chakra.span truncate>{meta.label}</chakra.span>
            {desc !== undefined && (desc ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />)}
          </chakra.button>
        }
        items={() => [...sortItems(props), ...placeItems(props)]}
      />
      <Box
        aria-hidden
        position="absolute"
        right="0"
        top="0"
        bottom="0"
        w="6px"
        cursor="col-resize"
        _hover={{ bg: "accent.ring" }}
        onPointerDown={(event) => {
          event.preventDefault();
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={(event) => {
          if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
          const start = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
          handlers.current.change(field, { width: widthOf(event.clientX - start) });
        }}
        onDragStart={(event) => event.preventDefault()}
      />
    </Box>
  );
});

function sortItems({ column: { field, meta }, desc, handlers }: ColumnHeadProps): MenuEntry[] {
  const isSorted = desc !== undefined;
  const stop = { label: "Do not sort by this", onSelect: () => handlers.current.doNotSort(field) };
  if (!isSortable(meta)) return isSorted ? [stop] : [];
  const choice = (label: string, icon: typeof ArrowUp, isDesc: boolean) => ({
    label,
    icon,
    checked: desc === isDesc,
    onSelect: () => handlers.current.sort(field, isDesc),
  });
  return [
    choice("Sort ascending", ArrowUp, false),
    choice("Sort descending", ArrowDown, true),
    ...(!isSorted && handlers.current.isSorted()
      ? [{ label: "Then sort by this", icon: ArrowUp, onSelect: () => handlers.current.sortToo(field) }]
      : []),
    ...(isSorted ? [stop] : []),
    "separator",
  ];
}

function placeItems({ column, before, after, handlers }: ColumnHeadProps): MenuEntry[] {
  const { field, isName, pinned } = column;
  const sizes = steps.map(({ label, icon, by }) => ({
    label,
    icon,
    onSelect: () => handlers.current.change(field, { width: widthOf(column.width + by) }),
  }));
  if (isName) return sizes;
  /** To the neighbours on its side of what is pinned. */
  const moves = [
    { label: "Move left", icon: ArrowLeft, other: before },
    { label: "Move right", icon: ArrowRight, other: after },
  ].flatMap(({ label, icon, other }) =>
    other && !other.isName && Boolean(other.pinned) === Boolean(pinned)
      ? [{ label, icon, onSelect: () => handlers.current.move(field, other.field) }]
      : [],
  );
  return [
    ...sizes,
    ...moves,
    {
      label: pinned ? "Unpin" : "Pin to the left",
      icon: pinned ? PinOff : Pin,
      onSelect: () => handlers.current.change(field, { pinned: !pinned }),
    },
    { label: "Hide", icon: EyeOff, onSelect: () => handlers.current.change(field, { hidden: true }) },
  ];
}
