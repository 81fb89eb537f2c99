import { Box, chakra } from "@chakra-ui/react";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useQuery } from "urql";
import { isRecord } from "../../auth/answers.ts";
import { formatDate, formatMoneyShort } from "../../lib/formats.ts";
import { Avatar, Tag } from "../../ui/index.ts";
import { type FieldMeta, useMetadata } from "../../workspace/metadata.ts";
import { documentsOf } from "../document.ts";
import { text } from "../row.ts";
import { titleFieldOf } from "../useRecords.ts";
import { rowHeight } from "./layout.ts";
import type { Group } from "./useLines.ts";

/** The heading of a group: what its records have in common, how many, and what they are worth. */
export function GroupRow({
  field,
  group,
  isOpen,
  sums,
  top,
  onToggle,
}: {
  field: FieldMeta;
  group: Group;
  isOpen: boolean;
  sums: readonly FieldMeta[];
  top: number;
  onToggle: () => void;
}) {
  return (
    <Box
      role="row"
      position="absolute"
      left="0"
      right="0"
      top={`${top}px`}
      h={`${rowHeight}px`}
      bg="bg.subtle"
      borderBottomWidth="1px"
    >
      <Box role="gridcell" position="sticky" left="0" w="fit-content" h="full">
        <chakra.button
          type="button"
          aria-expanded={isOpen}
          onClick={onToggle}
          display="flex"
          alignItems="center"
          gap="2"
          h="full"
          px="2"
          cursor="pointer"
          fontWeight="500"
        >
          {isOpen ? <ChevronDown size={14} aria-hidden /> : <ChevronRight size={14} aria-hidden />}
          <GroupName field={field} value={group.value} />
          <chakra.span className="num" color="fg.subtle" fontWeight="400">
            {group.count.toLocaleString()}
          </chakra.span>
          {sums.map((sum) => (
            <chakra.span key={sum.id} className="num" color="fg.muted" fontWeight="400">
              {sum.label}: {formatMoneyShort(Number(group.sums[sum.apiName] ?? 0))}
            </chakra.span>
          ))}
        </chakra.button>
      </Box>
    </Box>
  );
}

/** A value that records are grouped by. */
export function GroupName({ field, value }: { field: FieldMeta; value: string | null }) {
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
  if (field.type === "date" || field.type === "date_time")
    return <>{formatDate(field.type === "date" ? value.slice(0, 10) : value)}</>;
  if (field.type === "relation") return <RelatedName field={field} id={value} />;
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
