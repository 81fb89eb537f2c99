import { chakra } from "@chakra-ui/react";
import { useId, useState } from "react";
import { useMutate } from "../lib/useMutate.ts";
import { useSubmit } from "../lib/useSubmit.ts";
import { Button, Dialog, Field, Input } from "../ui/index.ts";
import { EventsPicker } from "./EventsPicker.tsx";
import { createWebhookDocument, type ListedWebhook, updateWebhookDocument } from "./queries.ts";

/** Makes a webhook, or changes one. */
export function WebhookDialog({
  webhook,
  onClose,
  onMade,
}: {
  webhook?: ListedWebhook;
  onClose: () => void;
  /** With the secret of a new one. */
  onMade?: (made: { id: string; secret: string }) => void;
}) {
  const form = useId();
  const mutate = useMutate();
  const [events, setEvents] = useState<readonly string[]>(
    () => webhook?.events.filter((event) => event !== null) ?? ["*"],
  );
  const { onSubmit, busy, errorOf, error } = useSubmit(["url", "description", "events"], async (text) => {
    const values = { url: text("url").trim(), description: text("description").trim(), events: [...events] };
    if (webhook) {
      await mutate(updateWebhookDocument, { id: webhook.id, ...values });
    } else {
      const { createWebhook } = await mutate(createWebhookDocument, values);
      const { webhookId, secret } = createWebhook?.result ?? {};
      if (webhookId && secret) onMade?.({ id: webhookId, secret });
    }
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={webhook ? "Edit webhook" : "New webhook"}
      description="Rowan sends an event by POST for each change. It holds only what you may read."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={busy}>
            {webhook ? "Save" : "Create webhook"}
          </Button>
        </>
      }
    >
      <chakra.form id={form} onSubmit={onSubmit} display="flex" flexDirection="column" gap="4">
        <Field label="Address" {...errorOf("url")}>
          <Input
            name="url"
            type="url"
            inputMode="url"
            required
            autoFocus
            maxLength={2000}
            placeholder="https://example.com/hooks/rowan"
            defaultValue={webhook?.url}
          />
        </Field>
        <Field label="Description" optional {...errorOf("description")}>
          <Input name="description" maxLength={200} defaultValue={webhook?.description} />
        </Field>
        <EventsPicker events={events} onChange={setEvents} {...errorOf("events")} />
        {error && (
          <chakra.p role="alert" color="danger.fg">
            {error}
          </chakra.p>
        )}
      </chakra.form>
    </Dialog>
  );
}
