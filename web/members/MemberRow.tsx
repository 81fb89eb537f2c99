import { chakra } from "@chakra-ui/react";
import { Database, Ellipsis, KeyRound, LogOut, Trash2, UserRoundCheck, UserRoundX } from "lucide-react";
import { useState } from "react";
import { formatAgo } from "../lib/formats.ts";
import { useMutate } from "../lib/useMutate.ts";
import type { ListedRole } from "../rbac/queries.ts";
import { Avatar, ConfirmDialog, IconButton, Menu, Row, Select, Tag, toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { DatabaseLogin } from "./DatabaseLogin.tsx";
import type { SecretLink } from "./LinkDialog.tsx";
import {
  changeMemberRoleDocument,
  deactivateMemberDocument,
  endSessionsDocument,
  type ListedMember,
  passwordResetDocument,
  reactivateMemberDocument,
} from "./queries.ts";
import { RemoveMember } from "./RemoveMember.tsx";

/** One member: the role, changed at once, and what else can be done with them. */
export function MemberRow({
  member,
  members,
  roles,
  onLink,
  onChange,
}: {
  member: ListedMember;
  members: readonly ListedMember[];
  roles: readonly ListedRole[];
  /** A link to show, this once. */
  onLink: (link: SecretLink) => void;
  onChange: () => void;
}) {
  const { me } = useMetadata();
  const mutate = useMutate();
  const [wantedRole, setWantedRole] = useState("");
  const [asked, setAsked] = useState<"deactivate" | "remove" | "database" | null>(null);
  const { id, name, email, isActive, role, lastSeenAt } = member;
  const close = () => setAsked(null);

  const run = async (work: () => Promise<unknown>, said?: string) => {
    try {
      await work();
      if (said) toast.done(said);
    } catch (thrown) {
      toast.error(thrown);
    }
    onChange();
  };
  const changeRole = async (roleId: string) => {
    setWantedRole(roleId);
    const next = roles.find((one) => one.id === roleId);
    await run(
      () => mutate(changeMemberRoleDocument, { id, roleId }),
      `${name} is ${next?.name ?? "something else"} now`,
    );
    setWantedRole("");
  };
  const resetPassword = () =>
    run(async () => {
      const { createPasswordReset } = await mutate(passwordResetDocument, { id });
      if (createPasswordReset?.result?.path) onLink({ kind: "password", email, path: createPasswordReset.result.path });
    });
  const endSessions = () =>
    run(() => mutate(endSessionsDocument, { id }), id === me.id ? "Signed out elsewhere" : `${name} is signed out`);

  return (
    <Row
      mark={<Avatar id={id} name={name} size={28} />}
      title={
        <>
          <chakra.span truncate color={isActive ? undefined : "fg.muted"}>
            {name}
          </chakra.span>
          {id === me.id && <Tag>You</Tag>}
          {!isActive && <Tag color="amber">Deactivated</Tag>}
        </>
      }
      detail={`${email}, ${lastSeenAt ? `last seen ${formatAgo(lastSeenAt)}` : "never signed in"}`}
    >
      <Select
        size="sm"
        w={{ base: "124px", sm: "148px" }}
        aria-label={`Role of ${name}`}
        value={wantedRole || role?.id}
        onChange={(event) => void changeRole(event.target.value)}
      >
        {roles.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </Select>
      <Menu
        placement="bottom-end"
        trigger={
          <IconButton label={`More for ${name}`}>
            <Ellipsis size={14} aria-hidden />
          </IconButton>
        }
        items={[
          { label: "New password by link", icon: KeyRound, onSelect: () => void resetPassword() },
          { label: "Database login", icon: Database, disabled: !isActive, onSelect: () => setAsked("database") },
          { label: "End sessions", icon: LogOut, onSelect: () => void endSessions() },
          "separator",
          isActive
            ? { label: "Deactivate", icon: UserRoundX, onSelect: () => setAsked("deactivate") }
            : {
                label: "Reactivate",
                icon: UserRoundCheck,
                onSelect: () => void run(() => mutate(reactivateMemberDocument, { id }), `${name} may sign in again`),
              },
          "separator",
          { label: "Remove", icon: Trash2, danger: true, disabled: id === me.id, onSelect: () => setAsked("remove") },
        ]}
      />
      <ConfirmDialog
        open={asked === "deactivate"}
        onClose={close}
        title={`Deactivate ${name}?`}
        confirm="Deactivate"
        onConfirm={async () => {
          await mutate(deactivateMemberDocument, { id });
          onChange();
        }}
      >
        They are signed out at once and cannot sign in, and their API keys stop. Their records stay theirs.
      </ConfirmDialog>
      {asked === "database" && <DatabaseLogin member={member} onClose={close} />}
      {asked === "remove" && <RemoveMember member={member} members={members} onClose={close} onDone={onChange} />}
    </Row>
  );
}
