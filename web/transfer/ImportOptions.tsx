import { Box, chakra } from "@chakra-ui/react";
import { Checkbox, Field, Select, Tag } from "../ui/index.ts";
import type { Target } from "./ColumnLine.tsx";
import { dateExample, numberExample } from "./example.ts";
import type { Column, Match, Options } from "./queries.ts";

const telling = new Set(["text", "emails", "phones", "url", "number", "id", "date"]);

/** What happens to records that are there already, and how dates and numbers are meant. */
export function ImportOptions({
  columns,
  mapping,
  targets,
  options,
  onChange,
}: {
  columns: readonly Column[];
  mapping: readonly Match[];
  targets: readonly Target[];
  options: Options;
  onChange: (options: Options) => void;
}) {
  const mode = options.mode ?? "create";
  const matchBy = options.matchBy ?? [];
  const matched = targets.filter(
    ({ field, type }) => telling.has(type) && mapping.some((match) => match.field === field),
  );
  const used = columns.filter(({ index }) => mapping.some(({ column }) => column === index));
  const of = (kind: string, doubt: "dateOrder" | "numberFormat") =>
    used.find(({ doubts }) => doubts?.[doubt]) ?? used.find((column) => column.kind === kind);
  const dates = of("date", "dateOrder");
  const numbers = of("number", "numberFormat");
  const dateOrder = options.dateOrder ?? "MDY";
  const numberFormat = options.numberFormat ?? "1,234.56";
  const set = (change: Options) => onChange({ ...options, ...change });
  const usual = matched.find(({ type, isUnique }) => isUnique || type === "emails") ?? matched[0];
  return (
    <Box display="grid" gridTemplateColumns={{ base: "1fr", md: "1fr 1fr" }} gap="4">
      <Field label="Existing records">
        <Select
          value={mode}
          onChange={(event) => {
            const next =
              event.target.value === "update" || event.target.value === "both" ? event.target.value : "create";
            set({ mode: next, matchBy: next !== "create" && matchBy.length === 0 && usual ? [usual.field] : matchBy });
          }}
        >
          <option value="create">Only create new ones</option>
          <option value="both">Update those that are there, create the others</option>
          <option value="update">Only update those that are there</option>
        </Select>
      </Field>
      <chakra.fieldset minW="0">
        <chakra.legend textStyle="label" color="fg.muted" mb="1.5">
          {mode === "create"
            ? "Reject rows whose record is there already, by (optional)"
            : "A row and a record are the same when they share"}
        </chakra.legend>
        <Box display="flex" flexWrap="wrap" gap="3" minH="8" alignItems="center">
          {matched.map(({ field, label }) => (
            <Checkbox
              key={field}
              checked={matchBy.includes(field)}
              onChange={() =>
                set({ matchBy: matchBy.includes(field) ? matchBy.filter((one) => one !== field) : [...matchBy, field] })
              }
            >
              {label}
            </Checkbox>
          ))}
        </Box>
      </chakra.fieldset>
      {dates && (
        <Field
          label="Dates are written"
          help={<Example column={dates} doubt="dateOrder" read={(value) => dateExample(value, dateOrder)} />}
        >
          <Select value={dateOrder} onChange={(event) => set({ dateOrder: event.target.value })}>
            <option value="MDY">Month, day, year (12/31/2025)</option>
            <option value="DMY">Day, month, year (31.12.2025)</option>
            <option value="YMD">Year, month, day (2025-12-31)</option>
          </Select>
        </Field>
      )}
      {numbers && (
        <Field
          label="Numbers are written"
          help={<Example column={numbers} doubt="numberFormat" read={(value) => numberExample(value, numberFormat)} />}
        >
          <Select value={numberFormat} onChange={(event) => set({ numberFormat: event.target.value })}>
            <option>1,234.56</option>
            <option>1.234,56</option>
          </Select>
        </Field>
      )}
      {mode !== "create" && (
        <Field label="Empty cells">
          <Select value={options.emptyCells ?? "keep"} onChange={(event) => set({ emptyCells: event.target.value })}>
            <option value="keep">Keep what the record has</option>
            <option value="clear">Clear what the record has</option>
          </Select>
        </Field>
      )}
    </Box>
  );
}

/** A value of the file, and how it is read so. */
function Example({
  column: { doubts, samples },
  doubt,
  read,
}: {
  column: Column;
  doubt: "dateOrder" | "numberFormat";
  read: (value: string) => string | undefined;
}) {
  const unclear = doubts?.[doubt];
  const value = unclear ?? samples.find((sample) => read(sample) !== undefined) ?? "";
  const meaning = read(value);
  return (
    <>
      {unclear && (
        <>
          <Tag color="amber">Please check</Tag>{" "}
        </>
      )}
      {meaning ? `${value} is read as ${meaning}` : value && `${value} cannot be read so`}
    </>
  );
}
