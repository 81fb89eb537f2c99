import { Box, chakra } from "@chakra-ui/react";
import { Button, Dialog } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { useConflict } from "./conflicts.ts";
import { Value } from "./fields/Value.tsx";
import { type Row, text, titleOf } from "./row.ts";

/** Two people changed the same field: the second sees what the first made of it, and chooses. */
export function ConflictDialog() {
  const conflict = useConflict();
  const { member } = useMetadata();
  if (!conflict) return null;
  const { object, theirs, mine, answer } = conflict;
  const fields = object.fields.filter((field) => conflict.fields.includes(field.apiName));
  const who = member(text(theirs.updatedBy))?.name ?? "Somebody";
  const what = fields.map((field) => field.label).join(" and ") || object.label;
  return (
    <Dialog
      open
      onClose={() => answer("theirs")}
      title={`${who} changed this too`}
      description={`${what} of ${titleOf(object, theirs)} is not any more what it was when you began to edit it.`}
      footer={
        <>
          <Button onClick={() => answer("theirs")}>Keep theirs</Button>
          <Button variant="primary" onClick={() => answer("mine")}>
            Use mine
          </Button>
        </>
      }
    >
      {fields.map((field) => (
        <Box key={field.id} display="grid" gridTemplateColumns="1fr 1fr" gap="3" pb="2">
          {(
            [
              [`${who}’s`, theirs],
              ["Yours", mine],
            ] as const satisfies readonly (readonly [string, Row])[]
          ).map(([label, row]) => (
            <Box key={label} borderWidth="1px" borderRadius="panel" p="3" minW="0">
              <chakra.div textStyle="label" color="fg.muted" mb="1">
                {fields.length > 1 ? `${label} ${field.label.toLowerCase()}` : label}
              </chakra.div>
              <Box overflowWrap="anywhere" maxH="40vh" overflow="auto" minH="5">
                <Value field={field} row={row} isLink={false} />
              </Box>
            </Box>
          ))}
        </Box>
      ))}
    </Dialog>
  );
}
