import { chakra } from "@chakra-ui/react";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../graphql/index.ts";
import { formatAgo, formatDateTime } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { SettingsPage } from "../settings/SettingsPage.tsx";
import { Button, EmptyState, ErrorState, LoadingRows, ObjectIcon, Row, Rows, toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { useTakingBack } from "./undo.ts";

const deletedDocument = graphql(`
  query RecentlyDeleted($objects: [String!]!, $first: Int!) {
    changes(filter: { operation: { equalTo: "delete" }, object: { in: $objects } }, orderBy: [ID_DESC], first: $first) {
      nodes { id at object recordId title userId transactionId }
    }
  }
`);

/** What was deleted, newest first, and the way back. */
export default function DeletedPage() {
  const { objects, object, member } = useMetadata();
  const [first, setFirst] = useState(50);
  const [restored, setRestored] = useState<ReadonlySet<string>>(new Set());
  const [{ data, error }, ask] = useQuery({
    query: deletedDocument,
    variables: { objects: objects.map(({ name }) => name), first },
    requestPolicy: "cache-and-network",
  });
  const { restore, undo } = useTakingBack();
  const all = present(data?.changes);
  const deleted = all.filter(
    (change, n) => !restored.has(change.recordId) && all.findIndex((one) => one.recordId === change.recordId) === n,
  );
  const bringBack = async (id: string) => {
    try {
      const { record, transactionId } = await restore(id);
      setRestored(new Set(restored).add(id));
      toast.done(`${record?.title || "Untitled"} restored`, transactionId ? () => undo(transactionId) : undefined);
    } catch (thrown) {
      toast.error(thrown);
    }
  };
  return (
    <SettingsPage
      title="Recently deleted"
      description="A record comes back with its notes, tasks and links, and with what pointed to it."
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={() => ask({ requestPolicy: "network-only" })} />
      ) : !data ? (
        <LoadingRows />
      ) : deleted.length === 0 ? (
        <EmptyState icon={Trash2} title="Nothing was deleted">
          Whatever is deleted from now on can be restored here.
        </EmptyState>
      ) : (
        <Rows role="list" aria-label="Deleted records">
          {deleted.map((change) => (
            <Row
              key={change.id}
              mark={<ObjectIcon name={object(change.object)?.icon ?? "box"} />}
              title={change.title || "Untitled"}
              detail={
                <chakra.time dateTime={change.at} title={formatDateTime(change.at)}>
                  {member(change.userId)?.name ?? "Rowan"}, {formatAgo(change.at)}
                </chakra.time>
              }
            >
              <Button size="xs" onClick={() => void bringBack(change.recordId)}>
                Restore
              </Button>
            </Row>
          ))}
        </Rows>
      )}
      {all.length === first && (
        <Button variant="ghost" mt="3" onClick={() => setFirst(Math.min(1000, first + 100))}>
          Show older
        </Button>
      )}
    </SettingsPage>
  );
}
