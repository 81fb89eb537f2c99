import { chakra } from "@chakra-ui/react";
import { Laptop, Smartphone } from "lucide-react";
import { useQuery } from "urql";
import type { SessionsQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";
import { formatAgo, formatDateTime } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { useMutate } from "../lib/useMutate.ts";
import { Button, ErrorState, LoadingRows, Row, Rows, Tag, toast } from "../ui/index.ts";
import { deviceOf } from "./device.ts";
import { SettingsPage } from "./SettingsPage.tsx";

const sessionsDocument = graphql(`
  query Sessions { sessions(first: 1000) { nodes { id userAgent address createdAt usedAt isCurrent } } }
`);
const endSessionDocument = graphql(`mutation EndSession($id: UUID!) { endSession(input: { id: $id }) { result } }`);
const endOthersDocument = graphql(`mutation EndMyOtherSessions { endSessions(input: {}) { result } }`);

type Session = NonNullable<NonNullable<SessionsQuery["sessions"]>["nodes"][number]>;

/** Where I am signed in. */
export default function SessionsPage() {
  const [{ data, error }, ask] = useQuery({ query: sessionsDocument, requestPolicy: "cache-and-network" });
  const mutate = useMutate();
  const reload = () => ask({ requestPolicy: "network-only" });
  const sessions = present(data?.sessions);
  const run = async (work: () => Promise<unknown>, said: string) => {
    try {
      await work();
      toast.done(said);
    } catch (thrown) {
      toast.error(thrown);
    }
    reload();
  };
  return (
    <SettingsPage
      title="Sessions"
      description="Where you are signed in. A session ends by itself after 30 days without use."
      actions={
        sessions.length > 1 && (
          <Button onClick={() => void run(() => mutate(endOthersDocument, {}), "All other sessions ended")}>
            End all others
          </Button>
        )
      }
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={reload} />
      ) : !data ? (
        <LoadingRows rows={3} />
      ) : (
        <Rows role="list" aria-label="Sessions">
          {sessions.map((session) => (
            <Line
              key={session.id}
              session={session}
              onEnd={() => void run(() => mutate(endSessionDocument, { id: session.id ?? "" }), "Session ended")}
            />
          ))}
        </Rows>
      )}
    </SettingsPage>
  );
}

function Line({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const { userAgent, address, createdAt, usedAt, isCurrent } = session;
  const device = deviceOf(userAgent ?? "");
  const Icon = device.isPhone ? Smartphone : Laptop;
  return (
    <Row
      mark={
        <chakra.span color="fg.subtle">
          <Icon size={18} strokeWidth={1.5} aria-hidden />
        </chakra.span>
      }
      title={
        <>
          <chakra.span truncate>{device.name}</chakra.span>
          {isCurrent && <Tag color="green">This one</Tag>}
        </>
      }
      detail={[address, usedAt && `used ${formatAgo(usedAt)}`, createdAt && `signed in ${formatDateTime(createdAt)}`]
        .filter(Boolean)
        .join(" · ")}
    >
      {!isCurrent && (
        <Button onClick={onEnd} aria-label={`End the session of ${device.name}`}>
          End
        </Button>
      )}
    </Row>
  );
}
