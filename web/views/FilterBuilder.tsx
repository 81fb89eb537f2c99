import { Box, chakra } from "@chakra-ui/react";
import { ListPlus, Plus, X } from "lucide-react";
import { useState } from "react";
import { columnFields } from "../records/about.ts";
import { FieldIcon } from "../records/fields/FieldIcon.tsx";
import { Button, IconButton, Picker, Select } from "../ui/index.ts";
import type { ObjectMeta } from "../workspace/metadata.ts";
import { ConditionValue } from "./ConditionValue.tsx";
import {
  type Condition,
  childrenOf,
  type FilterNode,
  finished,
  freshCondition,
  isCondition,
  isEmptyFilter,
  operatorsOf,
} from "./filter.ts";

/** Conditions joined by and / or, nested as one likes. Empty, it begins with the choice of a field. */
export function FilterBuilder({
  object,
  filter,
  onChange,
}: {
  object: ObjectMeta;
  filter: FilterNode;
  onChange: (filter: FilterNode) => void;
}) {
  // The address follows a moment later; what is typed must not wait for it.
  const [draft, setDraft] = useState<FilterNode>(isCondition(filter) ? { and: [filter] } : filter);
  const change = (next: FilterNode) => {
    setDraft(next);
    onChange(finished(next, object));
  };
  if (isEmptyFilter(draft)) {
    return <FieldPicker object={object} onPick={(field) => change({ and: [fresh(object, field)] })} />;
  }
  return (
    <Box p="2" w="min(640px, calc(100vw - 24px))">
      <FilterGroup object={object} node={draft} onChange={change} depth={0} />
    </Box>
  );
}

function FieldPicker({ object, onPick }: { object: ObjectMeta; onPick: (field: string) => void }) {
  const options = columnFields(object)
    .filter((field) => operatorsOf(field).length > 0)
    .map((field) => ({ value: field.apiName, label: field.label, mark: <FieldIcon type={field.type} /> }));
  return <Picker label="Field to filter by" options={options} onPick={({ value }) => onPick(value)} />;
}

function fresh(object: ObjectMeta, name: string): Condition {
  const field = columnFields(object).find((one) => one.apiName === name);
  return field ? freshCondition(field) : { field: name, op: "is" };
}

function FilterGroup({
  object,
  node,
  onChange,
  depth,
}: {
  object: ObjectMeta;
  node: FilterNode;
  onChange: (node: FilterNode) => void;
  depth: number;
}) {
  const [isAdding, setIsAdding] = useState(false);
  const isOr = "or" in node;
  const children = childrenOf(node);
  const put = (next: FilterNode[], or = isOr) => onChange(or ? { or: next } : { and: next });
  const replace = (index: number, child: FilterNode) => put(children.map((one, at) => (at === index ? child : one)));
  return (
    <Box
      display="flex"
      flexDirection="column"
      gap="2"
      {...(depth > 0 && { borderWidth: "1px", borderRadius: "control", p: "2", bg: "bg.subtle", flex: "1", minW: "0" })}
    >
      {children.map((child, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: conditions are told apart by their place only
        <Box key={index} display="flex" gap="2" alignItems="flex-start">
          <Box w="14" flexShrink={0} lineHeight="28px" color="fg.muted" textAlign="end">
            {index === 0 ? (
              "Where"
            ) : index === 1 ? (
              <chakra.button
                type="button"
                aria-label={`Joined by ${isOr ? "or" : "and"}; change`}
                color="accent.fg"
                cursor="pointer"
                onClick={() => put([...children], !isOr)}
              >
                {isOr ? "or" : "and"}
              </chakra.button>
            ) : isOr ? (
              "or"
            ) : (
              "and"
            )}
          </Box>
          {isCondition(child) ? (
            <ConditionRow object={object} condition={child} onChange={(next) => replace(index, next)} />
          ) : (
            <FilterGroup object={object} node={child} onChange={(next) => replace(index, next)} depth={depth + 1} />
          )}
          <IconButton label="Remove this condition" onClick={() => put(children.filter((_, at) => at !== index))}>
            <X size={14} />
          </IconButton>
        </Box>
      ))}
      {isAdding ? (
        <Box borderWidth="1px" borderRadius="control" w="fit-content">
          <FieldPicker
            object={object}
            onPick={(field) => {
              setIsAdding(false);
              put([...children, fresh(object, field)]);
            }}
          />
        </Box>
      ) : (
        <Box display="flex" gap="1">
          <Button variant="ghost" onClick={() => setIsAdding(true)}>
            <Plus size={14} /> Condition
          </Button>
          {depth < 3 && (
            <Button
              variant="ghost"
              onClick={() =>
                put([
                  ...children,
                  isOr ? { and: [fresh(object, object.title.apiName)] } : { or: [fresh(object, object.title.apiName)] },
                ])
              }
            >
              <ListPlus size={14} /> Group
            </Button>
          )}
        </Box>
      )}
    </Box>
  );
}

function ConditionRow({
  object,
  condition,
  onChange,
}: {
  object: ObjectMeta;
  condition: Condition;
  onChange: (condition: Condition) => void;
}) {
  const field = columnFields(object).find((one) => one.apiName === condition.field);
  return (
    <Box display="flex" gap="1" flex="1" minW="0" flexWrap="wrap">
      <Select
        size="sm"
        w="auto"
        flex="1 1 120px"
        aria-label="Field"
        value={condition.field}
        onChange={(event) => onChange(fresh(object, event.target.value))}
      >
        {columnFields(object)
          .filter((one) => operatorsOf(one).length > 0)
          .map((one) => (
            <option key={one.id} value={one.apiName}>
              {one.label}
            </option>
          ))}
      </Select>
      {field && (
        <>
          <Select
            size="sm"
            w="auto"
            flex="1 1 110px"
            aria-label="Comparison"
            value={condition.op}
            onChange={(event) => {
              const before = operatorsOf(field).find((one) => one.op === condition.op)?.takes;
              const after = operatorsOf(field).find((one) => one.op === event.target.value);
              onChange({
                ...freshCondition(field, after),
                ...(before === after?.takes && { value: condition.value }),
              });
            }}
          >
            {operatorsOf(field).map((operator) => (
              <option key={operator.op} value={operator.op}>
                {operator.label}
              </option>
            ))}
          </Select>
          <ConditionValue
            key={`${condition.field} ${condition.op}`}
            field={field}
            condition={condition}
            onChange={(value) => onChange({ ...condition, value })}
          />
        </>
      )}
    </Box>
  );
}
