import { Box } from "@chakra-ui/react";
import { useState } from "react";
import { columnFields } from "../records/about.ts";
import { FieldIcon } from "../records/fields/FieldIcon.tsx";
import { Checkbox } from "../ui/index.ts";
import type { ObjectMeta } from "../workspace/metadata.ts";
import type { ViewState } from "./useViewState.ts";

/** Which fields are columns, and in what order. */
export function FieldsEditor({ object, view }: { object: ObjectMeta; view: ViewState }) {
  const [, ...columns] = view.columns;
  const [name] = view.columns;
  const [dragged, setDragged] = useState<string | null>(null);
  const put = (next: typeof columns) => view.setColumns(name ? [name, ...next] : next);
  return (
    <Box p="1.5" w="64" role="group" aria-label="Fields shown">
      {columns.map((column, index) => {
        const meta = columnFields(object).find((field) => field.apiName === column.field);
        if (!meta) return null;
        return (
          <Box
            key={column.field}
            display="flex"
            alignItems="center"
            h="7"
            px="1.5"
            borderRadius="control"
            _hover={{ bg: "bg.hover" }}
            draggable
            onKeyDown={(event) => {
              const step =
                event.altKey && event.key === "ArrowUp" ? -1 : event.altKey && event.key === "ArrowDown" ? 1 : 0;
              const to = index + step;
              if (step === 0 || to < 0 || to >= columns.length) return;
              event.preventDefault();
              const others = columns.filter((one) => one !== column);
              others.splice(to, 0, column);
              put(others);
            }}
            onDragStart={() => setDragged(column.field)}
            onDragOver={(event) => event.preventDefault()}
            onDrop={() => {
              const moved = columns.find((one) => one.field === dragged);
              if (!moved || moved === column) return;
              const others = columns.filter((one) => one !== moved);
              others.splice(index, 0, moved);
              put(others);
            }}
          >
            <Checkbox
              checked={!column.hidden}
              onChange={() => put(columns.map((one) => (one === column ? { ...one, hidden: !one.hidden } : one)))}
            >
              <FieldIcon type={meta.type} />
              {meta.label}
            </Checkbox>
          </Box>
        );
      })}
      <Box px="1.5" pt="1.5" color="fg.subtle" fontSize="11px">
        Drag, or press Alt and an arrow, to move
      </Box>
    </Box>
  );
}
