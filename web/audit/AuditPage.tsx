import { Box } from "@chakra-ui/react";
import { Download, ScrollText } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../graphql/index.ts";
import { type ChangeGroup, type ChangeLine, foldChanges } from "../home/foldChanges.ts";
import { startOf } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { SettingsPage } from "../settings/SettingsPage.tsx";
import { downloadExport } from "../transfer/download.ts";
import { Button, DateInput, EmptyState, ErrorState, Field, LoadingRows, Rows, Select, toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { AuditLine } from "./AuditLine.tsx";
import { filterAfter, type Part, Parts, ShowOlder, useEnd } from "./Parts.tsx";
import type { StepPart } from "./step.ts";

const auditDocument = graphql(`
  query AuditLog($filter: ChangeFilter, $first: Int!) {
    changes(filter: $filter, orderBy: [ID_DESC], first: $first) {
      nodes { id at operation object recordId title userId dbRole source transactionId undoes old new }
    }
  }
`);

const atOnce = 200;

/** Who changed what, when and from where. */
export default function AuditPage() {
  const { objects, members, manages } = useMetadata();
  const [userId, setUserId] = useState("");
  const [object, setObject] = useState("");
  const [operation, setOperation] = useState("");
  const [since, setSince] = useState("");
  const [until, setUntil] = useState("");
  const at = {
    ...(since && { greaterThanOrEqualTo: startOf(since).toISOString() }),
    ...(until && { lessThan: startOf(until, 1).toISOString() }),
  };
  const filter = {
    object: object ? { equalTo: object } : { in: objects.map(({ name }) => name) },
    ...(userId && { userId: { equalTo: userId } }),
    ...(operation && { operation: { equalTo: operation } }),
    ...(Object.keys(at).length > 0 && { at }),
  };
  const save = async () => {
    try {
      await downloadExport({ path: "changes", name: "changes", format: "csv", filter, orderBy: ["ID_DESC"] });
    } catch (thrown) {
      toast.error(thrown);
    }
  };

  return (
    <SettingsPage
      title="Audit log"
      description="Every change of every record, by whom and from where; also by SQL. What was changed together can be undone together."
      wide
      actions={
        manages("export") && (
          <Button onClick={() => void save()}>
            <Download size={14} aria-hidden /> Export
          </Button>
        )
      }
    >
      <Box display="grid" gridTemplateColumns="repeat(auto-fit, minmax(150px, 1fr))" gap="3" mb="4">
        <Field label="Member">
          <Select value={userId} onChange={(event) => setUserId(event.target.value)}>
            <option value="">Everybody</option>
            {members.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Object">
          <Select value={object} onChange={(event) => setObject(event.target.value)}>
            <option value="">All</option>
            {objects.map((one) => (
              <option key={one.name} value={one.name}>
                {one.labelPlural}
              </option>
            ))}
          </Select>
        </Field>
        <Box gridColumn={{ base: "1 / -1", sm: "auto" }}>
          <Field label="What">
            <Select value={operation} onChange={(event) => setOperation(event.target.value)}>
              <option value="">Anything</option>
              <option value="insert">Created</option>
              <option value="update">Changed</option>
              <option value="delete">Deleted</option>
            </Select>
          </Field>
        </Box>
        <Field label="From">
          <DateInput label="From" size="md" w="full" value={since} onChange={setSince} />
        </Field>
        <Field label="To">
          <DateInput label="To" size="md" w="full" value={until} onChange={setUntil} />
        </Field>
      </Box>
      <Parts key={JSON.stringify(filter)}>{(part) => <ChangesAfter {...part} filter={filter} />}</Parts>
    </SettingsPage>
  );
}

/** A part of them; the transaction at its end is told by its numbers. */
function ChangesAfter({ filter, after, onOlder, onReset }: Part & { filter: Record<string, unknown> }) {
  const [{ data, error }, ask] = useQuery({
    query: auditDocument,
    variables: { filter: filterAfter(filter, after), first: atOnce },
    requestPolicy: "cache-and-network",
  });
  const changes = present(data?.changes);
  const { last, step } = useEnd(changes, { filter, atOnce });
  const groups = withStep(foldChanges(changes), last, step);
  if (error && !data) return <ErrorState error={error} onRetry={() => ask({ requestPolicy: "network-only" })} />;
  if (!data || (last && !step)) return <LoadingRows />;
  if (groups.length === 0 && !after)
    return (
      <EmptyState icon={ScrollText} title="Nothing of the kind has happened">
        Choose other members, objects or days.
      </EmptyState>
    );
  return (
    <>
      {groups.length > 0 && (
        <Rows role="list" aria-label={after ? "Older changes" : "Changes"}>
          {groups.map((group) => (
            <AuditLine
              key={group.id}
              group={group}
              changes={changes.filter(
                (change) => change.transactionId === group.transactionId && change.object === group.object,
              )}
              onUndone={onReset}
            />
          ))}
        </Rows>
      )}
      <ShowOlder last={last} onOlder={onOlder} />
    </>
  );
}

/** The transaction at the end of a part is told by all that it did, not by what of it is in the part. */
function withStep(
  groups: readonly ChangeGroup[],
  last: ChangeLine | undefined,
  step: readonly StepPart[] | undefined,
): ChangeGroup[] {
  if (!last || !step) return [...groups];
  const isLast = (group: ChangeGroup) => group.transactionId === last.transactionId;
  const told = step.map(({ object, operation, count }): ChangeGroup => {
    const known = groups.find((group) => isLast(group) && group.object === object && group.operation === operation);
    return { ...(known ?? { ...last, id: `${last.id} ${object} ${operation}`, object, operation, title: "…" }), count };
  });
  return [...groups.filter((group) => !isLast(group)), ...told];
}
