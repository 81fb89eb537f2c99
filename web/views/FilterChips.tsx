import { Box, chakra } from "@chakra-ui/react";
import { X } from "lucide-react";
import { useState } from "react";
import { columnFields } from "../records/about.ts";
import { Button, Floating } from "../ui/index.ts";
import type { ObjectMeta } from "../workspace/metadata.ts";
import { useConditionText } from "./ConditionValue.tsx";
import { FilterBuilder } from "./FilterBuilder.tsx";
import { type Condition, childrenOf, type FilterNode, isCondition, operatorsOf } from "./filter.ts";
import type { ViewState } from "./useViewState.ts";

/** What the view is narrowed to, one chip each; a chip opens the builder, its cross takes it away. */
export function FilterChips({ object, view }: { object: ObjectMeta; view: ViewState }) {
  const [at, setAt] = useState<HTMLElement | null>(null);
  const root = isCondition(view.filter) ? { and: [view.filter] } : view.filter;
  const children = childrenOf(root);
  const isOr = "or" in root;
  return (
    <Box display="flex" flexWrap="wrap" gap="1.5" px="3" pb="2" alignItems="center">
      {children.map((child, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions are told apart by their place only
        <Box key={index} display="flex" alignItems="center" gap="1.5">
          {index > 0 && isOr && <chakra.span color="fg.subtle">or</chakra.span>}
          <Box
            display="inline-flex"
            alignItems="center"
            h="6"
            borderWidth="1px"
            borderRadius="control"
            bg="bg.selected"
            maxW="full"
          >
            <chakra.button
              type="button"
              px="1.5"
              h="full"
              cursor="pointer"
              truncate
              fontSize="12px"
              onClick={(event) => setAt(event.currentTarget)}
            >
              <ChipText object={object} node={child} />
            </chakra.button>
            <chakra.button
              type="button"
              aria-label="Remove this filter"
              display="inline-flex"
              alignItems="center"
              justifyContent="center"
              boxSize="6"
              my="-1px"
              flexShrink={0}
              cursor="pointer"
              color="fg.subtle"
              _hover={{ color: "fg" }}
              onClick={() => {
                const rest = children.filter((one) => one !== child);
                view.setFilter(isOr ? { or: rest } : { and: rest });
              }}
            >
              <X size={12} />
            </chakra.button>
          </Box>
        </Box>
      ))}
      <Button variant="ghost" size="xs" onClick={() => view.setFilter({ and: [] })}>
        Clear
      </Button>
      {at && (
        <Floating anchor={at} onClose={() => setAt(null)}>
          <FilterBuilder object={object} filter={view.filter} onChange={view.setFilter} />
        </Floating>
      )}
    </Box>
  );
}

function ChipText({ object, node }: { object: ObjectMeta; node: FilterNode }) {
  if (isCondition(node)) return <ConditionText object={object} condition={node} />;
  const [only, ...more] = childrenOf(node);
  if (only && more.length === 0) return <ChipText object={object} node={only} />;
  return (
    <>
      {conditionsIn(node)} conditions, {"or" in node ? "any" : "all"}
    </>
  );
}

const conditionsIn = (node: FilterNode): number =>
  isCondition(node) ? 1 : childrenOf(node).reduce((sum, child) => sum + conditionsIn(child), 0);

/** How one says it of a single value. */
const oneOf: Record<string, string> = { any: "is", none: "is not" };

function ConditionText({ object, condition }: { object: ObjectMeta; condition: Condition }) {
  const field = columnFields(object).find((one) => one.apiName === condition.field);
  const text = useConditionText(field ?? object.title, condition);
  if (!field) return <>{condition.field} is gone</>;
  const operator = operatorsOf(field).find((one) => one.op === condition.op);
  const isOne = field.type !== "many_to_many" && Array.isArray(condition.value) && condition.value.length === 1;
  const said = condition.op === "outcome" ? "is" : (isOne && oneOf[condition.op]) || operator?.label;
  return (
    <>
      {field.label} <chakra.span color="fg.muted">{said}</chakra.span> {text}
    </>
  );
}
