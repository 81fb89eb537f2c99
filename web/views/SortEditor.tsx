import { Box } from "@chakra-ui/react";
import { ArrowDown, ArrowUp, Plus, X } from "lucide-react";
import { isSortable } from "../records/document.ts";
import { Button, IconButton, Select } from "../ui/index.ts";
import type { ObjectMeta } from "../workspace/metadata.ts";
import type { ViewState } from "./useViewState.ts";

/** By what the records are sorted, then by what. */
export function SortEditor({ object, view }: { object: ObjectMeta; view: ViewState }) {
  const sortable = object.fields.filter(isSortable);
  const rest = sortable.filter((field) => !view.sort.some((one) => one.field === field.apiName));
  return (
    <Box p="2" w="80" display="flex" flexDirection="column" gap="2">
      {view.sort.map((sort, index) => (
        <Box key={sort.field} display="flex" gap="1" alignItems="center">
          <Select
            size="sm"
            aria-label={`Sort ${index + 1}`}
            value={sort.field}
            onChange={(event) =>
              view.setSort(view.sort.map((one) => (one === sort ? { ...one, field: event.target.value } : one)))
            }
          >
            {sortable
              .filter((field) => field.apiName === sort.field || rest.includes(field))
              .map((field) => (
                <option key={field.id} value={field.apiName}>
                  {field.label}
                </option>
              ))}
          </Select>
          <IconButton
            label={sort.desc ? "Descending" : "Ascending"}
            variant="outline"
            onClick={() => view.setSort(view.sort.map((one) => (one === sort ? { ...one, desc: !one.desc } : one)))}
          >
            {sort.desc ? <ArrowDown size={14} /> : <ArrowUp size={14} />}
          </IconButton>
          <IconButton label="Remove this sort" onClick={() => view.setSort(view.sort.filter((one) => one !== sort))}>
            <X size={14} />
          </IconButton>
        </Box>
      ))}
      {rest[0] && (
        <Button
          variant="ghost"
          justifyContent="flex-start"
          onClick={() => rest[0] && view.setSort([...view.sort, { field: rest[0].apiName, desc: false }])}
        >
          <Plus size={14} /> {view.sort.length ? "Then by" : "Sort by"}
        </Button>
      )}
    </Box>
  );
}
