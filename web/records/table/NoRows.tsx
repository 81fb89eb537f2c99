import { Plus } from "lucide-react";
import { Button, EmptyState } from "../../ui/index.ts";
import { type ObjectMeta, useMetadata } from "../../workspace/metadata.ts";

/** In place of the rows when there are none, and the one thing to do about it. */
export function NoRows({
  object,
  isNarrowed,
  onClear,
  onCreate,
}: {
  object: ObjectMeta;
  isNarrowed: boolean;
  onClear: () => void;
  onCreate: () => void;
}) {
  const { can } = useMetadata();
  const many = object.labelPlural.toLowerCase();
  if (isNarrowed)
    return (
      <EmptyState title={`No ${many} match`} action={<Button onClick={onClear}>Clear search and filter</Button>} />
    );
  return (
    <EmptyState
      title={`No ${many} yet`}
      action={
        can(object.name, "create") && (
          <Button onClick={onCreate}>
            <Plus size={14} aria-hidden /> Create the first {object.label.toLowerCase()}
          </Button>
        )
      }
    >
      {object.description}
    </EmptyState>
  );
}
