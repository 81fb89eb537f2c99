import { Box, chakra } from "@chakra-ui/react";
import { RotateCcw, Undo2 } from "lucide-react";
import { useState } from "react";
import { isRecord } from "../auth/answers.ts";
import type { RecordHistoryQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";
import { formatDateTime } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { useLatest } from "../records/useLatest.ts";
import { Button, ErrorState, Field, IconButton, Input, LoadingRows, toast } from "../ui/index.ts";
import { type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { AsOf } from "./AsOf.tsx";
import { type Change, ChangeLine, linkFieldsOf, sourceName } from "./ChangeLine.tsx";
import { useTakingBack } from "./undo.ts";

const historyDocument = graphql(`
  query RecordHistory($id: UUID!, $first: Int!) {
    recordHistory(recordId: $id, first: $first) {
      nodes { id at operation object userId dbRole source old new transactionId undoes }
    }
  }
`);

/** Every change of a record, with the way back from each, and what the record was at a moment. */
export function History({ object, id }: { object: ObjectMeta; id: string }) {
  const { can, objects } = useMetadata();
  const [first, setFirst] = useState(50);
  const [moment, setMoment] = useState("");
  const [{ data, error }, retry] = useLatest(object, { query: historyDocument, variables: { id, first } });
  const { undo, restoreValues } = useTakingBack();
  const changes = isHistory(data) ? present(data.recordHistory) : [];
  const own = [object.name, ...linkFieldsOf(object, objects).map(({ linkTable }) => linkTable)];
  const mine = changes.filter((change) => own.includes(change.object));
  const mayWrite = can(object.name, "update");

  const takeBack = async (change: Change) => {
    try {
      toast.done("Undone", await undo(change.transactionId));
    } catch (thrown) {
      toast.error(thrown);
    }
  };
  const restore = async (change: Change) => {
    try {
      const transaction = await restoreValues(change.id);
      toast.done("Restored as it was before", transaction ? () => undo(transaction) : undefined);
    } catch (thrown) {
      toast.error(thrown);
    }
  };

  if (error && !data) return <ErrorState error={error} onRetry={retry} />;
  if (!data) return <LoadingRows />;
  return (
    <Box>
      <Box maxW="260px" mb="3">
        <Field label="As of">
          <Input
            type="datetime-local"
            value={moment}
            max={localNow()}
            onChange={(event) => setMoment(event.target.value)}
          />
        </Field>
      </Box>
      {moment && <AsOf object={object} id={id} at={new Date(moment).toISOString()} onClose={() => setMoment("")} />}
      <chakra.ol listStyle="none" aria-label="History">
        {mine.map((change) => (
          <chakra.li key={change.id}>
            <ChangeLine
              object={object}
              id={id}
              change={change}
              actions={
                <Box display="flex" gap="1" alignItems="center" flexShrink={0}>
                  <chakra.span color="fg.subtle" title={`Changed through ${sourceName(change.source)}`}>
                    {sourceName(change.source)}
                  </chakra.span>
                  {mayWrite && change.operation === "update" && (
                    <IconButton
                      label={`Restore what it was before ${formatDateTime(change.at)}`}
                      size="xs"
                      onClick={() => void restore(change)}
                    >
                      <RotateCcw size={13} />
                    </IconButton>
                  )}
                  {mayWrite && (
                    <IconButton
                      label={`Undo the change of ${formatDateTime(change.at)} with all that went with it`}
                      size="xs"
                      onClick={() => void takeBack(change)}
                    >
                      <Undo2 size={13} />
                    </IconButton>
                  )}
                </Box>
              }
            />
          </chakra.li>
        ))}
      </chakra.ol>
      {changes.length === first && (
        <Button variant="ghost" mt="2" onClick={() => setFirst(first + 100)}>
          Show older
        </Button>
      )}
    </Box>
  );
}

function isHistory(data: unknown): data is RecordHistoryQuery {
  return isRecord(data) && "recordHistory" in data;
}

/** Now, as a datetime-local field has it. */
function localNow(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
