import { chakra } from "@chakra-ui/react";
import { useId } from "react";
import { useMutate } from "../lib/useMutate.ts";
import { useSubmit } from "../lib/useSubmit.ts";
import { Button, Dialog, Field, Input, Select } from "../ui/index.ts";
import type { SecretLink } from "./LinkDialog.tsx";
import { inviteDocument } from "./queries.ts";

/** Asks somebody to join. */
export function InviteDialog({
  roles,
  onClose,
  onMade,
}: {
  roles: readonly { id: string; name: string }[];
  onClose: () => void;
  onMade: (link: SecretLink) => void;
}) {
  const form = useId();
  const mutate = useMutate();
  const { onSubmit, busy, errorOf, error } = useSubmit(["email", "roleId"], async (text) => {
    const email = text("email").trim();
    const { inviteMember } = await mutate(inviteDocument, { email, roleId: text("roleId") });
    onClose();
    if (inviteMember?.result?.path) onMade({ kind: "invitation", email, path: inviteMember.result.path });
  });
  return (
    <Dialog
      open
      onClose={onClose}
      width="sm"
      title="Invite a member"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={busy}>
            Invite
          </Button>
        </>
      }
    >
      <chakra.form id={form} onSubmit={onSubmit} display="flex" flexDirection="column" gap="4">
        <Field label="E-mail" {...errorOf("email")}>
          <Input name="email" type="email" required autoFocus maxLength={254} placeholder="name@company.com" />
        </Field>
        <Field label="Role" {...errorOf("roleId")}>
          <Select name="roleId" required defaultValue={roles.find(({ name }) => name === "User")?.id}>
            {roles.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        {error && (
          <chakra.p role="alert" color="danger.fg">
            {error}
          </chakra.p>
        )}
      </chakra.form>
    </Dialog>
  );
}
