import { Ellipsis, Plus, Settings2 } from "lucide-react";
import { useNavigate } from "react-router";
import { settingsRoutes } from "../../settings/registry.ts";
import { IconButton, Menu } from "../../ui/index.ts";
import { type FieldMeta, useMetadata } from "../../workspace/metadata.ts";

/** What can be done with a column: cards added, and its stage or choice edited where those are kept. */
export function ColumnMenu({
  field,
  label,
  onAdd,
}: {
  field: FieldMeta;
  label: string;
  onAdd: (() => void) | undefined;
}) {
  const { manages } = useMetadata();
  const navigate = useNavigate();
  const isStages = field.settings.options === "stages";
  const route = settingsRoutes.find(({ path }) => path === (isStages ? "pipelines" : "objects"));
  const mayEdit = route !== undefined && (!route.needs || manages(route.needs));
  const items = [
    ...(onAdd ? [{ label: `Add to ${label}`, icon: Plus, onSelect: onAdd }] : []),
    ...(mayEdit
      ? [
          {
            label: isStages ? "Edit stages…" : "Edit choices…",
            icon: Settings2,
            onSelect: () => navigate(isStages ? "/settings/pipelines" : `/settings/objects/${field.object}`),
          },
        ]
      : []),
  ];
  if (items.length === 0) return null;
  return (
    <Menu
      placement="bottom-end"
      trigger={
        <IconButton label={`Actions of ${label}`} size="xs">
          <Ellipsis size={14} />
        </IconButton>
      }
      items={items}
    />
  );
}
