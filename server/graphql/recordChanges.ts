// SQL cannot do this because a subscription stays open between transactions.
import { context, type GrafastSubscriber, lambda, listen, object } from "postgraphile/grafast";
import { extendSchema } from "postgraphile/utils";
import type { RecordChange } from "../live/changes.ts";
import type { LiveFeed, Subscription } from "../live/feed.ts";

/** What a caller subscribes through, with the arguments as JSON; their rights go with it. */
export type LiveSubscriber = GrafastSubscriber<Record<string, RecordChange[]>>;

/** The subscription recordChanges: ids and operations of what the subscriber may see, as it happens. */
export const RecordChangesPlugin: GraphileConfig.Plugin = extendSchema(() => ({
  typeDefs: `
    extend type Subscription {
      """
      What changes, made by anybody in any way, as far as you may see it: a few times a second all that is new, in an order in
      which no record's changes change places.
      """
      recordChanges(
        """
        The objects to be told of, by any of their names; when not given all, and also notifications, and workspace: that objects,
        fields, rights, members or views are others now.
        """
        objects: [String!]
        """The one record to be told of."""
        recordId: UUID
        """A cursor: begin with what changed after it. Of a change that was told before, or liveCursor."""
        after: String
      ): [RecordChange!]!
    }

    """A change of a record, or of many at once."""
    type RecordChange {
      """Where to go on after a lost connection, as the argument after. Good for a day."""
      cursor: String!
      """
      insert, update or delete (which is also when a record was given to somebody else and you do not see it any more); or reset:
      more happened than can be told, so read again what you show.
      """
      operation: String!
      """The key of the object, such as contacts; or notifications, or workspace; null of a reset."""
      object: String
      """The record; null when one transaction changed more than a thousand of its object, and of the workspace."""
      recordId: UUID
      """How many records changed."""
      count: Int!
      """Of an update, the fields that have another value now."""
      changedFields: [String!]!
      """The transaction, as in changes."""
      transactionId: BigInt
      """The member who did it; null for the system."""
      userId: UUID
      """When it began."""
      at: Datetime
    }
  `,
  objects: {
    Subscription: {
      plans: {
        recordChanges: {
          subscribePlan(_$root, args) {
            const names = ["objects", "recordId", "after"];
            const $args = object(Object.fromEntries(names.map((name) => [name, args.getRaw(name)])));
            return listen(
              context().get("live"),
              lambda($args, (given) => JSON.stringify(given)),
            );
          },
          plan($changes) {
            return $changes;
          },
        },
      },
    },
  },
}));

/** How this caller subscribes to the feed. */
export function liveSubscriber(feed: LiveFeed, caller: Subscription["caller"], close: () => void): LiveSubscriber {
  return {
    subscribe(args) {
      const { objects, recordId, after }: Pick<Subscription, "objects" | "recordId" | "after"> = JSON.parse(args);
      return feed.subscribe({ caller, objects, recordId, after, close });
    },
  };
}
