import { chakra } from "@chakra-ui/react";
import { Search, UserPlus } from "lucide-react";
import { useState } from "react";
import { useQuery } from "urql";
import { present } from "../lib/present.ts";
import { rolesDocument } from "../rbac/queries.ts";
import { SettingsPage } from "../settings/SettingsPage.tsx";
import { Button, EmptyState, ErrorState, Input, LoadingRows, Rows } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { Invitations } from "./Invitations.tsx";
import { InviteDialog } from "./InviteDialog.tsx";
import { LinkDialog, type SecretLink } from "./LinkDialog.tsx";
import { MemberRow } from "./MemberRow.tsx";
import { membersDocument } from "./queries.ts";

/** Who is here, as what, and who is invited. */
export default function MembersPage() {
  const metadata = useMetadata();
  const [{ data, error }, ask] = useQuery({ query: membersDocument, requestPolicy: "cache-and-network" });
  const [{ data: known }] = useQuery({ query: rolesDocument, requestPolicy: "cache-and-network" });
  const [text, setText] = useState("");
  const [isInviting, setIsInviting] = useState(false);
  const [link, setLink] = useState<SecretLink | null>(null);
  const roles = present(known?.roles);
  const reload = () => {
    ask({ requestPolicy: "network-only" });
    metadata.reload();
  };
  const members = present(data?.users);
  const wanted = text.trim().toLowerCase();
  const shown = members.filter((one) => `${one.name} ${one.email}`.toLowerCase().includes(wanted));
  return (
    <SettingsPage
      title="Members"
      description="Who works here, and what each may do."
      actions={
        <Button variant="primary" onClick={() => setIsInviting(true)}>
          <UserPlus size={14} aria-hidden />
          Invite member
        </Button>
      }
    >
      {members.length > 8 && (
        <chakra.div position="relative" maxW="280px" mb="3">
          <chakra.span position="absolute" left="2.5" top="2" color="fg.subtle" pointerEvents="none">
            <Search size={14} aria-hidden />
          </chakra.span>
          <Input
            ps="8"
            type="search"
            aria-label="Search members"
            placeholder="Name or e-mail"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </chakra.div>
      )}
      {error && !data ? (
        <ErrorState error={error} onRetry={reload} />
      ) : !data ? (
        <LoadingRows rows={5} />
      ) : shown.length === 0 ? (
        <EmptyState icon={Search} title="Nobody is called that" />
      ) : (
        <Rows role="list" aria-label="Members">
          {shown.map((member) => (
            <MemberRow
              key={member.id}
              member={member}
              members={members}
              roles={roles}
              onLink={setLink}
              onChange={reload}
            />
          ))}
        </Rows>
      )}
      <Invitations invitations={present(data?.invitations)} onLink={setLink} onChange={reload} />
      {isInviting && (
        <InviteDialog
          roles={roles}
          onClose={() => setIsInviting(false)}
          onMade={(made) => {
            setLink(made);
            reload();
          }}
        />
      )}
      {link && <LinkDialog link={link} onClose={() => setLink(null)} />}
    </SettingsPage>
  );
}
