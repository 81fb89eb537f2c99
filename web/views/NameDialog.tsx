import { Box, chakra } from "@chakra-ui/react";
import type { FormEvent } from "react";
import { Button, Dialog, Field, Input } from "../ui/index.ts";

/** For what a name is asked, and what is done with it. */
export type Asking = { title: string; name: string; run: (name: string) => Promise<void> } | null;

export function NameDialog({ asking, onClose }: { asking: NonNullable<Asking>; onClose: () => void }) {
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get("name")?.toString().trim();
    if (!name) return;
    await asking.run(name);
    onClose();
  };
  return (
    <Dialog open onClose={onClose} title={asking.title} width="sm">
      <chakra.form onSubmit={submit} pb="3" display="flex" flexDirection="column" gap="3">
        <Field label="Name">
          <Input name="name" defaultValue={asking.name} autoFocus required maxLength={80} />
        </Field>
        <Box display="flex" justifyContent="flex-end" gap="2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Save
          </Button>
        </Box>
      </chakra.form>
    </Dialog>
  );
}
