import { Box, chakra } from "@chakra-ui/react";
import { RotateCcw } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Link } from "react-router";
import { useQuery } from "urql";
import { isRecord } from "../auth/answers.ts";
import { formatDateTime } from "../lib/formats.ts";
import { useMutate } from "../lib/useMutate.ts";
import { Button, ErrorState, LoadingRows, toast } from "../ui/index.ts";
import { recordPath, useMetadata } from "../workspace/metadata.ts";
import { deliveryDocument, type ListedDelivery, type ListedWebhook, redeliverDocument } from "./queries.ts";

const Anchor = chakra(Link);

/** What was sent and what came back, and the way to send it again. */
export function DeliveryDetails({
  delivery,
  webhook,
  onChange,
}: {
  delivery: ListedDelivery;
  webhook: ListedWebhook;
  onChange: () => void;
}) {
  const { object } = useMetadata();
  const mutate = useMutate();
  const [busy, setBusy] = useState(false);
  const [{ data, error }, ask] = useQuery({
    query: deliveryDocument,
    variables: { id: delivery.id },
    requestPolicy: "cache-and-network",
  });
  const reload = () => ask({ requestPolicy: "network-only" });
  const found = data?.webhookDelivery;
  if (error && !found) return <ErrorState error={error} onRetry={reload} />;
  if (!found) return <LoadingRows rows={3} />;

  const redeliver = async () => {
    setBusy(true);
    try {
      await mutate(redeliverDocument, { id: delivery.id });
      toast.done("On its way again");
      onChange();
    } catch (thrown) {
      toast.error(thrown);
    } finally {
      setBusy(false);
    }
  };
  const of = found.object ? object(found.object) : undefined;
  const waits = found.status === "failed" || found.status === "pending";
  return (
    <Box px="3" ps={{ md: "10" }} pb="4" pt="1" display="flex" flexDirection="column" gap="4">
      <Box display="flex" flexWrap="wrap" alignItems="center" columnGap="6" rowGap="2" color="fg.muted">
        <span>
          {found.attempt} {found.attempt === 1 ? "attempt" : "attempts"}
        </span>
        {found.attemptedAt && <span>Last tried {formatDateTime(found.attemptedAt)}</span>}
        {waits && found.nextAttemptAt && <span>Next attempt {formatDateTime(found.nextAttemptAt)}</span>}
        {of && found.recordId && (
          <Anchor to={recordPath(of, found.recordId)} color="accent.fg" _hover={{ textDecoration: "underline" }}>
            Open the {of.label.toLowerCase()}
          </Anchor>
        )}
        <Box flex="1" />
        <Button loading={busy} disabled={!webhook.isActive} onClick={() => void redeliver()}>
          <RotateCcw size={14} aria-hidden />
          Send again
        </Button>
      </Box>
      <Part title="Request">
        <Code>{`POST ${webhook.url}\ncontent-type: application/json; charset=utf-8\nwebhook-id: ${found.id}\nwebhook-timestamp, webhook-signature: made anew at each attempt`}</Code>
        <Code>{found.requestBody ? pretty(found.requestBody) : "Made at the first attempt."}</Code>
      </Part>
      <Part title={found.responseStatus ? `Response: ${found.responseStatus}` : "Response"}>
        {found.error && (
          <chakra.p color="danger.fg" overflowWrap="anywhere">
            {found.error}
          </chakra.p>
        )}
        {isRecord(found.responseHeaders) && Object.keys(found.responseHeaders).length > 0 && (
          <Code>
            {Object.entries(found.responseHeaders)
              .map(([name, value]) => `${name}: ${value}`)
              .join("\n")}
          </Code>
        )}
        {found.responseBody && <Code>{pretty(found.responseBody)}</Code>}
        {!found.error && !found.responseStatus && <chakra.p color="fg.subtle">None yet.</chakra.p>}
      </Part>
    </Box>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <chakra.section display="flex" flexDirection="column" gap="1.5" minW="0">
      <chakra.h3 textStyle="label" color="fg.subtle">
        {title}
      </chakra.h3>
      {children}
    </chakra.section>
  );
}

function Code({ children }: { children: string }) {
  return (
    <chakra.pre
      tabIndex={0}
      fontFamily="mono"
      fontSize="12px"
      lineHeight="18px"
      bg="bg.subtle"
      borderWidth="1px"
      borderRadius="control"
      px="3"
      py="2"
      maxH="320px"
      overflow="auto"
      whiteSpace="pre-wrap"
      overflowWrap="anywhere"
    >
      {children}
    </chakra.pre>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
