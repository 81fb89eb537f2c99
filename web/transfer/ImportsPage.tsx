import { chakra } from "@chakra-ui/react";
import { FileUp } from "lucide-react";
import { useQuery } from "urql";
import { formatAgo, formatNumber } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { usePolling } from "../lib/usePolling.ts";
import { SettingsPage } from "../settings/SettingsPage.tsx";
import { EmptyState, ErrorState, LinkButton, LoadingRows, ObjectIcon, Row, Rows, Tag } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { importsDocument, isBusy } from "./queries.ts";

const looks: Record<string, [word: string, color: string]> = {
  ready: ["Not checked yet", "gray"],
  checking: ["Checking", "blue"],
  checked: ["Checked", "gray"],
  running: ["Importing", "blue"],
  done: ["Imported", "green"],
  failed: ["Failed", "red"],
  cancelled: ["Cancelled", "gray"],
  undoing: ["Taking back", "blue"],
  undone: ["Taken back", "gray"],
};

/** Every file that was brought in, and how that went. */
export default function ImportsPage() {
  const { object: objectOf, member, me } = useMetadata();
  const [{ data, error }, ask] = useQuery({ query: importsDocument, requestPolicy: "cache-and-network" });
  const reload = () => ask({ requestPolicy: "network-only" });
  const imports = present(data?.imports);
  usePolling(() => imports.some(({ status }) => isBusy(status)) && reload(), 1_500);
  const start = (
    <LinkButton variant="primary" to="/import">
      <FileUp size={14} aria-hidden />
      Import a file
    </LinkButton>
  );
  return (
    <SettingsPage
      title="Imports"
      description="Files that were brought in. Each can be looked at again, and taken back as a whole."
      actions={imports.length > 0 && start}
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={reload} />
      ) : !data ? (
        <LoadingRows />
      ) : imports.length === 0 ? (
        <EmptyState icon={FileUp} title="No imports yet" action={start}>
          Bring your contacts, companies or deals as a CSV file. You see what will happen before anything is written.
        </EmptyState>
      ) : (
        <Rows role="list" aria-label="Imports">
          {imports.map(({ id, object, fileName, status, created, updated, rejected, userId, createdAt }) => {
            const [word, color] = looks[status] ?? [status, "gray"];
            const counts = [
              [created, "new"],
              [updated, "changed"],
              [rejected, "rejected"],
            ] as const;
            const told = counts.flatMap(([count, what]) => (count > 0 ? [`${formatNumber(count)} ${what}`] : []));
            return (
              <Row
                key={id}
                to={`/import/${id}`}
                mark={
                  <chakra.span color="fg.subtle">
                    <ObjectIcon name={objectOf(object)?.icon ?? "box"} />
                  </chakra.span>
                }
                title={fileName}
                detail={[
                  objectOf(object)?.labelPlural ?? object,
                  ...told,
                  formatAgo(createdAt),
                  ...(userId === me.id ? [] : [member(userId)?.name ?? ""]),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              >
                <Tag color={color}>{word}</Tag>
              </Row>
            );
          })}
        </Rows>
      )}
    </SettingsPage>
  );
}
