import { Box, chakra } from "@chakra-ui/react";
import { ArrowUpDown, Columns3, Filter, Group, Search, SquareKanban, Table2 } from "lucide-react";
import { useRef, useState } from "react";
import { upperFirst } from "../records/document.ts";
import { FieldIcon } from "../records/fields/FieldIcon.tsx";
import { isDated, isGroupable, readGroupBy } from "../records/table/groups.ts";
import { units } from "../records/table/periods.ts";
import { useActions } from "../shell/actions.ts";
import { Button, Floating, Menu, Tooltip } from "../ui/index.ts";
import type { ObjectMeta } from "../workspace/metadata.ts";
import { FieldsEditor } from "./FieldsEditor.tsx";
import { FilterBuilder } from "./FilterBuilder.tsx";
import { FilterChips } from "./FilterChips.tsx";
import { childrenOf, isCondition, isEmptyFilter } from "./filter.ts";
import { SearchBox } from "./SearchBox.tsx";
import { SortEditor } from "./SortEditor.tsx";
import type { ViewState } from "./useViewState.ts";
import { ViewSave } from "./ViewSave.tsx";

type Open = { kind: "filter" | "sort" | "fields"; at: HTMLElement } | null;

/** Search, filter, sort, group, fields and layout of what is below. */
export function ViewBar({ object, view, canBoard }: { object: ObjectMeta; view: ViewState; canBoard: boolean }) {
  const [open, setOpen] = useState<Open>(null);
  const filterButton = useRef<HTMLButtonElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const groups = object.fields.filter(isGroupable);
  const grouped = readGroupBy(view.groupBy, object);
  const count = countConditions(view.filter);
  const toggle = (kind: "filter" | "sort" | "fields") => (event: { currentTarget: HTMLElement }) => {
    setOpen(open?.kind === kind ? null : { kind, at: event.currentTarget });
  };
  useActions([
    {
      id: "view filter",
      label: "Filter",
      group: "View",
      icon: Filter,
      keys: "f",
      perform: () => filterButton.current && setOpen({ kind: "filter", at: filterButton.current }),
    },
    {
      id: "view search",
      label: "Search in this view",
      group: "View",
      icon: Search,
      keys: "/",
      perform: () => search.current?.focus(),
    },
    ...(canBoard
      ? [
          {
            id: "view layout",
            label: view.layout === "table" ? "Show as board" : "Show as table",
            group: "View" as const,
            icon: SquareKanban,
            perform: () => view.setLayout(view.layout === "table" ? "board" : "table"),
          },
        ]
      : []),
  ]);

  return (
    <Box borderBottomWidth="1px" flexShrink={0}>
      <Box
        display="flex"
        flexWrap={{ base: "wrap", sm: "nowrap" }}
        alignItems="center"
        gap="1"
        minH="10"
        px="3"
        overflowX="auto"
        css={{ scrollbarWidth: "none" }}
      >
        <SearchBox
          text={view.search}
          onChange={view.setSearch}
          inputRef={search}
          label={`Search ${object.labelPlural.toLowerCase()}`}
        />
        <Box flex="1" hideBelow="sm" />
        <Box
          order={{ base: 1, sm: 0 }}
          flexBasis={{ base: "full", sm: "auto" }}
          ms={{ base: "-2", sm: "0" }}
          flexShrink={0}
        >
          <ViewSave object={object} view={view} />
        </Box>
        <Button
          ref={filterButton}
          variant="ghost"
          onClick={toggle("filter")}
          aria-expanded={open?.kind === "filter"}
          color={count ? "accent.fg" : undefined}
        >
          <Filter size={14} />
          <chakra.span srOnly={{ base: true, md: false }}>Filter</chakra.span>
          {count > 0 && <chakra.span className="num">{count}</chakra.span>}
        </Button>
        <Button
          variant="ghost"
          onClick={toggle("sort")}
          aria-expanded={open?.kind === "sort"}
          color={view.sort.length ? "accent.fg" : undefined}
        >
          <ArrowUpDown size={14} />
          <chakra.span srOnly={{ base: true, md: false }}>Sort</chakra.span>
          {view.sort.length > 0 && <chakra.span className="num">{view.sort.length}</chakra.span>}
        </Button>
        <Menu
          placement="bottom-end"
          trigger={
            <Button variant="ghost" color={grouped ? "accent.fg" : undefined} aria-label="Group by">
              <Group size={14} />
              <chakra.span hideBelow="md">{grouped ? `By ${grouped.field.label.toLowerCase()}` : "Group"}</chakra.span>
            </Button>
          }
          items={[
            ...(view.layout === "table"
              ? [
                  { label: "No groups", checked: !view.groupBy, onSelect: () => view.setGroupBy(undefined) },
                  "separator" as const,
                ]
              : []),
            ...groups
              .filter((field) => view.layout === "table" || field.type === "enum")
              .map((field) => ({
                label: field.label,
                mark: <FieldIcon type={field.type} />,
                checked: field.id === grouped?.field.id,
                onSelect: () => view.setGroupBy(isDated(field) ? `${field.apiName}:month` : field.apiName),
              })),
            ...(grouped?.unit
              ? [
                  "separator" as const,
                  { heading: `${grouped.field.label} by` },
                  ...units.map((unit) => ({
                    label: upperFirst(unit),
                    checked: unit === grouped.unit,
                    onSelect: () => view.setGroupBy(`${grouped.field.apiName}:${unit}`),
                  })),
                ]
              : []),
          ]}
        />
        {view.layout === "table" && (
          <Button
            variant="ghost"
            onClick={toggle("fields")}
            aria-expanded={open?.kind === "fields"}
            aria-label="Fields"
          >
            <Columns3 size={14} />
            <chakra.span hideBelow="md">Fields</chakra.span>
          </Button>
        )}
        {canBoard && (
          <Box
            role="group"
            aria-label="Layout"
            display="flex"
            ms="1"
            borderWidth="1px"
            borderRadius="control"
            flexShrink={0}
          >
            <Tooltip label="Table">
              <chakra.button
                type="button"
                aria-label="Table"
                aria-pressed={view.layout === "table"}
                onClick={() => view.setLayout("table")}
                {...layoutButton(view.layout === "table")}
              >
                <Table2 size={14} />
              </chakra.button>
            </Tooltip>
            <Tooltip label="Board">
              <chakra.button
                type="button"
                aria-label="Board"
                aria-pressed={view.layout === "board"}
                onClick={() => view.setLayout("board")}
                {...layoutButton(view.layout === "board")}
              >
                <SquareKanban size={14} />
              </chakra.button>
            </Tooltip>
          </Box>
        )}
      </Box>
      {!isEmptyFilter(view.filter) && <FilterChips object={object} view={view} />}
      {open && (
        <Floating anchor={open.at} onClose={() => setOpen(null)} align="end">
          {open.kind === "filter" && <FilterBuilder object={object} filter={view.filter} onChange={view.setFilter} />}
          {open.kind === "sort" && <SortEditor object={object} view={view} />}
          {open.kind === "fields" && <FieldsEditor object={object} view={view} />}
        </Floating>
      )}
    </Box>
  );
}

const layoutButton = (isOn: boolean) =>
  ({
    px: "1.5",
    h: "6.5",
    cursor: "pointer",
    color: isOn ? "fg" : "fg.subtle",
    bg: isOn ? "bg.hover" : "transparent",
  }) as const;

function countConditions(node: ViewState["filter"]): number {
  return isCondition(node) ? 1 : childrenOf(node).reduce((sum, child) => sum + countConditions(child), 0);
}
