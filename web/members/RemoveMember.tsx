import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { useQuery } from "urql";
import { formatNumber } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { useMutate } from "../lib/useMutate.ts";
import { refreshObjects } from "../records/refresh.ts";
import { ConfirmDialog, Field, Select } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { type ListedMember, memberRecordsDocument, removeMemberDocument } from "./queries.ts";

/** Removes a member for good; their records go to somebody else, or to nobody. */
export function RemoveMember({
  member,
  members,
  onClose,
  onDone,
}: {
  member: ListedMember;
  members: readonly ListedMember[];
  onClose: () => void;
  onDone: () => void;
}) {
  const { me, object, objects } = useMetadata();
  const mutate = useMutate();
  const [owner, setOwner] = useState(me.id);
  const [{ data }] = useQuery({
    query: memberRecordsDocument,
    variables: { id: member.id },
    requestPolicy: "network-only",
  });
  const counts = present(data?.memberRecords).map(({ object: name, records }) => {
    const count = Number(records ?? 0);
    const meta = object(name ?? "");
    const label = count === 1 ? meta?.label : meta?.labelPlural;
    return `${formatNumber(count)} ${label?.toLowerCase() ?? name ?? ""}`;
  });
  const others = members.filter((one) => one.isActive && one.id !== member.id);
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={`Remove ${member.name}?`}
      confirm="Remove member"
      onConfirm={async () => {
        await mutate(removeMemberDocument, { id: member.id, newOwnerId: owner || null });
        refreshObjects(...objects.map((one) => one.name));
        onDone();
      }}
    >
      <chakra.p color="fg.muted" mb="3">
        The account is deleted for good; what they changed stays in the log. To keep the account, deactivate it instead.
      </chakra.p>
      {counts.length > 0 && (
        <Field label={`What they own (${counts.join(", ")}) goes to`}>
          <Select value={owner} onChange={(event) => setOwner(event.target.value)}>
            {others.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
            <option value="">Nobody</option>
          </Select>
        </Field>
      )}
    </ConfirmDialog>
  );
}
