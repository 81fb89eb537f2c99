import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../graphql/index.ts";
import { useMutate } from "../lib/useMutate.ts";
import { SecretDialog } from "../settings/SecretDialog.tsx";
import { Button, Dialog, ErrorState, LoadingRows, toast } from "../ui/index.ts";

const loginDocument = graphql(`query MemberDatabaseLogin($id: UUID!) { user(id: $id) { id databaseLogin } }`);
const createDocument = graphql(`
  mutation CreateDatabaseLogin($id: UUID!) {
    createDatabaseLogin(input: { userId: $id }) { result { login password database } }
  }
`);
const dropDocument = graphql(
  `mutation DropDatabaseLogin($id: UUID!) { dropDatabaseLogin(input: { userId: $id }) { result } }`,
);

/** A member's own way into PostgreSQL, for psql and BI tools. */
export function DatabaseLogin({ member, onClose }: { member: { id: string; name: string }; onClose: () => void }) {
  const mutate = useMutate();
  const [{ data, error }, ask] = useQuery({
    query: loginDocument,
    variables: { id: member.id },
    requestPolicy: "network-only",
  });
  const [made, setMade] = useState("");
  const [busy, setBusy] = useState(false);
  const login = data?.user?.databaseLogin;
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (thrown) {
      toast.error(thrown);
    }
    setBusy(false);
  };
  const create = () =>
    run(async () => {
      const { createDatabaseLogin } = await mutate(createDocument, { id: member.id });
      const { login: name, password, database } = createDatabaseLogin?.result ?? {};
      setMade(`postgres://${name}:${password}@${location.hostname}:5432/${database}`);
    });
  const drop = () =>
    run(async () => {
      await mutate(dropDocument, { id: member.id });
      toast.done("Database login taken away");
      onClose();
    });

  if (made) {
    return (
      <SecretDialog title={`Database login of ${member.name}`} label="Connection string" value={made} onClose={onClose}>
        <p>The host and port are those at which this Rowan’s PostgreSQL can be reached from outside, if it can.</p>
      </SecretDialog>
    );
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Database login of ${member.name}`}
      description="For psql and BI tools: it sees the rows that this member sees, and may do what they may, no more."
      width="sm"
      footer={
        <>
          {login && (
            <Button loading={busy} color="danger.fg" onClick={() => void drop()}>
              Take away
            </Button>
          )}
          <Button variant="primary" loading={busy} onClick={() => void create()}>
            {login ? "New password" : "Create login"}
          </Button>
        </>
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={() => ask({ requestPolicy: "network-only" })} />
      ) : !data ? (
        <LoadingRows rows={1} />
      ) : (
        <p>
          {login ? (
            <>
              Its name is <chakra.code fontFamily="mono">{login}</chakra.code>. A new password replaces the old one.
            </>
          ) : (
            "There is none yet."
          )}
        </p>
      )}
    </Dialog>
  );
}
