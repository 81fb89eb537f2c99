import { Box, chakra } from "@chakra-ui/react";
import { Plus } from "lucide-react";
import { type MouseEvent, type ReactNode, useState } from "react";
import { Link } from "react-router";
import { formatNumber } from "../lib/formats.ts";
import { Button, IconButton, ObjectIcon } from "../ui/index.ts";
import { type FieldMeta, type ObjectMeta, recordPath, useMetadata } from "../workspace/metadata.ts";
import { documentsOf } from "./document.ts";
import { RecordChip, Value } from "./fields/Value.tsx";
import { type Row, rowsOf } from "./row.ts";
import { countOf } from "./table/useLines.ts";
import { useLatest } from "./useLatest.ts";
import { titleFieldOf } from "./useRecords.ts";

const Anchor = chakra(Link);

export const chipStyle = {
  "& .chip": { display: "inline-flex", alignItems: "center", gap: "6px", minWidth: 0, maxWidth: "100%" },
  "& .cut": { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap" },
} as const;

/** The list of the records that lead to this one by the field. */
export function listOf(object: ObjectMeta, field: FieldMeta, row: Row): string {
  const filter = { and: [{ field: field.apiName, op: "any", value: [row.id] }] };
  return `${object.path}?filter=${encodeURIComponent(JSON.stringify(filter))}`;
}

/** A few of the records that belong to another one, with a way to all of them and one to add to them. */
export function RelatedRecords({
  object,
  label,
  filter,
  allAt,
  addLabel,
  onAdd,
  actionOf,
  children,
}: {
  object: ObjectMeta;
  label: string;
  filter: Record<string, unknown>;
  /** Where all of them are; without it they are all shown here. */
  allAt?: string | undefined;
  addLabel: string;
  onAdd?: ((event: MouseEvent<HTMLButtonElement>) => void) | undefined;
  /** What one can do with one of them. */
  actionOf?: (row: Row) => ReactNode;
  /** Stands above them: where one is added. */
  children?: ReactNode;
}) {
  const metadata = useMetadata();
  const [first, setFirst] = useState(6);
  const documents = documentsOf(object, titleFieldOf(metadata));
  const [{ data }] = useLatest(object, {
    query: documents.page,
    variables: { first, offset: 0, filter, orderBy: ["CREATED_AT_DESC"] },
  });
  const [{ data: counted }] = useLatest(object, { query: documents.count, variables: { filter } });
  const rows = rowsOf(data);
  const total = countOf(counted);
  const side = object.fields
    .filter((one) => ["currency", "enum"].includes(one.type) && one.settings.options !== "pipelines")
    .slice(0, 2);
  return (
    <chakra.section mb="5" aria-label={label}>
      <Box display="flex" alignItems="center" gap="1.5" h="7" color="fg.muted">
        <ObjectIcon name={object.icon} size={14} />
        <chakra.h2 fontWeight="500" color="fg">
          {label}
        </chakra.h2>
        {total > 0 && <chakra.span className="num">{formatNumber(total)}</chakra.span>}
        <Box flex="1" />
        {onAdd && (
          <IconButton label={addLabel} size="xs" onClick={onAdd}>
            <Plus size={14} />
          </IconButton>
        )}
      </Box>
      {children}
      <Box css={chipStyle}>
        {rows.map((one) => (
          <Box
            key={one.id}
            display="flex"
            alignItems="center"
            gap="1"
            mx="-2"
            pe="1"
            borderRadius="control"
            _hover={{ bg: "bg.hover" }}
            css={{
              "& .aside": { opacity: 0 },
              "&:hover .aside, &:focus-within .aside": { opacity: 1 },
              "@media (pointer: coarse)": { "& .aside": { opacity: 1 } },
            }}
          >
            <Anchor
              to={recordPath(object, one.id)}
              display="flex"
              flexDirection="column"
              gap="0.5"
              justifyContent="center"
              flex="1"
              minW="0"
              px="2"
              py="1.5"
              borderRadius="control"
            >
              <RecordChip object={object} row={one} size={18} />
              {side.some((meta) => one[meta.apiName]) && (
                <chakra.span display="flex" gap="2" ps="6" color="fg.muted" fontSize="12px" alignItems="center">
                  {side.map((meta) => (
                    <Value key={meta.id} field={meta} row={one} isLink={false} />
                  ))}
                </chakra.span>
              )}
            </Anchor>
            {actionOf && <span className="aside">{actionOf(one)}</span>}
          </Box>
        ))}
      </Box>
      {total > rows.length &&
        (allAt ? (
          <Anchor to={allAt} color="accent.fg" fontSize="12px" display="inline-block" mt="1">
            Show all {formatNumber(total)}
          </Anchor>
        ) : (
          <Button variant="ghost" size="xs" mx="-2" color="accent.fg" onClick={() => setFirst(first + 100)}>
            Show {formatNumber(total - rows.length)} more
          </Button>
        ))}
    </chakra.section>
  );
}
