import { chakra } from "@chakra-ui/react";
import { Plus, Webhook } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useQuery } from "urql";
import { present } from "../lib/present.ts";
import { usePolling } from "../lib/usePolling.ts";
import { SecretDialog } from "../settings/SecretDialog.tsx";
import { SettingsPage } from "../settings/SettingsPage.tsx";
import { Button, Dot, EmptyState, ErrorState, LoadingRows, Row, Rows, Tag } from "../ui/index.ts";
import { isEverything } from "./events.ts";
import { healthOf, shortUrl } from "./health.ts";
import { type ListedWebhook, webhooksDocument } from "./queries.ts";
import { WebhookDialog } from "./WebhookDialog.tsx";

/** The endpoints that are told of changes, and how each does. */
export default function WebhooksPage() {
  const [{ data, error }, ask] = useQuery({ query: webhooksDocument, requestPolicy: "cache-and-network" });
  const [isAdding, setIsAdding] = useState(false);
  const [made, setMade] = useState<{ id: string; secret: string } | null>(null);
  const navigate = useNavigate();
  const reload = () => ask({ requestPolicy: "network-only" });
  usePolling(reload, 10_000);
  const webhooks = present(data?.webhooks);
  const add = (
    <Button variant="primary" onClick={() => setIsAdding(true)}>
      <Plus size={14} aria-hidden />
      New webhook
    </Button>
  );

  return (
    <SettingsPage
      title="Webhooks"
      description="Other programs are told of changes as they happen: signed, retried for three days, and never more than the member who set it up may read."
      actions={webhooks.length > 0 && add}
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={reload} />
      ) : !data ? (
        <LoadingRows />
      ) : webhooks.length === 0 ? (
        <EmptyState icon={Webhook} title="No webhooks yet" action={add}>
          Say where events are to be sent, and which: a new contact, a deal that moved, or everything.
        </EmptyState>
      ) : (
        <Rows role="list" aria-label="Webhooks">
          {webhooks.map((webhook) => (
            <Line key={webhook.id} webhook={webhook} />
          ))}
        </Rows>
      )}
      {isAdding && (
        <WebhookDialog
          onClose={() => setIsAdding(false)}
          onMade={(one) => {
            setMade(one);
            reload();
          }}
        />
      )}
      {made && (
        <SecretDialog
          title="Webhook created"
          label="Secret"
          value={made.secret}
          onClose={() => navigate(`/settings/webhooks/${made.id}`)}
        >
          <p>
            Your program verifies events with it, by any library for Standard Webhooks. If it is lost, make a new one.
          </p>
        </SecretDialog>
      )}
    </SettingsPage>
  );
}

function Line({ webhook }: { webhook: ListedWebhook }) {
  const { word, color, detail } = healthOf(webhook);
  const events = isEverything(webhook.events.filter((one) => one !== null)) ? "All events" : webhook.events.join(", ");
  return (
    <Row
      to={`/settings/webhooks/${webhook.id}`}
      mark={<Dot color={color} />}
      title={<chakra.span truncate>{shortUrl(webhook.url)}</chakra.span>}
      detail={[webhook.description, events, detail].filter(Boolean).join(" · ")}
    >
      <Tag color={color}>{word}</Tag>
    </Row>
  );
}
