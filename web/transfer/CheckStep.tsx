import { Box, chakra } from "@chakra-ui/react";
import { useState } from "react";
import { useMutation } from "urql";
import { formatNumber } from "../lib/formats.ts";
import { Button, messageOf } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { cancelDocument, type Import, runDocument } from "./queries.ts";
import { Results } from "./Results.tsx";
import { Running } from "./Running.tsx";

/** What would become of each row: found by the real import, rolled back. */
export function CheckStep({ one, onBack, onChanged }: { one: Import; onBack: () => void; onChanged: () => void }) {
  const { object: objectOf } = useMetadata();
  const [{ fetching }, run] = useMutation(runDocument);
  const [, cancel] = useMutation(cancelDocument);
  const [error, setError] = useState("");
  if (one.status === "checking")
    return <Running one={one} title="Checking the file" onCancel={() => void cancel({ id: one.id }).then(onChanged)} />;
  const count = one.created + one.updated;
  const object = objectOf(one.object);
  const go = async () => {
    const result = await run({ id: one.id });
    setError(result.error ? messageOf(result.error) : "");
    onChanged();
  };
  return (
    <Box display="flex" flexDirection="column" gap="5">
      <Box>
        <chakra.h2 textStyle="lg">{count > 0 ? "This is what would happen" : "Nothing would change"}</chakra.h2>
        <chakra.p color="fg.muted">
          {count > 0
            ? "The whole import was tried and taken back. Nothing is written yet."
            : one.rejected === one.rowCount
              ? "No row can go in as it is: see why, match the columns in another way, or mend the file."
              : "Every record is as the file has it already."}
        </chakra.p>
      </Box>
      <Results one={one} isReal={false} />
      {error && (
        <chakra.p role="alert" color="danger.fg">
          {error}
        </chakra.p>
      )}
      <Box display="flex" flexWrap="wrap" alignItems="center" gap="2">
        {count > 0 && (
          <Button variant="primary" size="md" loading={fetching} onClick={() => void go()}>
            Import {formatNumber(count)} {(count === 1 ? object?.label : object?.labelPlural)?.toLowerCase()}
          </Button>
        )}
        <Button size="md" onClick={onBack}>
          Back to matching
        </Button>
        {one.rejected > 0 && count > 0 && (
          <chakra.span color="fg.muted">
            {formatNumber(one.rejected)} rejected {one.rejected === 1 ? "row" : "rows"} can be mended and imported
            afterwards.
          </chakra.span>
        )}
      </Box>
    </Box>
  );
}
