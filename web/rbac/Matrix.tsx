import { chakra } from "@chakra-ui/react";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { inTurn } from "../lib/inTurn.ts";
import { present } from "../lib/present.ts";
import { useMutate } from "../lib/useMutate.ts";
import { IconButton, Menu, ObjectIcon, toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { type Role, type Scope, setPermissionsDocument, updateRoleDocument } from "./queries.ts";
import { CreateCell, ScopeCell } from "./ScopeCell.tsx";

export interface Rights {
  read: string;
  create: boolean;
  update: string;
  delete: string;
}

/** What was chosen and is not saved yet. */
interface Wanted {
  names: readonly string[];
  change: Partial<Rights>;
}

const nothing: Rights = { read: "none", create: false, update: "none", delete: "none" };
const presets: readonly { label: string; rights: Rights }[] = [
  { label: "Everything", rights: { read: "all", create: true, update: "all", delete: "all" } },
  { label: "Read all, change own", rights: { read: "all", create: true, update: "own", delete: "own" } },
  { label: "Read only", rights: { read: "all", create: false, update: "none", delete: "none" } },
  { label: "Own records only", rights: { read: "own", create: true, update: "own", delete: "own" } },
  { label: "Nothing", rights: nothing },
];
const scoped = ["update", "delete"] as const;
/** Of objects that do not exist yet. */
const later = "*";

/** Objects against what the role may do with each; what is chosen counts at once, and comes back if it is refused. */
export function Matrix({
  role,
  isFixed,
  onChange,
}: {
  role: Role;
  isFixed: boolean;
  onChange: () => Promise<unknown>;
}) {
  const { objects } = useMetadata();
  const mutate = useMutate();
  const [wanted, setWanted] = useState<readonly Wanted[]>([]);
  const kept = new Map<string, Rights>(present(role.permissions).map((one) => [one.object, one]));
  kept.set(later, {
    read: role.defaultRead,
    create: role.defaultCreate,
    update: role.defaultUpdate,
    delete: role.defaultDelete,
  });
  const rightsOf = (name: string): Rights =>
    Object.assign(
      { ...(kept.get(name) ?? nothing) },
      ...wanted.filter(({ names }) => names.includes(name)).map(({ change }) => change),
    );

  const save = async (names: readonly string[], change: Partial<Rights>) => {
    const one = { names, change };
    setWanted((now) => [...now, one]);
    const onObjects = names.filter((name) => name !== later);
    try {
      await inTurn(role.id, async () => {
        if (onObjects.length > 0) {
          const permissions = onObjects.map((object) => ({ object, ...change }));
          await mutate(setPermissionsDocument, { id: role.id, permissions });
        }
        if (names.includes(later)) await mutate(updateRoleDocument, { id: role.id, ...asDefaults(change) });
      });
    } catch (thrown) {
      toast.error(thrown);
    }
    await onChange();
    setWanted((now) => now.filter((other) => other !== one));
  };

  const rows = [
    ...objects.map(({ name, labelPlural, icon }) => ({ name, label: labelPlural, icon })),
    { name: later, label: "Objects made later", icon: "box" },
  ];
  const all = rows.map(({ name }) => name);
  const columns = [
    { label: "Read", options: scopes.map((read) => ({ label: words[read], change: { read } })) },
    { label: "Create", options: [true, false].map((create) => ({ label: create ? "Yes" : "No", change: { create } })) },
    { label: "Update", options: scopes.map((update) => ({ label: words[update], change: { update } })) },
    { label: "Delete", options: scopes.map((scope) => ({ label: words[scope], change: { delete: scope } })) },
  ];
  return (
    <chakra.div overflowX="auto" borderWidth="1px" borderRadius="panel">
      <chakra.table
        w="full"
        minW={{ base: "400px", sm: "480px" }}
        borderCollapse="collapse"
        aria-label={`What ${role.name} may do`}
      >
        <thead>
          <tr>
            <chakra.th scope="col" textAlign="start" ps="3" h="9" textStyle="label" color="fg.subtle">
              Object
            </chakra.th>
            {columns.map(({ label, options }) => (
              <chakra.th
                key={label}
                scope="col"
                w={{ base: "64px", sm: "96px" }}
                textAlign="start"
                textStyle="label"
                color="fg.subtle"
              >
                {isFixed ? (
                  <chakra.span px="2">{label}</chakra.span>
                ) : (
                  <Menu
                    trigger={
                      <chakra.button
                        type="button"
                        px="2"
                        h="6"
                        borderRadius="control"
                        cursor="pointer"
                        aria-label={`${label} of all objects`}
                        _hover={{ bg: "bg.hover", color: "fg" }}
                      >
                        {label}
                      </chakra.button>
                    }
                    items={[
                      { heading: `${label}: all objects` },
                      ...options.map((option) => ({
                        label: option.label,
                        onSelect: () => void save(all, option.change),
                      })),
                    ]}
                  />
                )}
              </chakra.th>
            ))}
            <chakra.th scope="col" w="10">
              <chakra.span srOnly>Presets</chakra.span>
            </chakra.th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, label, icon }) => {
            const rights = rightsOf(name);
            return (
              <chakra.tr
                key={name}
                borderTopWidth="1px"
                _hover={{ bg: "bg.subtle" }}
                css={{
                  "@media (hover: hover)": {
                    "& .more": { opacity: 0 },
                    "&:hover .more, & .more:focus-visible, & .more[aria-expanded=true]": { opacity: 1 },
                  },
                }}
              >
                <chakra.th scope="row" textAlign="start" fontWeight="450" ps="3" h="9">
                  <chakra.span display="flex" alignItems="center" gap="2" color={name === later ? "fg.muted" : "fg"}>
                    {name === later ? <chakra.span w="16px" flexShrink={0} aria-hidden /> : <ObjectIcon name={icon} />}
                    {label}
                  </chakra.span>
                </chakra.th>
                <td>
                  <ScopeCell
                    label={`${label}: read`}
                    value={rights.read}
                    disabled={isFixed}
                    onChange={(read) => void save([name], { read })}
                  />
                </td>
                <td>
                  <CreateCell
                    label={`${label}: create`}
                    checked={rights.create}
                    disabled={isFixed}
                    onChange={(create) => void save([name], { create })}
                  />
                </td>
                {scoped.map((action) => (
                  <td key={action}>
                    <ScopeCell
                      label={`${label}: ${action}`}
                      value={rights[action]}
                      disabled={isFixed}
                      onChange={(scope) => void save([name], { [action]: scope })}
                    />
                  </td>
                ))}
                <td>
                  {!isFixed && (
                    <Menu
                      placement="bottom-end"
                      trigger={
                        <IconButton className="more" label={`Presets for ${label}`}>
                          <Ellipsis size={14} aria-hidden />
                        </IconButton>
                      }
                      items={presets.map((preset) => ({
                        label: preset.label,
                        onSelect: () => void save([name], preset.rights),
                      }))}
                    />
                  )}
                </td>
              </chakra.tr>
            );
          })}
        </tbody>
      </chakra.table>
    </chakra.div>
  );
}

const scopes: readonly Scope[] = ["all", "own", "none"];
const words: Record<Scope, string> = { all: "All", own: "Own", none: "None" };

/** The defaults are columns of the role itself. */
function asDefaults({ read, create, update, delete: remove }: Partial<Rights>) {
  return { defaultRead: read, defaultCreate: create, defaultUpdate: update, defaultDelete: remove };
}
