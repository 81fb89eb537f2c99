import { Box, chakra } from "@chakra-ui/react";
import { CirclePlus, History, Link2, Trash2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { isRecord } from "../auth/answers.ts";
import { formatAgo, formatDate, formatDateTime } from "../lib/formats.ts";
import { textOf } from "../records/fields/text.ts";
import { text } from "../records/row.ts";
import { Tag } from "../ui/index.ts";
import { type FieldMeta, type Metadata, type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { useRecordTitle } from "./useRecordTitle.ts";

const technical = new Set([
  "id",
  "created_at",
  "created_by",
  "updated_at",
  "updated_by",
  "position",
  "search",
  "name_key",
]);

/** A change as the audit log has it. */
export interface Change {
  id: string;
  at: string;
  operation: string;
  /** The object of the record; of a link, its table. */
  object: string;
  userId: string | null;
  dbRole: string;
  source: string;
  old: unknown;
  new: unknown;
  transactionId: string;
  undoes?: string | null;
}

/** Who made a change: a member, a login to the database, or the program itself. */
export function changerOf(
  { userId, source, dbRole }: Pick<Change, "userId" | "source" | "dbRole">,
  member: Metadata["member"],
): string {
  return member(userId)?.name ?? (source === "sql" ? dbRole : "Rowan");
}

/** The fields of several records by which records of this object are linked, from either end. */
export function linkFieldsOf(object: ObjectMeta, objects: readonly ObjectMeta[]): FieldMeta[] {
  return objects.flatMap(({ fields }) =>
    fields.filter((field) => field.linkTable && (field.object === object.name || field.targetObject === object.name)),
  );
}

/** Who changed what of a record from which value to which, in a sentence; `actions` stand at its end. */
export function ChangeLine({
  object,
  id,
  change,
  actions,
}: {
  object: ObjectMeta;
  id: string | null;
  change: Change;
  actions?: ReactNode;
}) {
  const { objects, member } = useMetadata();
  const [isOpen, setIsOpen] = useState(false);
  const who = changerOf(change, member);
  const before = isRecord(change.old) ? change.old : {};
  const after = isRecord(change.new) ? change.new : {};
  const columns = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (column) => !technical.has(column),
  );
  const parts = columns.flatMap((column) => {
    const field = object.fields.find((one) => one.columnName === column);
    return field && !(object.title.isReadOnly && field.id === object.title.id)
      ? [{ field, before: before[column], after: after[column] }]
      : [];
  });
  const link = linkFieldsOf(object, objects).find((field) => field.linkTable === change.object);
  const ends = change.operation === "insert" ? after : before;
  const isSource = ends.source_id === id;
  const isRestored = !link && change.operation === "insert" && Boolean(change.undoes);
  if (!link && change.operation === "update" && parts.length === 0) return null;
  const Icon = link
    ? Link2
    : change.operation === "insert"
      ? CirclePlus
      : change.operation === "delete"
        ? Trash2
        : History;
  const visible = isOpen ? parts : parts.slice(0, 3);
  return (
    <Box display="flex" gap="2" py="1.5" px="1" color="fg.muted" fontSize="12px" alignItems="baseline">
      <chakra.span flexShrink={0} position="relative" top="2px" color="fg.subtle">
        <Icon size={13} aria-hidden />
      </chakra.span>
      <Box flex="1" minW="0" overflowWrap="anywhere">
        <chakra.span color="fg">{who}</chakra.span> {change.undoes && !isRestored ? "by undoing, " : ""}
        {link ? (
          <>
            {change.operation === "insert" ? "added " : "removed "}
            <OtherRecord id={text(isSource ? ends.target_id : ends.source_id)} otherwise="a record" />
            {change.operation === "insert" ? " to " : " from "}
            {(isSource ? link.label : (link.inverseLabel ?? link.label)).toLowerCase()}
          </>
        ) : change.operation === "insert" ? (
          `${isRestored ? "restored" : "created"} this ${object.label.toLowerCase()}`
        ) : change.operation === "delete" ? (
          `deleted this ${object.label.toLowerCase()}`
        ) : (
          <>
            {visible.map(({ field, before: was, after: is }, index) => (
              <span key={field.id}>
                {index > 0 && ", "}
                changed {field.label.toLowerCase()}{" "}
                {was !== null && was !== undefined && was !== "" && (
                  <>
                    from <OldValue field={field} value={was} />{" "}
                  </>
                )}
                to <OldValue field={field} value={is} />
              </span>
            ))}
            {parts.length > visible.length && (
              <>
                {" "}
                <chakra.button type="button" color="accent.fg" cursor="pointer" onClick={() => setIsOpen(true)}>
                  and {parts.length - visible.length} more
                </chakra.button>
              </>
            )}
          </>
        )}
      </Box>
      {actions}
      <chakra.time dateTime={change.at} title={formatDateTime(change.at)} flexShrink={0} color="fg.subtle">
        {formatAgo(change.at)}
      </chakra.time>
    </Box>
  );
}

/** A value as history has it: the column's, without the related record's title. */
export function OldValue({ field, value }: { field: FieldMeta; value: unknown }): ReactNode {
  const metadata = useMetadata();
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0))
    return <chakra.span fontStyle="italic">nothing</chakra.span>;
  if (field.type === "enum") {
    const option = field.options.find((one) => one.value === value);
    return <Tag color={option?.color}>{option?.label ?? text(value)}</Tag>;
  }
  if (field.type === "relation")
    return <OtherRecord id={text(value)} otherwise={`another ${field.label.toLowerCase()}`} />;
  if (field.type === "date") return <>{formatDate(text(value).slice(0, 10))}</>;
  const shown = textOf(value, field, { id: "" }, metadata) || text(value);
  return <chakra.span color="fg">{shown.length > 80 ? `${shown.slice(0, 80)}…` : shown}</chakra.span>;
}

/** A related record by its name, if I may know it. */
function OtherRecord({ id, otherwise }: { id: string; otherwise: string }) {
  const title = useRecordTitle(id);
  return title === undefined ? otherwise : <chakra.span color="fg">{title || "Untitled"}</chakra.span>;
}

const sources: Record<string, string> = {
  web: "Rowan",
  graphql: "GraphQL",
  rest: "REST",
  import: "Import",
  undo: "Undo",
  sql: "SQL",
};

/** Through what a change came. */
export function sourceName(source: string): string {
  return sources[source] ?? source;
}
