import { Plus, Settings2 } from "lucide-react";
import { Suspense, useState } from "react";
import { useNavigate } from "react-router";
import { late } from "../../lib/late.tsx";
import { IconButton, Menu } from "../../ui/index.ts";
import type { Column, ViewState } from "../../views/useViewState.ts";
import { type ObjectMeta, useMetadata } from "../../workspace/metadata.ts";
import { columnFields } from "../about.ts";
import { FieldIcon } from "../fields/FieldIcon.tsx";

const NewField = late(() => import("../../metadata/NewField.tsx"));

/** The `+` at the right end: shows a hidden field, or makes a new one in place. */
export function AddField({ object, view }: { object: ObjectMeta; view: ViewState }) {
  const { manages } = useMetadata();
  const navigate = useNavigate();
  const [isMaking, setIsMaking] = useState(false);
  const hidden = view.columns.filter((column) => column.hidden);
  const mayChange = manages("data_model");
  const show = (column: Column) =>
    view.setColumns([
      ...view.columns.filter((one) => one.field !== column.field && !one.hidden),
      { ...column, hidden: false },
      ...view.columns.filter((one) => one.field !== column.field && one.hidden),
    ]);
  return (
    <>
      <Menu
        placement="bottom-end"
        trigger={
          <IconButton label="Show another field" size="xs" tabIndex={-1}>
            <Plus size={14} />
          </IconButton>
        }
        items={[
          ...(mayChange
            ? [
                { label: "New field…", icon: Plus, onSelect: () => setIsMaking(true) },
                {
                  label: "All fields",
                  icon: Settings2,
                  onSelect: () => navigate(`/settings/objects/${object.name}`),
                },
                ...(hidden.length > 0 ? ["separator" as const] : []),
              ]
            : []),
          ...hidden.flatMap((column) => {
            const meta = columnFields(object).find((field) => field.apiName === column.field);
            return meta
              ? [{ label: meta.label, mark: <FieldIcon type={meta.type} />, onSelect: () => show(column) }]
              : [];
          }),
          ...(hidden.length === 0 && !mayChange
            ? [{ label: "All fields are shown", disabled: true, onSelect: () => {} }]
            : []),
        ]}
      />
      {isMaking && (
        <Suspense fallback={null}>
          <NewField
            objectName={object.name}
            onClose={() => setIsMaking(false)}
            onMade={(field) => show({ field, hidden: false })}
          />
        </Suspense>
      )}
    </>
  );
}
