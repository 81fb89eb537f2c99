import { Box } from "@chakra-ui/react";
import { Markdown } from "../ui/index.ts";
import type { ObjectMeta } from "../workspace/metadata.ts";
import { Composer } from "./Composer.tsx";
import { type Row, text } from "./row.ts";
import { StageBar } from "./StageBar.tsx";
import { Timeline } from "./Timeline.tsx";

/** The middle of a record: its stages, its text, what is written about it and what has happened. */
export function RecordBody({
  object,
  row,
  hasStages = object.name === "deals",
}: {
  object: ObjectMeta;
  row: Row;
  hasStages?: boolean;
}) {
  return (
    <>
      {hasStages && (
        <Box mb="4">
          <StageBar object={object} row={row} />
        </Box>
      )}
      {object.name === "notes" && (
        <Box mb="6">
          <Markdown text={text(row.body)} />
        </Box>
      )}
      <Box mb="4">
        <Composer key={row.id} recordIds={[row.id]} />
      </Box>
      <Timeline object={object} id={row.id} />
    </>
  );
}
