import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { useQuery } from "urql";
import { formatNumber } from "../lib/formats.ts";
import { useMutate } from "../lib/useMutate.ts";
import { refreshObjects } from "../records/refresh.ts";
import { ConfirmDialog, Field, Input, Select } from "../ui/index.ts";
import { type Pipeline, type Stage, useMetadata } from "../workspace/metadata.ts";
import { dealsInDocument, removePipelineDocument, removeStageDocument } from "./queries.ts";

/** Deletes a stage, or the whole pipeline; the deals that are there go to another stage first. */
export function RemoveDialog({ pipeline, stage, onClose }: { pipeline: Pipeline; stage?: Stage; onClose: () => void }) {
  const { pipelines, reload } = useMetadata();
  const mutate = useMutate();
  const leaving = stage ? [stage] : pipeline.stages;
  const targets = pipelines
    .map(({ id, name, stages }) => ({ id, name, stages: stages.filter((one) => !leaving.includes(one)) }))
    .filter(({ stages }) => stages.length > 0)
    .sort((a, b) => Number(b.id === pipeline.id) - Number(a.id === pipeline.id));
  const [to, setTo] = useState(targets[0]?.stages[0]?.id ?? "");
  const [reason, setReason] = useState("");
  const [{ data }] = useQuery({
    query: dealsInDocument,
    variables: { stageIds: leaving.map(({ id }) => id) },
    requestPolicy: "network-only",
  });
  const count = data?.deals?.totalCount;
  const isLost = targets.some(({ stages }) => stages.some((one) => one.id === to && one.outcome === "lost"));
  const run = async () => {
    const move = { newStageId: to || null, lostReason: isLost && reason.trim() ? reason.trim() : null };
    if (stage) await mutate(removeStageDocument, { id: stage.id, ...move });
    else await mutate(removePipelineDocument, { id: pipeline.id, ...move });
    refreshObjects("deals");
    reload();
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={stage ? `Delete the stage ${stage.name}?` : `Delete the pipeline ${pipeline.name}?`}
      confirm={stage ? "Delete stage" : "Delete pipeline"}
      onConfirm={run}
    >
      <chakra.div display="flex" flexDirection="column" gap="4">
        <Field
          label={
            count === undefined || count === 0
              ? "Deals that are here go to"
              : count === 1
                ? "Its one deal goes to"
                : `Its ${formatNumber(count)} deals go to`
          }
        >
          <Select value={to} onChange={(event) => setTo(event.target.value)}>
            {targets.map(({ id, name, stages }) => (
              <optgroup key={id} label={name}>
                {stages.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        </Field>
        {isLost && (
          <Field label="Why they were lost" help="Of deals that have no reason yet.">
            <Input value={reason} maxLength={2000} onChange={(event) => setReason(event.target.value)} />
          </Field>
        )}
      </chakra.div>
    </ConfirmDialog>
  );
}
