import { Ellipsis, FileUp } from "lucide-react";
import { useNavigate } from "react-router";
import { useActions } from "../shell/actions.ts";
import { IconButton, Menu } from "../ui/index.ts";
import { type ObjectMeta, useMetadata } from "../workspace/metadata.ts";

/** What can be done with a whole list besides working in it. */
export function ListMenu({ object }: { object: ObjectMeta }) {
  const { manages, can } = useMetadata();
  const navigate = useNavigate();
  const mayImport = manages("import") && (can(object.name, "create") || can(object.name, "update"));
  const label = `Import ${object.labelPlural.toLowerCase()}…`;
  const perform = () => navigate(`/import?object=${object.name}`);
  useActions(mayImport ? [{ id: "import here", label, group: "View", icon: FileUp, perform }] : []);
  if (!mayImport) return null;
  return (
    <Menu
      placement="bottom-end"
      trigger={
        <IconButton label={`More for ${object.labelPlural.toLowerCase()}`}>
          <Ellipsis size={16} />
        </IconButton>
      }
      items={[{ label, icon: FileUp, onSelect: perform }]}
    />
  );
}
