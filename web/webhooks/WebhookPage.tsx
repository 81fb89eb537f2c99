import { Box, chakra } from "@chakra-ui/react";
import { Ellipsis, KeyRound, Pause, Pencil, Play, RotateCcw, Send, Trash2 } from "lucide-react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useQuery } from "urql";
import { formatDateTime } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { useMutate } from "../lib/useMutate.ts";
import { usePolling } from "../lib/usePolling.ts";
import { SecretDialog } from "../settings/SecretDialog.tsx";
import { SettingsPage } from "../settings/SettingsPage.tsx";
import {
  Button,
  ConfirmDialog,
  EmptyState,
  ErrorState,
  IconButton,
  LoadingRows,
  Menu,
  Notice,
  Tag,
  toast,
} from "../ui/index.ts";
import { Deliveries } from "./Deliveries.tsx";
import { healthOf, shortUrl } from "./health.ts";
import {
  deleteWebhookDocument,
  type ListedWebhook,
  redeliverDeadDocument,
  rotateSecretDocument,
  sendTestEventDocument,
  updateWebhookDocument,
  webhooksDocument,
} from "./queries.ts";
import { WebhookDialog } from "./WebhookDialog.tsx";

const above = { to: "/settings/webhooks", label: "Webhooks" };

/** One endpoint: how it does, what it is sent, and everything that was. */
export default function WebhookPage() {
  const { id = "" } = useParams();
  const [{ data, error }, ask] = useQuery({ query: webhooksDocument, requestPolicy: "cache-and-network" });
  const reload = () => ask({ requestPolicy: "network-only" });
  usePolling(reload, 5_000);
  const webhook = present(data?.webhooks).find((one) => one.id === id);
  if (webhook) return <Loaded webhook={webhook} reload={reload} />;
  return (
    <SettingsPage title="Webhook" back={above}>
      {error && !data ? (
        <ErrorState error={error} onRetry={reload} />
      ) : data ? (
        <EmptyState title="There is no such webhook">It may have been deleted.</EmptyState>
      ) : (
        <LoadingRows />
      )}
    </SettingsPage>
  );
}

function Loaded({ webhook, reload }: { webhook: ListedWebhook; reload: () => void }) {
  const { id, url, description, events, isActive, user, role, createdAt } = webhook;
  const navigate = useNavigate();
  const mutate = useMutate();
  const [asked, setAsked] = useState<"edit" | "rotate" | "delete" | null>(null);
  const [secret, setSecret] = useState("");
  const [sent, setSent] = useState(0);
  const health = healthOf(webhook);
  const close = () => setAsked(null);

  const run = async (work: () => Promise<unknown>, said?: string) => {
    try {
      await work();
      if (said) toast.done(said);
    } catch (thrown) {
      toast.error(thrown);
    }
    setSent((count) => count + 1);
    reload();
  };
  const setActive = (next: boolean) => run(() => mutate(updateWebhookDocument, { id, isActive: next }));
  const sendTest = () => run(() => mutate(sendTestEventDocument, { id }), "Test event on its way");
  const redeliverDead = () =>
    run(async () => {
      const { redeliverDead } = await mutate(redeliverDeadDocument, { id });
      const count = redeliverDead?.result ?? 0;
      toast.done(
        count === 0 ? "No event was given up" : `${count} ${count === 1 ? "event is" : "events are"} sent again`,
      );
    });

  return (
    <SettingsPage
      wide
      back={above}
      title={shortUrl(url)}
      description={description}
      actions={
        <>
          <Button disabled={!isActive} onClick={() => void sendTest()}>
            <Send size={14} aria-hidden />
            Send test event
          </Button>
          <Menu
            placement="bottom-end"
            trigger={
              <IconButton label="More" variant="outline">
                <Ellipsis size={14} aria-hidden />
              </IconButton>
            }
            items={[
              { label: "Edit", icon: Pencil, onSelect: () => setAsked("edit") },
              isActive
                ? { label: "Pause", icon: Pause, onSelect: () => void setActive(false) }
                : { label: "Resume", icon: Play, onSelect: () => void setActive(true) },
              { label: "New secret", icon: KeyRound, onSelect: () => setAsked("rotate") },
              {
                label: "Send again what was given up",
                icon: RotateCcw,
                disabled: !isActive,
                onSelect: () => void redeliverDead(),
              },
              "separator",
              { label: "Delete", icon: Trash2, danger: true, onSelect: () => setAsked("delete") },
            ]}
          />
        </>
      }
    >
      {!isActive && (
        <Notice
          kind={webhook.disabledAt ? "danger" : "warning"}
          title={webhook.disabledAt ? "This webhook was switched off" : "This webhook is paused"}
          action={
            <Button onClick={() => void setActive(true)}>{webhook.disabledAt ? "Switch on again" : "Resume"}</Button>
          }
        >
          {health.detail}
        </Notice>
      )}
      {isActive && webhook.failingSince && (
        <Notice kind="warning" title="This endpoint does not answer as it should">
          {health.detail}
        </Notice>
      )}
      <Box
        display="grid"
        gap="4"
        gridTemplateColumns={{ base: "1fr 1fr", md: "auto 1fr auto auto" }}
        columnGap="8"
        mb="7"
      >
        <Fact label="State">
          <Tag color={health.color}>{health.word}</Tag>
        </Fact>
        <Fact label="Events">
          <Box display="flex" flexWrap="wrap" gap="1">
            {events.map((event) => (
              <Tag key={event}>{event === "*" ? "Everything" : event}</Tag>
            ))}
          </Box>
        </Fact>
        <Fact label="With the rights of">{role ? `${user?.name}, as ${role.name}` : user?.name}</Fact>
        <Fact label="Created">{formatDateTime(createdAt)}</Fact>
      </Box>
      <Deliveries webhook={webhook} turn={sent} />

      {asked === "edit" && (
        <WebhookDialog
          webhook={webhook}
          onClose={() => {
            close();
            reload();
          }}
        />
      )}
      <ConfirmDialog
        open={asked === "rotate"}
        onClose={close}
        title="Make a new secret?"
        confirm="Make new secret"
        danger={false}
        onConfirm={async () => {
          const { rotateWebhookSecret } = await mutate(rotateSecretDocument, { id });
          setSecret(rotateWebhookSecret?.result?.secret ?? "");
        }}
      >
        For 24 hours events are signed with the old secret too, so that your program can change over without missing
        one.
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === "delete"}
        onClose={close}
        title="Delete this webhook?"
        confirm="Delete webhook"
        onConfirm={async () => {
          await mutate(deleteWebhookDocument, { id });
          toast.done("Webhook deleted");
          navigate(above.to, { replace: true });
        }}
      >
        Its log of deliveries goes with it, and what is on its way is not sent any more.
      </ConfirmDialog>
      {secret && (
        <SecretDialog title="The new secret" label="Secret" value={secret} onClose={() => setSecret("")}>
          <p>The old one works for another 24 hours.</p>
        </SecretDialog>
      )}
    </SettingsPage>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <chakra.div minW="0">
      <chakra.p textStyle="label" color="fg.subtle" mb="1">
        {label}
      </chakra.p>
      <chakra.div>{children}</chakra.div>
    </chakra.div>
  );
}
