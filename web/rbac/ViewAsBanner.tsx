import { chakra } from "@chakra-ui/react";
import { Eye } from "lucide-react";
import { useState } from "react";
import { useClient } from "urql";
import { Button, toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { viewAs } from "./viewAs.ts";

/** Says that one looks as another role, and leads back. */
export function ViewAsBanner() {
  const { me, activeRole } = useMetadata();
  const client = useClient();
  const [busy, setBusy] = useState(false);
  if (!activeRole || activeRole.id === me.role?.id) return null;
  const leave = () => {
    setBusy(true);
    viewAs(client, null, `/settings/roles/${activeRole.id}`).catch((error) => {
      toast.error(error);
      setBusy(false);
    });
  };
  return (
    <chakra.div
      role="status"
      display="flex"
      flexWrap="wrap"
      alignItems="center"
      gap="2"
      px="3"
      py="1"
      bg="hue.purple.bg"
      color="hue.purple.fg"
    >
      <Eye size={14} aria-hidden />
      <chakra.span flex="1">
        You see and may do what a member of the role <b>{activeRole.name}</b> would.
      </chakra.span>
      <Button loading={busy} onClick={leave}>
        Back to my own role
      </Button>
    </chakra.div>
  );
}
