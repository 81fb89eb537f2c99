import { Box, chakra } from "@chakra-ui/react";
import { Fragment, useState } from "react";
import { Link } from "react-router";
import { useQuery } from "urql";
import { formatNumber } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { camel } from "../records/document.ts";
import { textOf } from "../records/fields/text.ts";
import type { Row } from "../records/row.ts";
import { ErrorState, LoadingRows, Tag } from "../ui/index.ts";
import { type FieldMeta, type Metadata, type ObjectMeta, recordPath, useMetadata } from "../workspace/metadata.ts";
import { Counts, type Outcome, outcomes } from "./Counts.tsx";
import { type Import, importRowsDocument, list, type Problem } from "./queries.ts";

const Anchor = chakra(Link);

/** What becomes, or became, of the rows: how many of each, why some are rejected, and the rows themselves. */
export function Results({ one, isReal }: { one: Import; isReal: boolean }) {
  const { object: objectOf } = useMetadata();
  const first =
    outcomes.toReversed().find(({ name }) => one[name] > 0 && name !== "unchanged")?.name ??
    outcomes.find(({ name }) => one[name] > 0)?.name;
  const [chosen, setChosen] = useState<Outcome | undefined>(first);
  const made = Object.entries(one.related).map(([name, count]) => {
    const object = objectOf(name);
    const label =
      (count === 1 ? object?.label : object?.labelPlural)?.toLowerCase() ??
      (count === 1 ? name.replace(/s$/, "") : name);
    return `${formatNumber(count)} ${label}`;
  });
  return (
    <Box display="flex" flexDirection="column" gap="4">
      <Counts one={one} chosen={chosen} onChoose={setChosen} />
      {made.length > 0 && (
        <chakra.p color="fg.muted">
          {isReal ? "Made along with them: " : "Will be made along with them: "}
          {made.join(", ")}.
        </chakra.p>
      )}
      <Reasons one={one} />
      {chosen && <RowList key={chosen} one={one} outcome={chosen} isReal={isReal} />}
    </Box>
  );
}

function Reasons({ one }: { one: Import }) {
  const metadata = useMetadata();
  if (one.problems.length === 0) return null;
  return (
    <Box as="ul" aria-label="Reasons" display="flex" flexDirection="column" gap="1.5">
      {one.problems.slice(0, 12).map(({ field, severity, message, count = 1, values = [] }) => (
        <Box as="li" key={`${field}${message}${severity}`} display="flex" alignItems="baseline" gap="2" minW="0">
          <chakra.span display="inline-flex" flexShrink={0}>
            <Tag color={severity === "error" ? "red" : "amber"}>{severity === "error" ? "Rejected" : "Left out"}</Tag>
          </chakra.span>
          <chakra.span minW="0">
            <chakra.span className="num">{formatNumber(count)}</chakra.span> {count === 1 ? "row" : "rows"}
            {field && ` · ${labelOf(field, metadata.object(one.object), metadata)}`}: {message}
            {values.length > 0 && <chakra.span color="fg.muted"> {values.slice(0, 3).join(", ")}</chakra.span>}
          </chakra.span>
        </Box>
      ))}
    </Box>
  );
}

function RowList({ one, outcome, isReal }: { one: Import; outcome: Outcome; isReal: boolean }) {
  const metadata = useMetadata();
  const object = metadata.object(one.object);
  const [{ data, error }, ask] = useQuery({
    query: importRowsDocument,
    variables: { id: one.id, outcome },
    requestPolicy: "network-only",
  });
  if (error) return <ErrorState error={error} onRetry={() => ask()} />;
  if (!data?.importRows) return <LoadingRows rows={4} />;
  const rows = present(data.importRows);
  return (
    <Box borderWidth="1px" borderRadius="panel" overflow="hidden">
      <Box maxH="96" overflow="auto" tabIndex={0} role="region" aria-label="Rows">
        <chakra.table
          w="full"
          css={{
            "& th, & td": { textAlign: "start", verticalAlign: "top", padding: "6px 12px" },
            "& tbody tr": { borderTopWidth: "1px" },
          }}
        >
          <chakra.thead color="fg.subtle" fontSize="12px" position="sticky" top="0" bg="bg">
            <tr>
              <th scope="col">Row</th>
              <th scope="col">{outcome === "rejected" ? "Cells" : object?.label}</th>
              <th scope="col">{lastColumn[outcome]}</th>
            </tr>
          </chakra.thead>
          <tbody>
            {rows.map(({ rowNumber, title, recordId, problems, diff, cells }) => (
              <tr key={rowNumber}>
                <td className="num">{rowNumber}</td>
                <td>
                  {outcome === "rejected" ? (
                    <chakra.span color="fg.muted">{(cells ?? []).filter(Boolean).slice(0, 4).join(" · ")}</chakra.span>
                  ) : isReal && object && recordId && one.status === "done" ? (
                    <Anchor to={recordPath(object, recordId)} className="cut">
                      {title || "Without a name"}
                    </Anchor>
                  ) : (
                    title || <chakra.span color="fg.muted">Without a name</chakra.span>
                  )}
                </td>
                <td>
                  {outcome === "created" ? (
                    <Values diff={diff} object={object} metadata={metadata} />
                  ) : (
                    changesOf(diff, object, metadata).map(({ label, before, after }) => (
                      <chakra.p key={label}>
                        {label}: <chakra.del color="fg.muted">{before || "empty"}</chakra.del> → {after || "empty"}
                      </chakra.p>
                    ))
                  )}
                  {list<Problem>(problems).map(({ message, value, column, severity }) => (
                    <Fragment key={`${column}${message}`}>
                      <chakra.p color={severity === "error" ? "danger.fg" : "fg.muted"}>
                        {column && `${column}: `}
                        {message} {value && <chakra.span color="fg.muted">{value}</chakra.span>}
                      </chakra.p>
                    </Fragment>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </chakra.table>
      </Box>
      {one[outcome] > rows.length && (
        <chakra.p px="3" py="2" borderTopWidth="1px" color="fg.muted" fontSize="12px">
          The first {rows.length} of {formatNumber(one[outcome])}.
        </chakra.p>
      )}
    </Box>
  );
}

const lastColumn = { created: "Values", updated: "Changes", unchanged: "", rejected: "Why" };

/** What a new record gets, as its list will show it; its title stands before. */
function Values({ diff, object, metadata }: { diff: unknown; object: ObjectMeta | undefined; metadata: Metadata }) {
  return (
    <Box display="flex" flexWrap="wrap" columnGap="3" minW="40">
      {changesOf(diff, object, metadata)
        .filter(({ name }) => name !== object?.title.name)
        .map(({ label, after }) => (
          <chakra.span key={label} maxW="72" truncate>
            <chakra.span color="fg.muted">{label}:</chakra.span> {after}
          </chakra.span>
        ))}
    </Box>
  );
}

/** What people call what an import fills: fields, the currency of amounts, and what notes and tasks are about. */
function labelOf(name: string, object: ObjectMeta | undefined, metadata: Metadata): string {
  const field = object?.fields.find((one) => one.name === name);
  const about = name.startsWith("about_") ? metadata.object(name.slice("about_".length)) : undefined;
  return field?.label ?? (about ? `About ${about.labelPlural.toLowerCase()}` : name === "currency" ? "Currency" : name);
}

/** The values before and after, in the order of the fields. */
function changesOf(diff: unknown, object: ObjectMeta | undefined, metadata: Metadata) {
  const changes = Object.entries<unknown>(Object(diff)).map(([name, change]) => ({
    name,
    values: list<unknown>(change),
  }));
  const place = (name: string) => object?.fields.findIndex((field) => field.name === name) ?? -1;
  const row = (n: number) => ({
    id: "",
    ...Object.fromEntries(changes.map(({ name, values }) => [camel(name), values[n]])),
  });
  return changes
    .toSorted((a, b) => place(a.name) - place(b.name))
    .map(({ name, values: [before, after] }) => {
      const field = object?.fields[place(name)];
      return {
        name,
        label: labelOf(name, object, metadata),
        before: shown(before, field, row(0), metadata),
        after: shown(after, field, row(1), metadata),
      };
    });
}

/** Related records, members and stages come by name. */
function shown(value: unknown, field: FieldMeta | undefined, row: Row, metadata: Metadata): string {
  const isNamed =
    !field || ["relation", "many_to_many", "member"].includes(field.type) || field.settings.options !== undefined;
  if (!isNamed) return textOf(value, field, row, metadata);
  return Array.isArray(value) ? value.join(", ") : String(value ?? "");
}
