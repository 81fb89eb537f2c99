import { Box, chakra } from "@chakra-ui/react";
import { Trash2 } from "lucide-react";
import { useEffect, useReducer, useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../graphql/index.ts";
import { formatAgo, formatDateTime, formatNumber } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { useThrottled } from "../lib/useThrottled.ts";
import { SettingsPage } from "../settings/SettingsPage.tsx";
import { Button, EmptyState, ErrorState, Input, LoadingRows, ObjectIcon, Row, Rows, toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { useStep } from "./step.ts";
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
/** More that were deleted together are one line. */
const few = 20;

interface Mark {
  id: string;
  transactionId: string;
}

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
      <Deleted key={search} filter={filter} isSearch={search !== ""} />
    </SettingsPage>
  );
}

function Deleted({ filter, isSearch }: { filter: Record<string, unknown>; isSearch: boolean }) {
  const [marks, setMarks] = useState<readonly (Mark | undefined)[]>([undefined]);
  const [version, renew] = useReducer((count: number) => count + 1, 0);
  return (
    <Box display="flex" flexDirection="column" gap="3">
      {marks.map((after, n) => (
        <DeletedAfter
          key={`${version} ${after?.id ?? ""}`}
          filter={filter}
          isFirst={n === 0}
          isSearch={isSearch}
          onSkip={(mark) => setMarks(marks.with(n, mark))}
          after={after}
          onRestored={renew}
          {...(n === marks.length - 1 && { onOlder: (mark: Mark) => setMarks([...marks, mark]) })}
        />
      ))}
    </Box>
  );
}

/** A part of them; those of a transaction that deleted many are told at once, and passed over from there on. */
function DeletedAfter({
  filter,
  isFirst,
  isSearch,
  after,
  onRestored,
  onSkip,
  onOlder,
}: {
  filter: Record<string, unknown>;
  isFirst: boolean;
  isSearch: boolean;
  after: Mark | undefined;
  onRestored: () => void;
  /** All of them live again: the ones before them come in their place. */
  onSkip: (mark: Mark) => void;
  onOlder?: (mark: Mark) => void;
}) {
  const metadata = useMetadata();
  const { restore, undo } = useTakingBack();
  const [asking, setAsking] = useState<string>();
  const rest = after && { id: { lessThan: after.id }, transactionId: { notEqualTo: after.transactionId } };
  const [{ data, error }, ask] = useQuery({
    query: deletedDocument,
    variables: { filter: { ...filter, ...rest }, first: atOnce },
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
  const last = all.length === atOnce ? all.at(-1) : undefined;
  const parts = useStep(last && { ...filter, transactionId: { equalTo: last.transactionId } });
  const isLoading = !data || (all.length > 0 && !there) || (last && !parts);
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
      const part = isLast(change) ? parts?.find((one) => one.object === change.object) : undefined;
      return { ...change, records, count: part?.count ?? records.length };
    });
  const bringBack = async (id: string) => {
    try {
      const { record, transactionId } = await restore(id);
      toast.done(`${record?.title || "Untitled"} restored`, transactionId ? () => undo(transactionId) : undefined);
      onRestored();
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
      {last && onOlder && (
        <Button variant="ghost" alignSelf="flex-start" onClick={() => onOlder(last)}>
          Show older
        </Button>
      )}
      {asking && (
        <UndoStep
          transactionId={asking}
          onUndo={async () => {
            toast.done("Restored", await undo(asking));
            onRestored();
          }}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  );
}
