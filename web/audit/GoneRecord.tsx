import { chakra } from "@chakra-ui/react";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../graphql/index.ts";
import { formatAgo } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { draftOf } from "../records/drafts.ts";
import { Button, EmptyState, LinkButton, LoadingRows, toast } from "../ui/index.ts";
import { type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { changerOf } from "./ChangeLine.tsx";
import { useTakingBack } from "./undo.ts";

const endDocument = graphql(`
  query EndOfRecord($id: UUID!) {
    recordHistory(recordId: $id, first: 20) { nodes { id at operation object title userId dbRole source } }
  }
`);

/** In the place of a record that is not there: who deleted it, the way back, and what one was writing about it. */
export function GoneRecord({ object, id }: { object: ObjectMeta; id: string }) {
  const { member } = useMetadata();
  const { restore, undo } = useTakingBack();
  const [isBusy, setIsBusy] = useState(false);
  const [{ data, fetching }] = useQuery({
    query: endDocument,
    variables: { id },
    requestPolicy: "network-only",
  });
  if (fetching && !data) return <LoadingRows />;
  const last = present(data?.recordHistory).find((change) => change.object === object.name);
  if (last?.operation !== "delete")
    return (
      <EmptyState title="There is nothing here" action={<LinkButton to={object.path}>{object.labelPlural}</LinkButton>}>
        It may have been deleted, or you may not be allowed to see it.
      </EmptyState>
    );
  const draft = draftOf([id]);
  const bringBack = async () => {
    setIsBusy(true);
    try {
      const { transactionId } = await restore(id);
      toast.done(`${last.title || "Untitled"} restored`, transactionId ? () => undo(transactionId) : undefined);
    } catch (error) {
      toast.error(error);
      setIsBusy(false);
    }
  };
  const who = changerOf(last, member);
  return (
    <>
      <EmptyState
        icon={Trash2}
        title={`${last.title || "Untitled"} was deleted`}
        action={
          <Button loading={isBusy} onClick={() => void bringBack()}>
            Restore
          </Button>
        }
      >
        {who} deleted this {object.label.toLowerCase()} {formatAgo(last.at)}. It comes back with its notes, tasks and
        links.
      </EmptyState>
      {draft && (
        <chakra.section aria-label="What you were writing" maxW="560px" mx="auto" px="4">
          <chakra.h2 fontWeight="500" mb="1">
            What you were writing about it
          </chakra.h2>
          <chakra.p whiteSpace="pre-wrap" p="3" borderWidth="1px" borderRadius="panel" userSelect="text">
            {draft}
          </chakra.p>
        </chakra.section>
      )}
    </>
  );
}
