import { Box } from "@chakra-ui/react";
import { History as HistoryIcon } from "lucide-react";
import { useRef, useState } from "react";
import { History } from "../audit/History.tsx";
import { useActions } from "../shell/actions.ts";
import { Button, Markdown } from "../ui/index.ts";
import type { ObjectMeta } from "../workspace/metadata.ts";
import { targetsOf } from "./about.ts";
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
  const [tab, setTab] = useState("Activity");
  const tabs = useRef<HTMLDivElement>(null);
  useActions([
    {
      id: "record history",
      label: "Show the history",
      group: "Record",
      icon: HistoryIcon,
      words: "changes",
      perform() {
        setTab("History");
        tabs.current?.scrollIntoView({ block: "start" });
      },
    },
  ]);
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
      {!targetsOf(object) && (
        <Box mb="4">
          <Composer key={row.id} recordIds={[row.id]} />
        </Box>
      )}
      <Box
        ref={tabs}
        role="group"
        aria-label="What happened"
        display="flex"
        gap="1"
        mb="3"
        borderBottomWidth="1px"
        pb="1"
      >
        {["Activity", "History"].map((label) => (
          <Button
            key={label}
            size="xs"
            variant="ghost"
            aria-pressed={tab === label}
            color={tab === label ? "fg" : "fg.muted"}
            bg={tab === label ? "bg.hover" : undefined}
            onClick={() => setTab(label)}
          >
            {label}
          </Button>
        ))}
      </Box>
      {tab === "History" ? <History object={object} id={row.id} /> : <Timeline object={object} id={row.id} />}
    </>
  );
}
