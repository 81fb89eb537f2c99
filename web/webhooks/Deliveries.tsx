import { Box, chakra } from "@chakra-ui/react";
import { ChevronDown, ChevronRight, Inbox } from "lucide-react";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { useQuery } from "urql";
import { formatAgo, formatDateTime, formatNumber } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { usePolling } from "../lib/usePolling.ts";
import { Button, EmptyState, ErrorState, LoadingRows, Rows, Select, Tag } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { DeliveryDetails } from "./DeliveryDetails.tsx";
import { operations } from "./events.ts";
import { deliveryStates } from "./health.ts";
import { deliveriesDocument, type ListedDelivery, type ListedWebhook } from "./queries.ts";

const pageSize = 50;
const columns = { base: "16px minmax(0, 1fr) auto", md: "16px minmax(0, 1fr) 120px 88px 72px 92px" };

/** What was sent to an endpoint, the newest first; `turn` grows when there is something new to see. */
export function Deliveries({ webhook, turn }: { webhook: ListedWebhook; turn: number }) {
  const { objects } = useMetadata();
  const [params, setParams] = useSearchParams();
  const [first, setFirst] = useState(pageSize);
  const [open, setOpen] = useState("");
  const status = params.get("status") ?? "";
  const event = params.get("event") ?? "";
  const [{ data, error, stale, fetching }, ask] = useQuery({
    query: deliveriesDocument,
    variables: {
      first,
      filter: {
        webhookId: { equalTo: webhook.id },
        ...(status && { status: { equalTo: status } }),
        ...(event && { event: { equalTo: event } }),
      },
    },
    requestPolicy: "cache-and-network",
  });
  const reload = () => ask({ requestPolicy: "network-only" });
  usePolling(reload, 2_500);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the turn says when there is something new
  useEffect(reload, [turn]);
  const deliveries = present(data?.webhookDeliveries);
  const choose = (name: string, value: string) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );

  return (
    <chakra.section aria-label="Deliveries">
      <Box display="flex" flexWrap="wrap" alignItems="center" gap="2" mb="3">
        <chakra.h2 textStyle="lg" flex={{ base: "1 0 100%", sm: "1" }}>
          Deliveries
        </chakra.h2>
        <Select
          size="sm"
          w="auto"
          aria-label="State of deliveries"
          value={status}
          onChange={(one) => choose("status", one.target.value)}
        >
          <option value="">Any state</option>
          {Object.entries(deliveryStates).map(([value, { word }]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </Select>
        <Select
          size="sm"
          w="auto"
          aria-label="Event of deliveries"
          value={event}
          onChange={(one) => choose("event", one.target.value)}
        >
          <option value="">Any event</option>
          {objects.map((object) => (
            <optgroup key={object.id} label={object.label}>
              {operations.map((operation) => (
                <option key={operation}>{`${object.singular}.${operation}`}</option>
              ))}
            </optgroup>
          ))}
          <optgroup label="Test">
            <option>webhook.test</option>
          </optgroup>
        </Select>
      </Box>
      {error && !data ? (
        <ErrorState error={error} onRetry={reload} />
      ) : !data ? (
        <LoadingRows rows={4} />
      ) : deliveries.length === 0 && !fetching && !stale ? (
        <EmptyState icon={Inbox} title={status || event ? "No such delivery" : "Nothing sent yet"}>
          {status || event
            ? "Nothing of the last 30 days fits what you chose."
            : "Deliveries show here as they happen, and are kept for 30 days. Send a test event to try."}
        </EmptyState>
      ) : (
        <Rows role="list" aria-label="Deliveries">
          {deliveries.map((delivery) => (
            <chakra.div key={delivery.id} role="listitem">
              <Line
                delivery={delivery}
                isOpen={open === delivery.id}
                onToggle={() => setOpen(open === delivery.id ? "" : delivery.id)}
              />
              {open === delivery.id && <DeliveryDetails delivery={delivery} webhook={webhook} onChange={reload} />}
            </chakra.div>
          ))}
        </Rows>
      )}
      {data?.webhookDeliveries?.pageInfo.hasNextPage && first < 1000 && (
        <Box textAlign="center" mt="3">
          <Button onClick={() => setFirst(Math.min(1000, first + 2 * pageSize))}>Show more</Button>
        </Box>
      )}
    </chakra.section>
  );
}

function Line({ delivery, isOpen, onToggle }: { delivery: ListedDelivery; isOpen: boolean; onToggle: () => void }) {
  const { event, status, attempt, responseStatus, error, durationMs, createdAt } = delivery;
  const state = deliveryStates[status] ?? { word: status, color: "gray" };
  const Arrow = isOpen ? ChevronDown : ChevronRight;
  return (
    <chakra.button
      type="button"
      aria-expanded={isOpen}
      onClick={onToggle}
      display="grid"
      gridTemplateColumns={columns}
      alignItems="center"
      columnGap="3"
      rowGap="0.5"
      w="full"
      px="3"
      py="1.5"
      minH="9"
      textAlign="start"
      cursor="pointer"
      _hover={{ bg: "bg.subtle" }}
    >
      <chakra.span color="fg.subtle">
        <Arrow size={14} aria-hidden />
      </chakra.span>
      <chakra.span fontFamily="mono" fontSize="12px" truncate>
        {event}
      </chakra.span>
      <span>
        <Tag color={state.color}>{state.word}</Tag>
      </span>
      <chakra.span className="num" color="fg.muted" hideBelow="md" truncate>
        {responseStatus ? `HTTP ${responseStatus}` : error ? "No answer" : ""}
      </chakra.span>
      <chakra.span className="num" color="fg.subtle" hideBelow="md" whiteSpace="nowrap">
        {durationMs === null ? "" : `${formatNumber(durationMs)} ms`}
        <chakra.span srOnly>{`, ${attempt} ${attempt === 1 ? "attempt" : "attempts"}`}</chakra.span>
      </chakra.span>
      <chakra.time
        className="num"
        dateTime={createdAt}
        title={formatDateTime(createdAt)}
        color="fg.subtle"
        textAlign={{ base: "start", md: "end" }}
        gridColumn={{ base: "2 / -1", md: "auto" }}
        fontSize="12px"
      >
        {formatAgo(createdAt)}
        {attempt > 1 && ` · ${attempt}×`}
      </chakra.time>
    </chakra.button>
  );
}
