import { Box, chakra } from "@chakra-ui/react";
import { Trash2 } from "lucide-react";
import { useEffect, useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../graphql/index.ts";
import { formatAgo, formatDateTime, formatNumber } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { useThrottled } from "../lib/useThrottled.ts";
import { SettingsPage } from "../settings/SettingsPage.tsx";
import { Button, EmptyState, ErrorState, Input, LoadingRows, ObjectIcon, Row, Rows, toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { few, filterAfter, type Mark, type Part, Parts, ShowOlder, useEnd } from "./Parts.tsx";
import { UndoStep } from "./UndoStep.tsx";
import { useTakingBack } from "./undo.ts";

const deletedDocument = graphql(`
  query RecentlyDeleted($filter: ChangeFilter!, $first: Int!) {
    changes(filter: $filter, orderBy: [ID_DESC], first: $first) {
      nodes { id at object recordId title userId transactionId }
    }
  }
`);
/** Which of these are there (again). */
const thereDocument = graphql(`
  query There($ids: [UUID!]!) { records(filter: { id: { in: $ids } }, first: 1000) { nodes { id } } }
`);

const atOnce = 100;

/** What was deleted, newest first, and the way back. */
export default function DeletedPage() {
  const { objects } = useMetadata();
  const [typed, setTyped] = useState("");
  const search = useThrottled(typed.trim(), 300);
  const filter = {
    operation: { equalTo: "delete" },
    object: { in: objects.map(({ name }) => name) },
    ...(search && { title: { includesInsensitive: search } }),
  };
  return (
    <SettingsPage
      title="Recently deleted"
      description="A record comes back with its notes, tasks and links, and with what pointed to it."
    >
      <Box mb="3" maxW="320px">
        <Input
          type="search"
          aria-label="Search what was deleted"
          placeholder="Search by name"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Box>
      <Parts key={search}>{(part) => <DeletedAfter {...part} filter={filter} isSearch={search !== ""} />}</Parts>
    </SettingsPage>
  );
}

/** A part of them; those that a transaction deleted together are told at once, if they are many. */
function DeletedAfter({
  filter,
  isFirst,
  isSearch,
  after,
  onRenew,
  onSkip,
  onOlder,
}: Part & { filter: Record<string, unknown>; isSearch: boolean }) {
  const metadata = useMetadata();
  const { restore, undo } = useTakingBack();
  const [asking, setAsking] = useState<string>();
  const [{ data, error }, ask] = useQuery({
    query: deletedDocument,
    variables: { filter: filterAfter(filter, after), first: atOnce },
    requestPolicy: "cache-and-network",
  });
  const all = present(data?.changes);
  const [{ data: there }] = useQuery({
    query: thereDocument,
    variables: { ids: all.map((change) => change.recordId) },
    pause: all.length === 0,
    requestPolicy: "network-only",
  });
  const alive = new Set(present(there?.records).map((record) => record.id));
  const { last, step } = useEnd(all, { filter, atOnce });
  const isLoading = !data || (all.length > 0 && !there) || (last && !step);
  const gone = all.filter((change, n) => {
    const isNewest = all.findIndex((one) => one.recordId === change.recordId) === n;
    return isNewest && !alive.has(change.recordId);
  });
  const skipped = !isLoading && gone.length === 0 ? last : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each
  useEffect(() => {
    if (skipped) onSkip(skipped);
  }, [skipped?.id]);
  if (error && !data) return <ErrorState error={error} onRetry={() => ask({ requestPolicy: "network-only" })} />;
  if (isLoading || skipped) return <LoadingRows />;
  const isLast = (one: { transactionId: string }) => one.transactionId === last?.transactionId;
  const isTogether = (one: Mark & { object: string }, other: Mark & { object: string }) =>
    one.transactionId === other.transactionId && one.object === other.object;
  const groups = gone
    .filter((change, n) => gone.findIndex((one) => isTogether(one, change)) === n)
    .map((change) => {
      const records = gone.filter((one) => isTogether(one, change));
      const part = isLast(change) ? step?.find((one) => one.object === change.object) : undefined;
      return { ...change, records, count: part?.count ?? records.length };
    });
  const bringBack = async (id: string) => {
    try {
      const { record, transactionId } = await restore(id);
      toast.done(`${record?.title || "Untitled"} restored`, transactionId ? () => undo(transactionId) : undefined);
      onRenew();
    } catch (thrown) {
      toast.error(thrown);
    }
  };
  const when = ({ at, userId }: { at: string; userId: string | null }) => (
    <chakra.time dateTime={at} title={formatDateTime(at)}>
      {metadata.member(userId)?.name ?? "Rowan"}, {formatAgo(at)}
    </chakra.time>
  );
  if (groups.length === 0 && isFirst)
    return isSearch ? (
      <EmptyState icon={Trash2} title="Nothing of that name was deleted" />
    ) : (
      <EmptyState icon={Trash2} title="Nothing was deleted">
        Whatever is deleted from now on can be restored here.
      </EmptyState>
    );
  return (
    <>
      {groups.length > 0 && (
        <Rows role="list" aria-label={after ? "Deleted before" : "Deleted records"}>
          {groups.flatMap((group) => {
            const of = metadata.object(group.object);
            const mark = <ObjectIcon name={of?.icon ?? "box"} />;
            if (group.count > few)
              return (
                <Row
                  key={group.id}
                  mark={mark}
                  title={`${formatNumber(group.count)} ${(of?.labelPlural ?? group.object).toLowerCase()}`}
                  detail={when(group)}
                >
                  <Button size="xs" onClick={() => setAsking(group.transactionId)}>
                    Restore all
                  </Button>
                </Row>
              );
            return group.records.map((change) => (
              <Row key={change.id} mark={mark} title={change.title || "Untitled"} detail={when(change)}>
                <Button size="xs" onClick={() => void bringBack(change.recordId)}>
                  Restore
                </Button>
              </Row>
            ));
          })}
        </Rows>
      )}
      <ShowOlder last={last} onOlder={onOlder} />
      {asking && (
        <UndoStep
          transactionId={asking}
          onUndo={async () => {
            toast.done("Restored", await undo(asking));
            onRenew();
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}
