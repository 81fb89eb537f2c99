import { Box, chakra } from "@chakra-ui/react";
import { Plus } from "lucide-react";
import { Button, Select, Tag } from "../ui/index.ts";
import { type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import type { Column, Match } from "./queries.ts";
import { ValueMap } from "./ValueMap.tsx";

export interface Target {
  field: string;
  label: string;
  type: string;
  isRequired: boolean | null;
  isUnique: boolean | null;
  isList: boolean | null;
  targetObject: string | null;
  settings: unknown;
}

/** One column of the file: its name and some values, the field it goes into, and what happens to what is not found. */
export function ColumnLine({
  importId,
  column,
  object,
  targets,
  used,
  match,
  onMatch,
  onCreate,
}: {
  importId: string;
  column: Column;
  object: ObjectMeta;
  targets: readonly Target[];
  used: ReadonlySet<string>;
  match: Match | undefined;
  onMatch: (match: Match | undefined) => void;
  onCreate: (() => void) | undefined;
}) {
  const { object: objectOf } = useMetadata();
  const target = targets.find(({ field }) => field === match?.field);
  const confidence = column.suggestions.find(({ field }) => field === match?.field)?.confidence;
  const related = target?.targetObject ? objectOf(target.targetObject)?.labelPlural.toLowerCase() : undefined;
  const isChoice = target?.type === "enum" || target?.type === "multi_enum";
  return (
    <Box
      as="li"
      display="grid"
      gridTemplateColumns={{ base: "1fr", md: "minmax(0, 1fr) minmax(0, 1fr)" }}
      gap={{ base: "2", md: "4" }}
      px="3"
      py="2.5"
    >
      <Box minW="0">
        <chakra.p fontWeight="500" truncate>
          {column.name}
        </chakra.p>
        <chakra.p color="fg.muted" fontSize="12px" truncate>
          {column.samples.length > 0 ? column.samples.join(" · ") : "No values"}
          {column.filled > 0 && column.filled < 1 && ` · ${Math.round(column.filled * 100)}% filled`}
        </chakra.p>
      </Box>
      <Box minW="0" display="flex" flexDirection="column" gap="1.5">
        <Box display="flex" alignItems="center" gap="2">
          <Select
            aria-label={`Field for ${column.name}`}
            size="sm"
            color={match ? "fg" : "fg.muted"}
            value={match?.field ?? ""}
            onChange={(event) =>
              onMatch(event.target.value ? { column: column.index, field: event.target.value } : undefined)
            }
          >
            <option value="">Not imported</option>
            {targets.map(({ field, label, isList, isRequired }) => (
              <option key={field} value={field} disabled={used.has(field) && field !== match?.field && !isList}>
                {label}
                {isRequired ? " *" : ""}
              </option>
            ))}
          </Select>
          {match && confidence !== undefined && confidence < 0.85 && (
            <chakra.span display="inline-flex" flexShrink={0}>
              <Tag color="amber">Please check</Tag>
            </chakra.span>
          )}
          {!match && column.filled > 0 && onCreate && (
            <Button size="sm" variant="ghost" onClick={onCreate} aria-label={`Create a field for ${column.name}`}>
              <Plus size={14} aria-hidden />
              New field
            </Button>
          )}
        </Box>
        {match && related && (
          <Box display="flex" flexDirection="column" gap="1.5">
            <Select
              aria-label={`When there is none of ${column.name}`}
              size="sm"
              value={match.missing ?? "create"}
              onChange={(event) => onMatch({ ...match, missing: event.target.value })}
            >
              <option value="create">Make missing {related}</option>
              <option value="reject">Reject rows without one</option>
              <option value="empty">Leave empty without one</option>
            </Select>
            <Select
              aria-label={`How ${column.name} are found`}
              size="sm"
              value={match.match ?? "auto"}
              onChange={(event) => onMatch({ ...match, match: event.target.value })}
            >
              <option value="auto">Find by name, e-mail, domain</option>
              <option value="title">Find by name</option>
              {objectOf(target?.targetObject ?? "")?.fields.some(({ type }) => type === "emails") && (
                <option value="emails">Find by e-mail</option>
              )}
              {objectOf(target?.targetObject ?? "")?.fields.some(({ name }) => name === "domain") && (
                <option value="domain">Find by domain</option>
              )}
              <option value="id">Find by ID</option>
            </Select>
          </Box>
        )}
        {match && isChoice && (
          <ValueMap
            importId={importId}
            column={column}
            object={object}
            field={match.field}
            match={match}
            onMatch={onMatch}
          />
        )}
      </Box>
    </Box>
  );
}
