import { graphql } from "../graphql/index.ts";

export const updateStageDocument = graphql(`
  mutation UpdateStage($id: UUID!, $patch: StagePatch!) {
    updateStage(input: { id: $id, patch: $patch }) { stage { id pipelineId name position color probability outcome } }
  }
`);

export const createStageDocument = graphql(
  `mutation CreateStage($stage: StageInput!) { createStage(input: { stage: $stage }) { stage { id } } }`,
);

export const orderStagesDocument = graphql(`
  mutation OrderStages($pipelineId: UUID!, $stageIds: [UUID]!) {
    orderStages(input: { pipelineId: $pipelineId, stageIds: $stageIds }) { result { id position } }
  }
`);

export const removeStageDocument = graphql(`
  mutation RemoveStage($id: UUID!, $newStageId: UUID, $lostReason: String) {
    removeStage(input: { id: $id, newStageId: $newStageId, lostReason: $lostReason }) { result { id } }
  }
`);

export const addPipelineDocument = graphql(
  `mutation AddPipeline($name: String!) { addPipeline(input: { name: $name }) { result { id name position } } }`,
);

export const renamePipelineDocument = graphql(`
  mutation RenamePipeline($id: UUID!, $name: String!) {
    updatePipeline(input: { id: $id, patch: { name: $name } }) { pipeline { id name } }
  }
`);

export const removePipelineDocument = graphql(`
  mutation RemovePipeline($id: UUID!, $newStageId: UUID, $lostReason: String) {
    removePipeline(input: { id: $id, newStageId: $newStageId, lostReason: $lostReason }) { result { id } }
  }
`);

export const dealsInDocument = graphql(
  `query DealsIn($stageIds: [UUID!]!) { deals(filter: { stageId: { in: $stageIds } }, first: 1) { totalCount } }`,
);
