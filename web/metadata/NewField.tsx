import { FieldDialog } from "./FieldDialog.tsx";
import { useDataModel } from "./useDataModel.ts";

/** Makes a field where it is missed. */
export default function NewField({
  objectName,
  onClose,
  onMade,
}: {
  objectName: string;
  onClose: () => void;
  /** With its name in the API. */
  onMade: (field: string) => void;
}) {
  const { objects, types, reload } = useDataModel();
  const object = objects?.find((one) => one.name === objectName);
  if (!objects || !object) return null;
  return (
    <FieldDialog
      object={object}
      objects={objects}
      types={types}
      onClose={onClose}
      onDone={(made) => {
        if (made) onMade(made);
        reload();
      }}
    />
  );
}
