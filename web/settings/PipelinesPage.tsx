import { Box, chakra } from "@chakra-ui/react";
import { ArrowDown, ArrowUp, Plus, Trash2 } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useClient, useMutation } from "urql";
import type { StagePatch } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";
import { refreshObjects } from "../records/refresh.ts";
import { hues } from "../theme.ts";
import {
  Button,
  ConfirmDialog,
  Content,
  Dot,
  Field,
  IconButton,
  Input,
  Menu,
  Rows,
  Section,
  Select,
  toast,
} from "../ui/index.ts";
import { type Pipeline, type Stage, useMetadata } from "../workspace/metadata.ts";

const updateStage = graphql(
  `mutation UpdateStage($id: UUID!, $patch: StagePatch!) { updateStage(input: { id: $id, patch: $patch }) { stage { id pipelineId name position color probability outcome } } }`,
);
const createStage = graphql(
  `mutation CreateStage($stage: StageInput!) { createStage(input: { stage: $stage }) { stage { id } } }`,
);
const deleteStage = graphql(`mutation DeleteStage($id: UUID!) { deleteStage(input: { id: $id }) { stage { id } } }`);
const createPipeline = graphql(
  `mutation CreatePipeline($pipeline: PipelineInput!) { createPipeline(input: { pipeline: $pipeline }) { pipeline { id } } }`,
);
const renamePipeline = graphql(
  `mutation RenamePipeline($id: UUID!, $name: String!) { updatePipeline(input: { id: $id, patch: { name: $name } }) { pipeline { id name } } }`,
);
const deletePipeline = graphql(
  `mutation DeletePipeline($id: UUID!) { deletePipeline(input: { id: $id }) { pipeline { id } } }`,
);
const dealsOf = graphql(
  `query DealsOfStage($id: UUID!, $first: Int!) { deals(filter: { stageId: { equalTo: $id } }, first: $first) { totalCount nodes { id } } }`,
);
const moveDeal = graphql(
  `mutation MoveDealToStage($id: UUID!, $stageId: UUID!, $lostReason: String) { updateDeal(input: { id: $id, patch: { stageId: $stageId, lostReason: $lostReason } }) { deal { id stageId } } }`,
);
const moveDealPlainly = graphql(
  `mutation MoveDealPlainly($id: UUID!, $stageId: UUID!) { updateDeal(input: { id: $id, patch: { stageId: $stageId } }) { deal { id stageId } } }`,
);

export default function PipelinesPage() {
  const { pipelines, reload } = useMetadata();
  const [, create] = useMutation(createPipeline);
  const add = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const name = new FormData(element).get("name")?.toString().trim() ?? "";
    if (!name) return;
    const { error } = await create({ pipeline: { name, position: pipelines.length } });
    if (error) return toast.error(error);
    element.reset();
    reload();
  };
  return (
    <Content>
      {pipelines.map((pipeline) => (
        <PipelineSection key={pipeline.id} pipeline={pipeline} />
      ))}
      <Section title="New pipeline" description="Another way of selling, with stages of its own.">
        <chakra.form display="flex" gap="2" maxW="400px" onSubmit={add}>
          <Input name="name" aria-label="Name of the new pipeline" placeholder="Name" maxLength={80} required />
          <Button type="submit" size="md">
            Add pipeline
          </Button>
        </chakra.form>
      </Section>
    </Content>
  );
}

function PipelineSection({ pipeline }: { pipeline: Pipeline }) {
  const { pipelines, reload } = useMetadata();
  const [, update] = useMutation(updateStage);
  const [, add] = useMutation(createStage);
  const [, rename] = useMutation(renamePipeline);
  const [, remove] = useMutation(deletePipeline);
  const [dragged, setDragged] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<Stage | null>(null);
  const [isDeleting, setIsDeleting] = useState(false);
  const { stages } = pipeline;

  const save = async (id: string, patch: StagePatch) => {
    const { error } = await update({ id, patch });
    if (error) toast.error(error);
    reload();
  };
  const move = async (id: string, to: number) => {
    const moved = stages.find((stage) => stage.id === id);
    if (!moved || to < 0 || to >= stages.length) return;
    const order = stages.filter((stage) => stage !== moved);
    order.splice(to, 0, moved);
    for (const [position, stage] of order.entries()) {
      if (stage.position !== position + 1) await update({ id: stage.id, patch: { position: position + 1 } });
    }
    reload();
  };

  return (
    <Section
      title={pipeline.name}
      actions={
        <>
          <Input
            size="sm"
            w="44"
            aria-label={`Name of ${pipeline.name}`}
            defaultValue={pipeline.name}
            key={pipeline.name}
            onBlur={async (event) => {
              const name = event.target.value.trim();
              if (!name || name === pipeline.name) return;
              const { error } = await rename({ id: pipeline.id, name });
              if (error) toast.error(error);
              reload();
            }}
          />
          {pipelines.length > 1 && (
            <IconButton label={`Delete ${pipeline.name}`} onClick={() => setIsDeleting(true)}>
              <Trash2 size={14} />
            </IconButton>
          )}
        </>
      }
    >
      <Rows role="list" aria-label={`Stages of ${pipeline.name}`}>
        {stages.map((stage, index) => (
          <Box
            key={stage.id}
            role="listitem"
            display="flex"
            alignItems="center"
            flexWrap="wrap"
            gap="2"
            px="3"
            py="2"
            draggable
            opacity={dragged === stage.id ? 0.5 : 1}
            onDragStart={() => setDragged(stage.id)}
            onDragEnd={() => setDragged(null)}
            onDragOver={(event) => dragged && event.preventDefault()}
            onDrop={() => dragged && void move(dragged, index)}
          >
            <Menu
              trigger={
                <IconButton label={`Colour of ${stage.name}`}>
                  <Dot color={stage.color} size={12} />
                </IconButton>
              }
              items={hues.map((hue) => ({
                label: hue,
                mark: <Dot color={hue} />,
                checked: hue === stage.color,
                onSelect: () => void save(stage.id, { color: hue }),
              }))}
            />
            <Input
              size="sm"
              flex="1 1 140px"
              aria-label="Stage name"
              defaultValue={stage.name}
              key={`name ${stage.name}`}
              maxLength={60}
              onBlur={(event) => {
                const name = event.target.value.trim();
                if (name && name !== stage.name) void save(stage.id, { name });
              }}
            />
            <Select
              size="sm"
              w="88px"
              aria-label={`Outcome of ${stage.name}`}
              value={stage.outcome}
              onChange={(event) => void save(stage.id, { outcome: event.target.value })}
            >
              <option value="open">Open</option>
              <option value="won">Won</option>
              <option value="lost">Lost</option>
            </Select>
            <Box display="flex" alignItems="center" gap="1" color="fg.muted">
              <Input
                size="sm"
                w="60px"
                type="number"
                min={0}
                max={100}
                aria-label={`Probability of ${stage.name} in percent`}
                defaultValue={stage.probability}
                key={`probability ${stage.probability}`}
                onBlur={(event) => {
                  const probability = Number(event.target.value);
                  if (probability !== stage.probability) void save(stage.id, { probability });
                }}
              />
              %
            </Box>
            <IconButton
              label={`Move ${stage.name} up`}
              disabled={index === 0}
              onClick={() => void move(stage.id, index - 1)}
            >
              <ArrowUp size={14} />
            </IconButton>
            <IconButton
              label={`Move ${stage.name} down`}
              disabled={index === stages.length - 1}
              onClick={() => void move(stage.id, index + 1)}
            >
              <ArrowDown size={14} />
            </IconButton>
            <IconButton label={`Delete ${stage.name}`} disabled={stages.length === 1} onClick={() => setLeaving(stage)}>
              <Trash2 size={14} />
            </IconButton>
          </Box>
        ))}
      </Rows>
      <Button
        variant="ghost"
        mt="2"
        onClick={async () => {
          const names = new Set(stages.map((stage) => stage.name));
          let name = "New stage";
          for (let number = 2; names.has(name); number++) name = `New stage ${number}`;
          const { error } = await add({ stage: { pipelineId: pipeline.id, name, position: stages.length + 1 } });
          if (error) toast.error(error);
          reload();
        }}
      >
        <Plus size={14} />
        Add stage
      </Button>
      {leaving && (
        <DeleteStage
          stage={leaving}
          others={stages.filter((stage) => stage !== leaving)}
          onClose={() => setLeaving(null)}
        />
      )}
      <ConfirmDialog
        open={isDeleting}
        onClose={() => setIsDeleting(false)}
        title={`Delete the pipeline ${pipeline.name}?`}
        confirm="Delete pipeline"
        onConfirm={async () => {
          const { error } = await remove({ id: pipeline.id });
          if (error) throw error;
          reload();
        }}
      >
        Its stages go with it. A pipeline that has deals cannot be deleted: move them first.
      </ConfirmDialog>
    </Section>
  );
}

/** Deletes a stage; its deals go to another one first. */
function DeleteStage({ stage, others, onClose }: { stage: Stage; others: readonly Stage[]; onClose: () => void }) {
  const client = useClient();
  const { reload } = useMetadata();
  const [to, setTo] = useState(others[0]?.id ?? "");
  const target = others.find((one) => one.id === to);
  const run = async () => {
    for (;;) {
      const { data, error } = await client
        .query(dealsOf, { id: stage.id, first: 200 }, { requestPolicy: "network-only" })
        .toPromise();
      if (error) throw error;
      const deals = data?.deals?.nodes ?? [];
      if (deals.length === 0) break;
      for (const deal of deals) {
        if (!deal) continue;
        const moved =
          target?.outcome === "lost"
            ? await client
                .mutation(moveDeal, { id: deal.id, stageId: to, lostReason: `Stage ${stage.name} was removed` })
                .toPromise()
            : await client.mutation(moveDealPlainly, { id: deal.id, stageId: to }).toPromise();
        if (moved.error) throw moved.error;
      }
    }
    const { error } = await client.mutation(deleteStage, { id: stage.id }).toPromise();
    if (error) throw error;
    refreshObjects("deals");
    reload();
  };
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Delete the stage ${stage.name}?`}
      confirm="Delete stage"
      onConfirm={run}
    >
      <Field label="Its deals go to">
        <Select value={to} onChange={(event) => setTo(event.target.value)}>
          {others.map((other) => (
            <option key={other.id} value={other.id}>
              {other.name}
            </option>
          ))}
        </Select>
      </Field>
    </ConfirmDialog>
  );
}
