import { Box, chakra } from "@chakra-ui/react";
import { Download, ScrollText } from "lucide-react";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../graphql/index.ts";
import { foldChanges } from "../home/foldChanges.ts";
import { present } from "../lib/present.ts";
import { SettingsPage } from "../settings/SettingsPage.tsx";
import { downloadExport } from "../transfer/download.ts";
import { Button, EmptyState, ErrorState, Field, Input, LoadingRows, Rows, Select, toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { AuditLine } from "./AuditLine.tsx";

const auditDocument = graphql(`
  query AuditLog($filter: ChangeFilter, $first: Int!) {
    changes(filter: $filter, orderBy: [ID_DESC], first: $first) {
      nodes { id at operation object recordId title userId dbRole source transactionId undoes old new }
    }
  }
`);

/** As many as the server gives at once. */
const most = 1000;

/** Who changed what, when and from where. */
export default function AuditPage() {
  const { objects, members, manages } = useMetadata();
  const [userId, setUserId] = useState("");
  const [object, setObject] = useState("");
  const [operation, setOperation] = useState("");
  const [since, setSince] = useState("");
  const [until, setUntil] = useState("");
  const [first, setFirst] = useState(100);
  const at = {
    ...(since && { greaterThanOrEqualTo: new Date(since).toISOString() }),
    ...(until && { lessThan: new Date(new Date(until).getTime() + 86_400_000).toISOString() }),
  };
  const filter = {
    object: object ? { equalTo: object } : { in: objects.map(({ name }) => name) },
    ...(userId && { userId: { equalTo: userId } }),
    ...(operation && { operation: { equalTo: operation } }),
    ...(Object.keys(at).length > 0 && { at }),
  };
  const [{ data, error }, ask] = useQuery({
    query: auditDocument,
    variables: { filter, first },
    requestPolicy: "cache-and-network",
  });
  const reload = () => ask({ requestPolicy: "network-only" });
  const changes = present(data?.changes);
  const groups = foldChanges(changes);
  const hasOlder = changes.length === first;
  // What changed many records at once is one line: there is room for more.
  const isShort = hasOlder && groups.length < 20;
  useEffect(() => {
    if (isShort) setFirst(most);
  }, [isShort]);
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
          <Input type="date" value={since} onChange={(event) => setSince(event.target.value)} />
        </Field>
        <Field label="To">
          <Input type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
        </Field>
      </Box>
      {error && !data ? (
        <ErrorState error={error} onRetry={reload} />
      ) : !data ? (
        <LoadingRows />
      ) : groups.length === 0 ? (
        <EmptyState icon={ScrollText} title="Nothing of the kind has happened">
          Choose other members, objects or days.
        </EmptyState>
      ) : (
        <Rows role="list" aria-label="Changes">
          {groups.map((group) => (
            <AuditLine
              key={group.id}
              group={group}
              changes={changes.filter(
                (change) => change.transactionId === group.transactionId && change.object === group.object,
              )}
              onUndone={reload}
            />
          ))}
        </Rows>
      )}
      {hasOlder && first < most && (
        <Button variant="ghost" mt="3" onClick={() => setFirst(Math.min(most, first + 300))}>
          Show older
        </Button>
      )}
      {hasOlder && first === most && (
        <chakra.p color="fg.muted" mt="3">
          These are the newest {most.toLocaleString()} changes of the kind. For older ones, choose days above.
        </chakra.p>
      )}
    </SettingsPage>
  );
}
