import type { WebhookDeliveriesQuery, WebhooksQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";

export const webhooksDocument = graphql(`
  query Webhooks {
    webhooks(first: 100, orderBy: [CREATED_AT_ASC]) {
      nodes {
        id url description events isActive disabledAt disabledReason lastSuccessAt failingSince failures pausedUntil createdAt
        user { id name } role { id name }
      }
    }
  }
`);

export const deliveriesDocument = graphql(`
  query WebhookDeliveries($filter: WebhookDeliveryFilter!, $first: Int!) {
    webhookDeliveries(filter: $filter, orderBy: [ID_DESC], first: $first) {
      pageInfo { hasNextPage }
      nodes { id event status attempt responseStatus error durationMs createdAt attemptedAt nextAttemptAt }
    }
  }
`);

export const deliveryDocument = graphql(`
  query WebhookDelivery($id: String!) {
    webhookDelivery(id: $id) {
      id event object recordId status attempt queuedAt attemptedAt nextAttemptAt requestBody responseStatus responseHeaders responseBody error durationMs
    }
  }
`);

export const createWebhookDocument = graphql(`
  mutation CreateWebhook($url: String!, $events: [String]!, $description: String) {
    createWebhook(input: { url: $url, events: $events, description: $description }) { result { webhookId secret } }
  }
`);

export const updateWebhookDocument = graphql(`
  mutation UpdateWebhook($id: UUID!, $url: String, $events: [String], $description: String, $isActive: Boolean) {
    updateWebhook(input: { id: $id, url: $url, events: $events, description: $description, isActive: $isActive }) {
      result {
        id url description events isActive disabledAt disabledReason failingSince failures pausedUntil
        user { id name } role { id name }
      }
    }
  }
`);

export const deleteWebhookDocument = graphql(
  `mutation DeleteWebhook($id: UUID!) { deleteWebhook(input: { id: $id }) { result { id } } }`,
);

export const rotateSecretDocument = graphql(
  `mutation RotateWebhookSecret($id: UUID!) { rotateWebhookSecret(input: { id: $id }) { result { webhookId secret } } }`,
);

export const sendTestEventDocument = graphql(
  `mutation SendTestEvent($id: UUID!) { sendTestEvent(input: { webhookId: $id }) { result { id } } }`,
);

export const redeliverDocument = graphql(
  `mutation Redeliver($id: String!) { redeliver(input: { deliveryId: $id }) { result { id status queuedAt nextAttemptAt } } }`,
);

export const redeliverDeadDocument = graphql(
  `mutation RedeliverDead($id: UUID!) { redeliverDead(input: { webhookId: $id }) { result } }`,
);

type Nodes<T> = T extends { nodes: readonly (infer Node)[] } ? NonNullable<Node> : never;
export type ListedWebhook = Nodes<NonNullable<WebhooksQuery["webhooks"]>>;
export type ListedDelivery = Nodes<NonNullable<WebhookDeliveriesQuery["webhookDeliveries"]>>;
