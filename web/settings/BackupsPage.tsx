import { chakra } from "@chakra-ui/react";
import { ArchiveRestore, DatabaseBackup, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import type { BackupsQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";
import { formatAgo, formatBytes, formatDateTime } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { useMutate } from "../lib/useMutate.ts";
import { usePolling } from "../lib/usePolling.ts";
import { Button, EmptyState, ErrorState, LoadingRows, Notice, Row, Rows, Tag, toast } from "../ui/index.ts";
import { SettingsPage } from "./SettingsPage.tsx";

const backupsDocument = graphql(`
  query Backups {
    backupSchedule { folder keep }
    databaseBackups(first: 100, orderBy: [ID_DESC]) {
      nodes { id status file sizeBytes message createdAt startedAt finishedAt proof problems provenAt user { id name } }
    }
  }
`);
const backUpDocument = graphql(`mutation BackUpDatabase { backUpDatabase(input: {}) { result { id status } } }`);
const proveDocument = graphql(
  `mutation ProveBackup($id: UUID!) { proveBackup(input: { id: $id }) { result { id proof } } }`,
);

type Backup = NonNullable<NonNullable<BackupsQuery["databaseBackups"]>["nodes"][number]>;

const isUnderWay = (state: string | null) => state === "waiting" || state === "running";
/** A nightly backup that is older than this did not come: in milliseconds. */
const overdue = 36 * 3_600_000;

/** The backups that the server keeps: whether there is a good one, and how each went. */
export default function BackupsPage() {
  const [{ data, error }, ask] = useQuery({ query: backupsDocument, requestPolicy: "cache-and-network" });
  const [isAsking, setIsAsking] = useState(false);
  const mutate = useMutate();
  const reload = () => ask({ requestPolicy: "network-only" });
  const backups = present(data?.databaseBackups);
  const schedule = data?.backupSchedule;
  const isMaking = backups.some(({ status }) => isUnderWay(status));
  const isBusy = isMaking || backups.some(({ proof }) => isUnderWay(proof));
  usePolling(reload, isBusy ? 1_000 : 30_000);
  const run = async (work: () => Promise<unknown>) => {
    setIsAsking(true);
    await work().catch((thrown: unknown) => toast.error(thrown));
    setIsAsking(false);
    reload();
  };
  const make = schedule && (
    <Button variant="primary" loading={isMaking || isAsking} onClick={() => void run(() => mutate(backUpDocument, {}))}>
      <DatabaseBackup size={14} aria-hidden />
      Back up now
    </Button>
  );
  return (
    <SettingsPage
      title="Backups"
      description="Whole copies of the database, made every night while people work. Whoever runs the server restores them."
      actions={backups.length > 0 && make}
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={reload} />
      ) : !data ? (
        <LoadingRows rows={4} />
      ) : backups.length === 0 && !schedule ? (
        <EmptyState icon={DatabaseBackup} title="This server makes no backups">
          Start it with <chakra.code fontFamily="mono">BACKUP_DIR</chakra.code> set to a folder, and one is made every
          night. If your PostgreSQL is backed up in another way, nothing is to be done.
        </EmptyState>
      ) : backups.length === 0 ? (
        <EmptyState icon={DatabaseBackup} title="No backup yet" action={make}>
          The first is made tonight, or now.
        </EmptyState>
      ) : (
        <>
          <State backups={backups} isScheduled={Boolean(schedule)} />
          <Rows role="list" aria-label="Backups">
            {backups.map((backup) => (
              <Line
                key={backup.id}
                backup={backup}
                isBusy={isBusy}
                onProve={() => void run(() => mutate(proveDocument, { id: backup.id }))}
              />
            ))}
          </Rows>
        </>
      )}
      {schedule && (
        <chakra.p mt="3" color="fg.muted" overflowWrap="anywhere">
          The newest {schedule.keep} are kept, in <chakra.code fontFamily="mono">{schedule.folder}</chakra.code> on the
          server. Have them copied to another machine.
        </chakra.p>
      )}
    </SettingsPage>
  );
}

/** Only what is wrong is worth a word of its own. */
function State({ backups, isScheduled }: { backups: Backup[]; isScheduled: boolean }) {
  const good = backups.find(({ status }) => status === "done");
  if (!isScheduled) {
    return (
      <Notice kind="warning" title="No more backups are made">
        The server runs without BACKUP_DIR now.
      </Notice>
    );
  }
  if (!good && backups.some(({ status }) => isUnderWay(status))) return null;
  if (!good) return <Notice kind="danger" title="No backup has succeeded yet" />;
  if (Date.now() - new Date(good.createdAt).getTime() < overdue) return null;
  return (
    <Notice kind="danger" title={`The last backup that succeeded is of ${formatDateTime(good.createdAt)}`}>
      Is the worker running, and is there room on the disk?
    </Notice>
  );
}

function Line({ backup, isBusy, onProve }: { backup: Backup; isBusy: boolean; onProve: () => void }) {
  const { status, file, sizeBytes, message, createdAt, startedAt, finishedAt, proof, problems, provenAt, user } =
    backup;
  const [word, color] = stateOf(backup);
  const seconds = startedAt && finishedAt && (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  const name = formatDateTime(createdAt);
  return (
    <Row
      mark={
        <chakra.span color="fg.subtle">
          <ArchiveRestore size={18} strokeWidth={1.5} aria-hidden />
        </chakra.span>
      }
      title={
        <>
          <chakra.span truncate title={file ?? undefined}>
            {name}
          </chakra.span>
          <Tag color={color}>{word}</Tag>
        </>
      }
      detail={[
        user ? `by ${user.name}` : "nightly",
        sizeBytes && formatBytes(Number(sizeBytes)),
        seconds && `took ${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`,
        proof === "passed" && provenAt && `proven ${formatAgo(provenAt)}`,
        message,
        ...problems,
      ]
        .filter(Boolean)
        .join(" · ")}
    >
      {status === "done" && (
        <Button
          onClick={onProve}
          disabled={isBusy}
          loading={isUnderWay(proof)}
          aria-label={`Prove the backup of ${name}`}
          title="Restores it into a database of its own for a moment, and looks at everything in it"
        >
          <ShieldCheck size={14} aria-hidden />
          Prove
        </Button>
      )}
    </Row>
  );
}

function stateOf({ status, proof }: Backup): [word: string, color: string] {
  if (status === "waiting") return ["Waits for the worker", "gray"];
  if (status === "running") return ["Being made", "blue"];
  if (status === "failed") return ["Failed", "red"];
  if (isUnderWay(proof)) return ["Being proven", "blue"];
  if (proof === "passed") return ["Proven", "green"];
  return proof === "failed" ? ["Not proven", "red"] : ["Made", "gray"];
}
