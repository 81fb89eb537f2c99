import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { formatDate } from "../lib/formats.ts";
import { useMutate } from "../lib/useMutate.ts";
import { Button, Row, Rows, toast } from "../ui/index.ts";
import type { SecretLink } from "./LinkDialog.tsx";
import { inviteDocument, type ListedInvitation, revokeInvitationDocument } from "./queries.ts";

interface Does {
  /** A link to show, this once. */
  onLink: (link: SecretLink) => void;
  onChange: () => void;
}

/** Who was asked to join and has not yet. */
export function Invitations({ invitations, ...does }: Does & { invitations: readonly ListedInvitation[] }) {
  if (invitations.length === 0) return null;
  return (
    <chakra.section aria-label="Invited" mt="6">
      <chakra.h2 textStyle="label" color="fg.subtle" mb="2">
        Invited
      </chakra.h2>
      <Rows role="list" aria-label="Invitations">
        {invitations.map((invitation) => (
          <Invitation key={invitation.id} invitation={invitation} {...does} />
        ))}
      </Rows>
    </chakra.section>
  );
}

function Invitation({ invitation, onLink, onChange }: Does & { invitation: ListedInvitation }) {
  const { id, email, role, roleId, inviter, expiresAt } = invitation;
  const mutate = useMutate();
  const [busy, setBusy] = useState(false);
  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (thrown) {
      toast.error(thrown);
    } finally {
      setBusy(false);
      onChange();
    }
  };
  const renew = () =>
    run(async () => {
      const { inviteMember } = await mutate(inviteDocument, { email, roleId });
      if (inviteMember?.result?.path) onLink({ kind: "invitation", email, path: inviteMember.result.path });
    });
  const revoke = () =>
    run(async () => {
      await mutate(revokeInvitationDocument, { id });
      toast.done(`The invitation of ${email} is withdrawn`);
    });
  const end = new Date(expiresAt) < new Date() ? "expired" : `until ${formatDate(expiresAt)}`;
  return (
    <Row
      title={<chakra.span truncate>{email}</chakra.span>}
      detail={[role?.name, inviter && `by ${inviter.name}`, end].filter(Boolean).join(" · ")}
    >
      <Button disabled={busy} onClick={() => void renew()}>
        New link
      </Button>
      <Button disabled={busy} onClick={() => void revoke()}>
        Withdraw
      </Button>
    </Row>
  );
}
