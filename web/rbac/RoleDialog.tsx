import { chakra } from "@chakra-ui/react";
import { useId } from "react";
import { useMutate } from "../lib/useMutate.ts";
import { useSubmit } from "../lib/useSubmit.ts";
import { Button, Dialog, Field, Input, Select } from "../ui/index.ts";
import { copyRoleDocument, createRoleDocument, updateRoleDocument } from "./queries.ts";

/** Makes a role, from nothing or like another one; or renames one. */
export function RoleDialog({
  role,
  like,
  roles = [],
  onClose,
  onDone,
}: {
  role?: { id: string; name: string; description: string };
  /** The one it begins as. */
  like?: { id: string; name: string };
  roles?: readonly { id: string; name: string }[];
  onClose: () => void;
  onDone: (id: string) => void;
}) {
  const form = useId();
  const mutate = useMutate();
  const { onSubmit, busy, errorOf, error } = useSubmit(["name", "description"], async (text) => {
    const name = text("name");
    const description = text("description").trim();
    const from = text("from");
    let id = role?.id;
    if (id) {
      await mutate(updateRoleDocument, { id, name, description });
    } else if (from) {
      id = (await mutate(copyRoleDocument, { id: from, name })).copyRole?.result?.id;
      if (id) await mutate(updateRoleDocument, { id, description });
    } else {
      id = (await mutate(createRoleDocument, { name, description })).createRole?.result?.id;
    }
    onClose();
    if (id) onDone(id);
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={role ? "Rename role" : like ? `Copy ${like.name}` : "New role"}
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={busy}>
            {role ? "Save" : "Create role"}
          </Button>
        </>
      }
    >
      <chakra.form id={form} onSubmit={onSubmit} display="flex" flexDirection="column" gap="4">
        <Field label="Name" {...errorOf("name")}>
          <Input
            name="name"
            required
            autoFocus
            maxLength={60}
            defaultValue={role?.name ?? (like && `${like.name} copy`)}
          />
        </Field>
        <Field label="Description" optional {...errorOf("description")}>
          <Input name="description" maxLength={200} defaultValue={role?.description} />
        </Field>
        {!role && !like && (
          <Field label="Begins" help="You decide what it may do on the next page.">
            <Select name="from">
              <option value="">with no permissions</option>
              {roles.map(({ id, name }) => (
                <option key={id} value={id}>
                  as a copy of {name}
                </option>
              ))}
            </Select>
          </Field>
        )}
        {like && <input type="hidden" name="from" value={like.id} />}
        {error && (
          <chakra.p role="alert" color="danger.fg">
            {error}
          </chakra.p>
        )}
      </chakra.form>
    </Dialog>
  );
}
