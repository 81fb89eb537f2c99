import { useEffect, useRef } from "react";
import { type Client, useClient } from "urql";
import { useNewest } from "../lib/useNewest.ts";
import { documentsOf } from "../records/document.ts";
import { markFresh } from "../records/fresh.ts";
import { refreshQuietly } from "../records/refresh.ts";
import { titleFieldOf } from "../records/useRecords.ts";
import { type Metadata, type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { type Change, follow } from "./feed.ts";
import { isOwn } from "./own.ts";

/** So many records of one object are read again one by one; when more change at once the lists alone ask again. */
const most = 50;

/** Keeps what is shown up to date with what anybody does, in any way. */
export function useLive(): void {
  const client = useClient();
  const metadata = useMetadata();
  const newest = useNewest(metadata);
  const { liveCursor } = metadata;
  const from = useRef(liveCursor);
  useEffect(() => follow(from.current, (changes) => show(changes, client, newest.current)), [client, newest]);
}

function show(changes: readonly Change[], client: Client, metadata: Metadata): void {
  if (changes.some(({ operation }) => operation === "reset")) {
    metadata.reload();
    refreshQuietly("notifications", ...metadata.objects.map(({ name }) => name));
    return;
  }
  const others = changes.filter(({ transactionId, recordId }) => !isOwn(transactionId, recordId));
  const objects = new Set(others.flatMap(({ object }) => object ?? []));
  if (objects.delete("workspace")) metadata.reload();
  for (const name of objects) {
    const object = metadata.object(name);
    const updates = others.filter((change) => change.object === name && change.operation === "update");
    // What is new flashes once it is there to be seen.
    void (object ? readAgain(object, updates, client, metadata) : Promise.resolve()).then(() =>
      markFresh(new Map(others.flatMap((change) => (change.object === name ? freshOf(change, metadata) : [])))),
    );
  }
  refreshQuietly(...objects);
}

/** Records are kept once, so reading these by id brings them up to date wherever they are shown, related records' names too. */
async function readAgain(object: ObjectMeta, updates: readonly Change[], client: Client, metadata: Metadata) {
  const ids = [...new Set(updates.flatMap(({ recordId }) => recordId ?? []))];
  if (ids.length === 0 || ids.length > most || document.visibilityState === "hidden") return;
  const { page } = documentsOf(object, titleFieldOf(metadata));
  const variables = { first: most, offset: 0, filter: { id: { in: ids } }, orderBy: ["ID_ASC"] };
  await client.query(page, variables, { requestPolicy: "network-only" }).toPromise();
}

function freshOf({ recordId, object: name, operation, changedFields }: Change, { object }: Metadata) {
  const meta = name ? object(name) : undefined;
  if (!recordId || !meta || operation === "delete") return [];
  if (operation === "insert") return [[recordId, new Set(["*"])] as const];
  // A name that the database puts together changes with its parts.
  const parts = ["firstName", "lastName"].some((part) => changedFields.includes(part)) && meta.title.isReadOnly;
  return [[recordId, new Set(parts ? [...changedFields, meta.title.apiName] : changedFields)] as const];
}
