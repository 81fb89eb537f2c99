import { Box, chakra } from "@chakra-ui/react";
import { Copy, Ellipsis, Eye, Pencil, Trash2 } from "lucide-react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { useClient, useQuery } from "urql";
import { inTurn } from "../lib/inTurn.ts";
import { useMutate } from "../lib/useMutate.ts";
import { SettingsPage } from "../settings/SettingsPage.tsx";
import {
  Button,
  Checkbox,
  EmptyState,
  ErrorState,
  IconButton,
  LoadingRows,
  Menu,
  Notice,
  Section,
  Tag,
  toast,
} from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { DeleteRole } from "./DeleteRole.tsx";
import { Matrix } from "./Matrix.tsx";
import { type Role, roleDocument, updateRoleDocument } from "./queries.ts";
import { RoleDialog } from "./RoleDialog.tsx";
import { settingsParts } from "./settingsParts.ts";
import { viewAs } from "./viewAs.ts";

const above = { to: "/settings/roles", label: "Roles" };

/** One role: what it may do with each object, and what of the settings it manages. */
export default function RolePage() {
  const { id = "" } = useParams();
  const client = useClient();
  const [{ data, error }] = useQuery({ query: roleDocument, variables: { id }, requestPolicy: "cache-and-network" });
  const reload = () => client.query(roleDocument, { id }, { requestPolicy: "network-only" }).toPromise();
  if (data?.role) return <Loaded role={data.role} reload={reload} />;
  return (
    <SettingsPage title="Role" back={above}>
      {error ? (
        <ErrorState error={error} onRetry={() => void reload()} />
      ) : data ? (
        <EmptyState title="There is no such role">It may have been deleted.</EmptyState>
      ) : (
        <LoadingRows />
      )}
    </SettingsPage>
  );
}

function Loaded({ role, reload }: { role: Role; reload: () => Promise<unknown> }) {
  const { me } = useMetadata();
  const client = useClient();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<"rename" | "copy" | "delete" | null>(null);
  const isAdmin = role.key === "admin";
  const isMine = role.id === me.role?.id;
  const isFixed = isAdmin || isMine;
  return (
    <SettingsPage
      wide
      back={above}
      title={
        <chakra.span display="inline-flex" alignItems="center" gap="2">
          {role.name}
          {role.isShipped && <Tag>Built in</Tag>}
        </chakra.span>
      }
      description={role.description}
      actions={
        <>
          {!isMine && (
            <Button onClick={() => viewAs(client, role.id).catch(toast.error)}>
              <Eye size={14} aria-hidden />
              View as this role
            </Button>
          )}
          <Menu
            placement="bottom-end"
            trigger={
              <IconButton label="More" variant="outline">
                <Ellipsis size={14} aria-hidden />
              </IconButton>
            }
            items={[
              { label: "Copy", icon: Copy, onSelect: () => setAsked("copy") },
              { label: "Rename", icon: Pencil, disabled: isFixed, onSelect: () => setAsked("rename") },
              "separator",
              {
                label: "Delete",
                icon: Trash2,
                danger: true,
                disabled: isFixed || role.isShipped,
                onSelect: () => setAsked("delete"),
              },
            ]}
          />
        </>
      }
    >
      {isFixed && (
        <Notice>
          {isAdmin
            ? "Admins may do everything, so this role stays as it is. For less, copy it and change the copy."
            : "This is your own role, and nobody changes their own. Ask an admin."}
        </Notice>
      )}
      <Section
        title="Records"
        description="Own is what the member owns. One can only change what one can read. Changes count from the next click of each member on."
      >
        <Matrix role={role} isFixed={isFixed} onChange={reload} />
      </Section>
      <Section title="Settings" description="What of the settings it manages; everybody has their own profile.">
        <SettingsParts role={role} isFixed={isFixed} />
      </Section>
      <chakra.p color="fg.subtle">
        In PostgreSQL this role is <chakra.code fontFamily="mono">{role.dbRole}</chakra.code>.
      </chakra.p>
      {asked === "rename" && <RoleDialog role={role} onClose={() => setAsked(null)} onDone={() => void reload()} />}
      {asked === "copy" && (
        <RoleDialog
          like={role}
          onClose={() => setAsked(null)}
          onDone={(id) => {
            setAsked(null);
            navigate(`/settings/roles/${id}`);
          }}
        />
      )}
      {asked === "delete" && (
        <DeleteRole
          role={role}
          onClose={() => setAsked(null)}
          onDone={() => {
            toast.done(`${role.name} deleted`);
            navigate(above.to, { replace: true });
          }}
        />
      )}
    </SettingsPage>
  );
}

function SettingsParts({ role, isFixed }: { role: Role; isFixed: boolean }) {
  const mutate = useMutate();
  const [wanted, setWanted] = useState<readonly (string | null)[] | null>(null);
  const settings = wanted ?? role.settings;
  const toggle = async (key: string, isOn: boolean) => {
    const next = isOn ? [...settings, key] : settings.filter((one) => one !== key);
    setWanted(next);
    try {
      await inTurn(role.id, () => mutate(updateRoleDocument, { id: role.id, settings: next }));
    } catch (thrown) {
      toast.error(thrown);
    }
    setWanted((now) => (now === next ? null : now));
  };
  return (
    <Box display="grid" gridTemplateColumns={{ base: "1fr", md: "1fr 1fr" }} columnGap="8" rowGap="2.5">
      {settingsParts.map(({ key, label, help }) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the control is the box
        <chakra.label key={key} display="flex" gap="2.5" cursor={isFixed ? "default" : "pointer"}>
          <Checkbox
            mt="0.5"
            aria-label={`Manages ${label.toLowerCase()}`}
            checked={settings.includes(key)}
            disabled={isFixed}
            onChange={(event) => void toggle(key, event.target.checked)}
          />
          <span>
            <chakra.span display="block">{label}</chakra.span>
            <chakra.span color="fg.muted" fontSize="12px">
              {help}
            </chakra.span>
          </span>
        </chakra.label>
      ))}
    </Box>
  );
}
