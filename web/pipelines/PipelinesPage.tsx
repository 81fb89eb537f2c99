import { chakra } from "@chakra-ui/react";
import { Plus } from "lucide-react";
import { useId, useState } from "react";
import { useMutate } from "../lib/useMutate.ts";
import { useSubmit } from "../lib/useSubmit.ts";
import { SettingsPage } from "../settings/SettingsPage.tsx";
import { Button, Dialog, Field, Input } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { PipelineSection } from "./PipelineSection.tsx";
import { addPipelineDocument } from "./queries.ts";

/** The ways of selling, each with its stages. */
export default function PipelinesPage() {
  const { pipelines } = useMetadata();
  const [isAdding, setIsAdding] = useState(false);
  return (
    <SettingsPage
      title="Pipelines"
      description="The stages that a deal passes, in order, and how likely it is won in each."
      actions={
        <Button onClick={() => setIsAdding(true)}>
          <Plus size={14} aria-hidden />
          New pipeline
        </Button>
      }
    >
      {pipelines.map((pipeline) => (
        <PipelineSection key={pipeline.id} pipeline={pipeline} />
      ))}
      {isAdding && <NewPipeline onClose={() => setIsAdding(false)} />}
    </SettingsPage>
  );
}

function NewPipeline({ onClose }: { onClose: () => void }) {
  const form = useId();
  const mutate = useMutate();
  const { reload } = useMetadata();
  const { onSubmit, busy, errorOf, error } = useSubmit(["name"], async (text) => {
    await mutate(addPipelineDocument, { name: text("name") });
    reload();
    onClose();
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title="New pipeline"
      description="Another way of selling, with stages of its own: renewals, partners."
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={busy}>
            Create pipeline
          </Button>
        </>
      }
    >
      <chakra.form id={form} onSubmit={onSubmit}>
        <Field label="Name" {...errorOf("name")} {...(error && { error })}>
          <Input name="name" required autoFocus maxLength={80} />
        </Field>
      </chakra.form>
    </Dialog>
  );
}
