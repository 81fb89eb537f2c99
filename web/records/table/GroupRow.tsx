import { Box, chakra } from "@chakra-ui/react";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useQuery } from "urql";
import { isRecord } from "../../auth/answers.ts";
import { formatNumber } from "../../lib/formats.ts";
import { Avatar, Tag } from "../../ui/index.ts";
import { type FieldMeta, useMetadata } from "../../workspace/metadata.ts";
import { type Aggregate, documentsOf } from "../document.ts";
import { Value } from "../fields/Value.tsx";
import { text } from "../row.ts";
import { titleFieldOf } from "../useRecords.ts";
import { aggregateLabels, aggregateText } from "./aggregates.ts";
import { aggregateKey, type Group, type GroupBy } from "./groups.ts";
import { isNumeric, type LaidColumn, rowHeight } from "./layout.ts";
import { periodName } from "./periods.ts";

/** The heading of a group: what its records have in common, how many, and under the columns what one chose to know of them. */
export function GroupRow({
  by,
  group,
  isOpen,
  aggregates,
  columns,
  line,
  top,
  onToggle,
}: {
  by: GroupBy;
  group: Group;
  isOpen: boolean;
  aggregates: readonly Aggregate[];
  columns: readonly LaidColumn[];
  line: number;
  top: number;
  onToggle: () => void;
}) {
  return (
    <Box
      role="row"
      aria-rowindex={line + 2}
      position="absolute"
      left="0"
      right="0"
      top={`${top}px`}
      h={`${rowHeight}px`}
      bg="bg.subtle"
      borderBottomWidth="1px"
    >
      {aggregates.map((aggregate) => {
        const column = columns.find((one) => one.meta.id === aggregate.field.id);
        const text = aggregateText(group.values.get(aggregateKey(aggregate)), aggregate);
        if (!column || column.isName || !text) return null;
        return (
          <Box
            key={aggregate.field.id}
            role="gridcell"
            className={`cell${isNumeric(aggregate.field) ? " end" : ""}`}
            gap="1.5"
            style={{ transform: `translateX(${column.left}px)`, width: column.width }}
          >
            <chakra.span color="fg.subtle" fontSize="12px">
              {aggregateLabels[aggregate.by]}
            </chakra.span>
            <span className="num">{text}</span>
          </Box>
        );
      })}
      <Box role="gridcell" position="sticky" left="0" w="fit-content" h="full" bg="bg.subtle" zIndex="1">
        <GroupButton by={by} group={group} isOpen={isOpen} onToggle={onToggle} />
      </Box>
    </Box>
  );
}

/** Opens and closes a group: what it is called, and how many are in it. */
export function GroupButton({
  by,
  group,
  isOpen,
  onToggle,
}: {
  by: GroupBy;
  group: Group;
  isOpen: boolean;
  onToggle: () => void;
}) {
  return (
    <chakra.button
      type="button"
      aria-expanded={isOpen}
      onClick={onToggle}
      display="flex"
      alignItems="center"
      gap="2"
      h="full"
      px="2"
      minW="0"
      cursor="pointer"
      fontWeight="500"
    >
      {isOpen ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
      <GroupName by={by} group={group} />
      <chakra.span className="num" color="fg.subtle" fontWeight="400">
        {formatNumber(group.count)}
      </chakra.span>
    </chakra.button>
  );
}

/** A value that records are grouped by. */
function GroupName({ by: { field, unit }, group: { value, title } }: { by: GroupBy; group: Group }) {
  const { member } = useMetadata();
  if (value === null || value === "") return <chakra.span color="fg.muted">No {field.label.toLowerCase()}</chakra.span>;
  if (field.type === "enum") {
    const option = field.options.find((one) => one.value === value);
    return <Tag color={option?.color}>{option?.label ?? value}</Tag>;
  }
  if (field.type === "member") {
    const known = member(value);
    return known ? (
      <chakra.span display="inline-flex" alignItems="center" gap="1.5">
        <Avatar id={known.id} name={known.name} size={18} />
        {known.name}
      </chakra.span>
    ) : (
      <>Somebody</>
    );
  }
  if (field.type === "boolean") return <>{value === "true" || value === "t" ? "Yes" : "No"}</>;
  if (unit) return <>{periodName(value, unit)}</>;
  if (field.type === "rating") return <Value field={field} row={{ id: "", [field.apiName]: Number(value) }} />;
  if (field.type === "relation") return title ?? <RelatedName field={field} id={value} />;
  return <>{value}</>;
}

function RelatedName({ field, id }: { field: FieldMeta; id: string }) {
  const metadata = useMetadata();
  const target = field.targetObject ? metadata.object(field.targetObject) : undefined;
  const [{ data }] = useQuery<unknown>({
    query: target ? documentsOf(target, titleFieldOf(metadata)).one : "{ __typename }",
    variables: { id },
    pause: !target,
  });
  const record = isRecord(data) ? data.record : undefined;
  return <>{target && isRecord(record) ? text(record[target.title.apiName]) : "…"}</>;
}
