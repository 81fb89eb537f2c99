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
import { useState } from "react";
import { Checkbox, Menu } from "../../ui/index.ts";
import type { ViewState } from "../../views/useViewState.ts";
import type { ObjectMeta } from "../../workspace/metadata.ts";
import { isSortable } from "../document.ts";
import { FieldIcon } from "../fields/FieldIcon.tsx";
import { AddField } from "./AddField.tsx";
import { checkWidth, isNumeric, type LaidColumn, rowHeight } from "./layout.ts";

const widthOf = (pixels: number) => Math.max(60, Math.min(800, Math.round(pixels)));
/** What dragging an edge does, for keys and fingers. */
const steps = [
  { label: "Wider", icon: ChevronsLeftRight, by: 40 },
  { label: "Narrower", icon: ChevronsRightLeft, by: -40 },
];

/** The head of the table: a menu for each column, drag to reorder, an edge to resize. */
export function Header({
  object,
  view,
  columns,
  pinned,
  shown,
  isAllSelected,
  isSomeSelected,
  onSelectAll,
}: {
  object: ObjectMeta;
  view: ViewState;
  columns: readonly LaidColumn[];
  pinned: number;
  shown: readonly number[];
  isAllSelected: boolean;
  isSomeSelected: boolean;
  onSelectAll: (isOn: boolean) => void;
}) {
  const [dragged, setDragged] = useState<string | null>(null);
  const change = (field: string, changes: object) =>
    view.setColumns(view.columns.map((column) => (column.field === field ? { ...column, ...changes } : column)));
  const move = (field: string, onto: string) => {
    const moved = view.columns.find((column) => column.field === field);
    if (!moved || field === onto) return;
    const others = view.columns.filter((column) => column !== moved);
    const from = view.columns.findIndex((column) => column.field === field);
    const to = view.columns.findIndex((column) => column.field === onto);
    const at = others.findIndex((column) => column.field === onto) + (from < to ? 1 : 0);
    others.splice(Math.max(1, at), 0, moved);
    view.setColumns(others);
  };
  /** To the neighbours on its side of what is pinned. */
  const moves = (at: number) =>
    [
      { label: "Move left", icon: ArrowLeft, other: columns[at - 1] },
      { label: "Move right", icon: ArrowRight, other: columns[at + 1] },
    ].flatMap(({ label, icon, other }) =>
      other && !other.isName && Boolean(other.pinned) === Boolean(columns[at]?.pinned)
        ? [{ label, icon, onto: other.field }]
        : [],
    );
  const last = columns.at(-1);

  return (
    <Box
      role="row"
      aria-rowindex={1}
      position="sticky"
      top="0"
      zIndex="3"
      h={`${rowHeight}px`}
      bg="bg"
      borderBottomWidth="1px"
      color="fg.muted"
      css={{ "--row-bg": "{colors.bg}" }}
    >
      <Box
        role="columnheader"
        aria-label="Selection"
        aria-colindex={1}
        className="cell check"
        w={`${checkWidth}px`}
        left="0"
        css={{ "& input": { opacity: isSomeSelected ? 1 : 0.001 }, "&:hover input": { opacity: 1 } }}
      >
        <Checkbox
          aria-label="Select all that are loaded"
          tabIndex={-1}
          checked={isAllSelected}
          indeterminate={isSomeSelected && !isAllSelected}
          onChange={(event) => onSelectAll(event.target.checked)}
        />
      </Box>
      {shown.map((at) => {
        const column = columns[at];
        if (!column) return null;
        const { meta } = column;
        const sort = view.sort.find((one) => one.field === column.field);
        const others = view.sort.filter((one) => one.field !== column.field);
        return (
          <Box
            key={column.field}
            role="columnheader"
            aria-colindex={at + 2}
            aria-sort={sort ? (sort.desc ? "descending" : "ascending") : "none"}
            className={`cell head${at < pinned ? " pinned" : ""}`}
            style={
              at < pinned
                ? { left: column.left, width: column.width }
                : { transform: `translateX(${column.left}px)`, width: column.width }
            }
            px="0"
            draggable={!column.isName}
            onDragStart={() => setDragged(column.field)}
            onDragOver={(event) => dragged && event.preventDefault()}
            onDrop={() => {
              if (dragged) move(dragged, column.field);
              setDragged(null);
            }}
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
                  {sort && (sort.desc ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />)}
                </chakra.button>
              }
              items={[
                ...(isSortable(meta)
                  ? [
                      {
                        label: "Sort ascending",
                        icon: ArrowUp,
                        checked: sort?.desc === false,
                        onSelect: () => view.setSort([{ field: column.field, desc: false }]),
                      },
                      {
                        label: "Sort descending",
                        icon: ArrowDown,
                        checked: sort?.desc === true,
                        onSelect: () => view.setSort([{ field: column.field, desc: true }]),
                      },
                    ]
                  : []),
                ...(others.length > 0 && !sort && isSortable(meta)
                  ? [
                      {
                        label: "Then sort by this",
                        icon: ArrowUp,
                        onSelect: () => view.setSort([...others, { field: column.field, desc: false }]),
                      },
                    ]
                  : []),
                ...(sort ? [{ label: "Do not sort by this", onSelect: () => view.setSort(others) }] : []),
                ...(isSortable(meta) ? ["separator" as const] : []),
                ...steps.map(({ label, icon, by }) => ({
                  label,
                  icon,
                  onSelect: () => change(column.field, { width: widthOf(column.width + by) }),
                })),
                ...(column.isName
                  ? []
                  : [
                      ...moves(at).map(({ label, icon, onto }) => ({
                        label,
                        icon,
                        onSelect: () => move(column.field, onto),
                      })),
                      {
                        label: column.pinned ? "Unpin" : "Pin to the left",
                        icon: column.pinned ? PinOff : Pin,
                        onSelect: () => change(column.field, { pinned: !column.pinned }),
                      },
                      { label: "Hide", icon: EyeOff, onSelect: () => change(column.field, { hidden: true }) },
                    ]),
              ]}
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
                change(column.field, { width: widthOf(event.clientX - start) });
              }}
              onDragStart={(event) => event.preventDefault()}
            />
          </Box>
        );
      })}
      {last && (
        <Box
          role="columnheader"
          aria-label="More fields"
          className="cell"
          style={{ transform: `translateX(${last.left + last.width}px)`, width: 40 }}
          px="1"
        >
          <AddField object={object} view={view} />
        </Box>
      )}
    </Box>
  );
}
