import { useState } from "react";
import { useQuery } from "urql";
import { present } from "../lib/present.ts";
import { useMutate } from "../lib/useMutate.ts";
import { ConfirmDialog, Field, Select } from "../ui/index.ts";
import { deleteRoleDocument, type Role, rolesDocument } from "./queries.ts";

/** Deletes a role; its members get another one first. */
export function DeleteRole({ role, onClose, onDone }: { role: Role; onClose: () => void; onDone: () => void }) {
  const mutate = useMutate();
  const [{ data }] = useQuery({ query: rolesDocument });
  const others = present(data?.roles).filter((one) => one.id !== role.id);
  const [chosen, setChosen] = useState("");
  const to = chosen || others.find((one) => one.key === "read_only")?.id || others[0]?.id || "";
  const count = role.users.totalCount;
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Delete the role ${role.name}?`}
      confirm="Delete role"
      onConfirm={async () => {
        await mutate(deleteRoleDocument, { id: role.id, newRoleId: to || null });
        onDone();
      }}
    >
      <Field
        label={
          count === 0
            ? "API keys and webhooks with this role get"
            : `${count === 1 ? "Its member gets" : `Its ${count} members get`} the role`
        }
      >
        <Select value={to} onChange={(event) => setChosen(event.target.value)}>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
    </ConfirmDialog>
  );
}
