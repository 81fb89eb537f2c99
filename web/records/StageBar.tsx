import { Box, chakra } from "@chakra-ui/react";
import { Check } from "lucide-react";
import { useActions } from "../shell/actions.ts";
import { hueOf, toast } from "../ui/index.ts";
import { type ObjectMeta, type Stage, useMetadata } from "../workspace/metadata.ts";
import { type Row, shortTitle } from "./row.ts";
import { useRecords } from "./useRecords.ts";

/** The stages of a deal's pipeline; a press moves it, `.` moves it on by one. */
export function StageBar({ object, row }: { object: ObjectMeta; row: Row }) {
  const { pipelines, can } = useMetadata();
  const records = useRecords();
  const pipeline = pipelines.find((one) => one.id === row.pipelineId);
  const stages = pipeline?.stages ?? [];
  const current = stages.findIndex((stage) => stage.id === row.stageId);
  const mayEdit = can("deals", "update", row);

  const choose = async (stage: Stage, at: HTMLElement | null) => {
    if (stage.id === row.stageId || !mayEdit) return;
    try {
      const said = `${shortTitle(object, row)} is now ${stage.name}`;
      await records.update(object, row, { stageId: stage.id }, { said, at });
    } catch (error) {
      toast.error(error);
    }
  };
  useActions(
    (mayEdit ? stages : [])
      .filter((stage) => stage.id !== row.stageId)
      .map((stage) => ({
        id: `deal stage ${stage.id}`,
        label: `Move to ${stage.name}`,
        group: "Record",
        words: "stage",
        ...(stage === stages[current + 1] && { keys: "." }),
        perform: () => void choose(stage, document.querySelector<HTMLElement>(`[data-stage="${stage.id}"]`)),
      })),
  );

  return (
    <Box role="radiogroup" aria-label="Stage" display="flex" flexWrap="wrap" gap="3px">
      {stages.map((stage, index) => {
        const isCurrent = index === current;
        const hue = hueOf(stages[current]?.color);
        const isPassed = index < current && stages[current]?.outcome !== "lost";
        return (
          <chakra.button
            key={stage.id}
            type="button"
            role="radio"
            data-stage={stage.id}
            aria-checked={isCurrent}
            disabled={!mayEdit}
            onClick={(event) => void choose(stage, event.currentTarget)}
            flex="1 0 auto"
            minW="72px"
            h="7"
            px="2.5"
            display="inline-flex"
            alignItems="center"
            justifyContent="center"
            gap="1"
            fontSize="12px"
            whiteSpace="nowrap"
            borderRadius="control"
            cursor={mayEdit ? "pointer" : "default"}
            transition="background 0.1s"
            fontWeight={isCurrent ? 500 : 400}
            bg={isCurrent || isPassed ? `hue.${hue}.bg` : "bg.hover"}
            color={isCurrent || isPassed ? `hue.${hue}.fg` : "fg.muted"}
            borderBottomWidth="2px"
            borderColor={isCurrent ? `hue.${hue}.dot` : "transparent"}
            _hover={mayEdit ? { bg: `hue.${hueOf(stage.color)}.bg`, color: `hue.${hueOf(stage.color)}.fg` } : {}}
          >
            {isPassed && <Check size={12} aria-hidden />}
            {stage.name}
          </chakra.button>
        );
      })}
    </Box>
  );
}
