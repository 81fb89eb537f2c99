import { Plus, Settings2 } from "lucide-react";
import { useNavigate } from "react-router";
import { settingsRoutes } from "../../settings/registry.ts";
import { IconButton, Menu } from "../../ui/index.ts";
import type { ViewState } from "../../views/useViewState.ts";
import { type ObjectMeta, useMetadata } from "../../workspace/metadata.ts";
import { FieldIcon } from "../fields/FieldIcon.tsx";

/** The `+` at the right end: shows a hidden field, or leads to where fields are made. */
export function AddField({ object, view }: { object: ObjectMeta; view: ViewState }) {
  const { manages } = useMetadata();
  const navigate = useNavigate();
  const hidden = view.columns.filter((column) => column.hidden);
  const model = settingsRoutes.find((route) => route.path === "objects");
  return (
    <Menu
      placement="bottom-end"
      trigger={
        <IconButton label="Show another field" size="xs" tabIndex={-1}>
          <Plus size={14} />
        </IconButton>
      }
      items={[
        ...hidden.flatMap((column) => {
          const meta = object.fields.find((field) => field.apiName === column.field);
          return meta
            ? [
                {
                  label: meta.label,
                  mark: <FieldIcon type={meta.type} />,
                  onSelect: () =>
                    view.setColumns([
                      ...view.columns.filter((one) => one !== column && !one.hidden),
                      { ...column, hidden: false },
                      ...view.columns.filter((one) => one !== column && one.hidden),
                    ]),
                },
              ]
            : [];
        }),
        ...(model && manages("data_model")
          ? [
              "separator" as const,
              { label: "New field…", icon: Settings2, onSelect: () => navigate(`/settings/objects/${object.name}`) },
            ]
          : []),
        ...(hidden.length === 0 && !model
          ? [{ label: "All fields are shown", disabled: true, onSelect: () => {} }]
          : []),
      ]}
    />
  );
}
