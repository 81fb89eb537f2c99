import { Box, chakra } from "@chakra-ui/react";
import { DragDropContext, Draggable, Droppable, type DropResult } from "@hello-pangea/dnd";
import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import type { StagePatch } from "../graphql/graphql.ts";
import { useMutate } from "../lib/useMutate.ts";
import { Button, IconButton, Input, Rows, toast } from "../ui/index.ts";
import { type Pipeline, type Stage, useMetadata } from "../workspace/metadata.ts";
import { createStageDocument, orderStagesDocument, renamePipelineDocument, updateStageDocument } from "./queries.ts";
import { RemoveDialog } from "./RemoveDialog.tsx";
import { StageRow } from "./StageRow.tsx";

/** A pipeline: its name and its stages, everything changed in place. */
export function PipelineSection({ pipeline }: { pipeline: Pipeline }) {
  const { pipelines, reload } = useMetadata();
  const mutate = useMutate();
  const [order, setOrder] = useState<readonly Stage[] | null>(null);
  const [added, setAdded] = useState("");
  const [leaving, setLeaving] = useState<Stage | "all" | null>(null);
  const stages = order ?? pipeline.stages;

  const run = async (work: () => Promise<unknown>) => {
    try {
      await work();
    } catch (thrown) {
      toast.error(thrown);
    }
    reload();
  };
  const rename = (name: string) => run(() => mutate(renamePipelineDocument, { id: pipeline.id, name }));
  const save = (id: string, patch: StagePatch) => run(() => mutate(updateStageDocument, { id, patch }));
  const drop = async ({ source, destination }: DropResult) => {
    if (!destination || destination.index === source.index) return;
    const next = [...stages];
    next.splice(destination.index, 0, ...next.splice(source.index, 1));
    setOrder(next);
    const stageIds = next.map(({ id }) => id);
    await run(() => mutate(orderStagesDocument, { pipelineId: pipeline.id, stageIds }));
    setOrder(null);
  };
  const add = () => {
    const names = new Set(stages.map((stage) => stage.name));
    let name = "New stage";
    for (let number = 2; names.has(name); number++) name = `New stage ${number}`;
    const position = Math.max(0, ...stages.map((stage) => stage.position)) + 1;
    setAdded(name);
    return run(() => mutate(createStageDocument, { stage: { pipelineId: pipeline.id, name, position } }));
  };

  return (
    <chakra.section mb="8" aria-label={pipeline.name}>
      <Box display="flex" alignItems="center" gap="2" mb="2">
        <Input
          quiet
          size="sm"
          textStyle="lg"
          ms="-2"
          w="auto"
          flex="1"
          aria-label={`Name of ${pipeline.name}`}
          defaultValue={pipeline.name}
          key={pipeline.name}
          maxLength={80}
          onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
          onBlur={(event) => {
            const name = event.target.value.trim();
            if (!name) event.target.value = pipeline.name;
            else if (name !== pipeline.name) void rename(name);
          }}
        />
        {pipelines.length > 1 && (
          <IconButton label={`Delete ${pipeline.name}`} onClick={() => setLeaving("all")}>
            <Trash2 size={14} aria-hidden />
          </IconButton>
        )}
      </Box>
      <DragDropContext onDragEnd={(result) => void drop(result)}>
        <Droppable droppableId={pipeline.id}>
          {(list) => (
            <Rows role="list" aria-label={`Stages of ${pipeline.name}`} ref={list.innerRef} {...list.droppableProps}>
              {stages.map((stage, index) => (
                <Draggable key={stage.id} draggableId={stage.id} index={index}>
                  {(drag, { isDragging }) => (
                    <chakra.div role="listitem" ref={drag.innerRef} {...drag.draggableProps}>
                      <StageRow
                        stage={stage}
                        isNew={stage.name === added}
                        isDragging={isDragging}
                        handle={drag.dragHandleProps}
                        onSave={(patch) => void save(stage.id, patch)}
                        {...(stages.length > 1 && { onDelete: () => setLeaving(stage) })}
                      />
                    </chakra.div>
                  )}
                </Draggable>
              ))}
              {list.placeholder}
            </Rows>
          )}
        </Droppable>
      </DragDropContext>
      <Button variant="ghost" mt="2" ms="-1" onClick={() => void add()}>
        <Plus size={14} aria-hidden />
        Add stage
      </Button>
      {leaving && (
        <RemoveDialog
          pipeline={pipeline}
          {...(leaving !== "all" && { stage: leaving })}
          onClose={() => setLeaving(null)}
        />
      )}
    </chakra.section>
  );
}
