import { chakra } from "@chakra-ui/react";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import type { ApiKeysQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";
import { formatAgo, formatDate } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { useMutate } from "../lib/useMutate.ts";
import {
  Button,
  Checkbox,
  ConfirmDialog,
  EmptyState,
  ErrorState,
  LoadingRows,
  Row,
  Rows,
  Tag,
  toast,
} from "../ui/index.ts";
import { ApiKeyDialog } from "./ApiKeyDialog.tsx";
import { SecretDialog } from "./SecretDialog.tsx";
import { SettingsPage } from "./SettingsPage.tsx";

const keysDocument = graphql(`
  query ApiKeys {
    apiKeys(first: 1000, orderBy: [CREATED_AT_DESC]) {
      nodes { id name prefix createdAt expiresAt lastUsedAt revokedAt role { id name } user { id name isActive } }
    }
  }
`);
const revokeDocument = graphql(
  `mutation RevokeApiKey($id: UUID!) { revokeApiKey(input: { id: $id }) { result { id revokedAt } } }`,
);

type ApiKey = NonNullable<NonNullable<ApiKeysQuery["apiKeys"]>["nodes"][number]>;

/** The keys by which programs come in. */
export default function ApiKeysPage() {
  const [{ data, error }, ask] = useQuery({ query: keysDocument, requestPolicy: "cache-and-network" });
  const [isAdding, setIsAdding] = useState(false);
  const [made, setMade] = useState("");
  const [leaving, setLeaving] = useState<ApiKey | null>(null);
  const [showsEnded, setShowsEnded] = useState(false);
  const mutate = useMutate();
  const reload = () => ask({ requestPolicy: "network-only" });
  const keys = present(data?.apiKeys);
  const ended = keys.filter((key) => stateOf(key) !== null);
  const shown = showsEnded ? keys : keys.filter((key) => !ended.includes(key));
  const add = (
    <Button variant="primary" onClick={() => setIsAdding(true)}>
      <Plus size={14} aria-hidden />
      New API key
    </Button>
  );
  return (
    <SettingsPage
      title="API keys"
      description="With a key a program uses GraphQL and REST in your name, under a role of its own."
      actions={shown.length > 0 && add}
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={reload} />
      ) : !data ? (
        <LoadingRows rows={4} />
      ) : shown.length === 0 ? (
        <EmptyState icon={KeyRound} title="No API keys" action={add}>
          Make one for each program, with the least that it needs.
        </EmptyState>
      ) : (
        <Rows role="list" aria-label="API keys">
          {shown.map((key) => (
            <Line key={key.id} apiKey={key} onRevoke={() => setLeaving(key)} />
          ))}
        </Rows>
      )}
      {ended.length > 0 && (
        <chakra.div mt="3" color="fg.muted">
          <Checkbox checked={showsEnded} onChange={(event) => setShowsEnded(event.target.checked)}>
            Show {ended.length} expired or revoked
          </Checkbox>
        </chakra.div>
      )}
      {isAdding && (
        <ApiKeyDialog
          onClose={() => setIsAdding(false)}
          onMade={(key) => {
            setMade(key);
            reload();
          }}
        />
      )}
      {made && (
        <SecretDialog title="API key created" label="API key" value={made} onClose={() => setMade("")}>
          <p>
            Send it as <chakra.code fontFamily="mono">Authorization: Bearer …</chakra.code> to{" "}
            <chakra.code fontFamily="mono">{location.origin}/graphql</chakra.code> or{" "}
            <chakra.code fontFamily="mono">/rest</chakra.code>.
          </p>
        </SecretDialog>
      )}
      <ConfirmDialog
        open={leaving !== null}
        onClose={() => setLeaving(null)}
        title={`Revoke the key ${leaving?.name}?`}
        confirm="Revoke key"
        onConfirm={async () => {
          if (leaving) await mutate(revokeDocument, { id: leaving.id });
          toast.done("API key revoked");
        }}
      >
        Whatever uses it is refused from now on. This cannot be undone.
      </ConfirmDialog>
    </SettingsPage>
  );
}

function Line({ apiKey, onRevoke }: { apiKey: ApiKey; onRevoke: () => void }) {
  const { name, prefix, role, user, expiresAt, lastUsedAt } = apiKey;
  const state = stateOf(apiKey);
  return (
    <Row
      title={
        <>
          <chakra.span truncate color={state ? "fg.muted" : undefined}>
            {name}
          </chakra.span>
          {role && <Tag>{role.name}</Tag>}
          {state && <Tag color="red">{state}</Tag>}
        </>
      }
      detail={[
        `${prefix}…`,
        user && `by ${user.name}`,
        lastUsedAt ? `used ${formatAgo(lastUsedAt)}` : "never used",
        !state && (expiresAt ? `expires ${formatDate(expiresAt)}` : "never expires"),
      ]
        .filter(Boolean)
        .join(" · ")}
    >
      {!state && (
        <Button onClick={onRevoke} aria-label={`Revoke ${name}`}>
          Revoke
        </Button>
      )}
    </Row>
  );
}

/** Why a key is of no use any more; null when it is. */
function stateOf({ revokedAt, expiresAt, user }: ApiKey): string | null {
  if (revokedAt) return "Revoked";
  if (expiresAt && new Date(expiresAt).getTime() <= Date.now()) return "Expired";
  return user && !user.isActive ? "Member deactivated" : null;
}
