import { Copy, Ellipsis, ShieldCheck, Star, StarOff, Trash2 } from "lucide-react";
import { Suspense, useState } from "react";
import { useMutation } from "urql";
import { graphql } from "../graphql/index.ts";
import { late } from "../lib/late.tsx";
import { useActions } from "../shell/actions.ts";
import { ConfirmDialog, IconButton, Menu, toast } from "../ui/index.ts";
import { type ObjectMeta, recordPath, useMetadata } from "../workspace/metadata.ts";
import { focusList } from "./focusList.ts";
import { type Row, shortTitle, titleOf } from "./row.ts";
import { useRecords } from "./useRecords.ts";

const addFavorite = graphql(
  `mutation FavoriteRecord($id: UUID!) { createFavorite(input: { favorite: { recordId: $id } }) { favorite { id } } }`,
);
const removeFavorite = graphql(
  `mutation UnfavoriteRecord($id: UUID!) { deleteFavorite(input: { id: $id }) { favorite { id } } }`,
);

const ExplainAccess = late(() => import("../rbac/ExplainAccess.tsx"));

/** What can be done with a whole record. */
export function RecordMenu({ object, row, onDeleted }: { object: ObjectMeta; row: Row; onDeleted: () => void }) {
  const { favorites, reload, can, manages, members } = useMetadata();
  const records = useRecords();
  const [, add] = useMutation(addFavorite);
  const [, removeOne] = useMutation(removeFavorite);
  const [isDeleting, setIsDeleting] = useState(false);
  const [isExplaining, setIsExplaining] = useState(false);
  const favorite = favorites.find((one) => one.recordId === row.id);
  const toggle = async () => {
    const { error } = favorite ? await removeOne({ id: favorite.id }) : await add({ id: row.id });
    if (error) toast.error(error);
    reload();
  };
  const copyLink = async () => {
    await navigator.clipboard.writeText(new URL(recordPath(object, row.id), location.href).href);
    toast.done("Link copied");
  };
  const [owner, words] = object.name === "tasks" ? ["assigneeId", "assignee"] : ["ownerId", "owner"];
  const assign = async (id: string, name: string) => {
    const said = `${shortTitle(object, row)} is now assigned to ${name}`;
    await records.update(object, row, { [owner]: id }, { said }).catch(toast.error);
  };
  const mayDelete = can(object.name, "delete", row);
  useActions([
    {
      id: "record favorite",
      label: favorite ? "Remove from favourites" : "Add to favourites",
      group: "Record",
      icon: Star,
      perform: () => void toggle(),
    },
    ...(can(object.name, "update", row) ? members : [])
      .filter(({ isActive, id }) => isActive && id !== row[owner])
      .map(({ id, name }) => ({
        id: `record owner ${id}`,
        label: `Assign to ${name}`,
        group: "Record" as const,
        words,
        onlyFound: true,
        perform: () => void assign(id, name),
      })),
    { id: "record link", label: "Copy link", group: "Record", icon: Copy, perform: () => void copyLink() },
    ...(mayDelete
      ? [
          {
            id: "record delete",
            label: `Delete this ${object.label.toLowerCase()}`,
            group: "Record" as const,
            icon: Trash2,
            perform: () => setIsDeleting(true),
          },
        ]
      : []),
  ]);
  return (
    <>
      <Menu
        placement="bottom-end"
        trigger={
          <IconButton label="More actions">
            <Ellipsis size={16} />
          </IconButton>
        }
        items={[
          {
            label: favorite ? "Remove from favourites" : "Add to favourites",
            icon: favorite ? StarOff : Star,
            onSelect: () => void toggle(),
          },
          { label: "Copy link", icon: Copy, onSelect: () => void copyLink() },
          ...(manages("roles")
            ? [{ label: "Explain access", icon: ShieldCheck, onSelect: () => setIsExplaining(true) }]
            : []),
          ...(mayDelete
            ? [
                "separator" as const,
                { label: "Delete…", icon: Trash2, danger: true, onSelect: () => setIsDeleting(true) },
              ]
            : []),
        ]}
      />
      <ConfirmDialog
        open={isDeleting}
        onClose={() => setIsDeleting(false)}
        title={`Delete ${titleOf(object, row)}?`}
        confirm="Delete"
        isUndoable
        onConfirm={async () => {
          await records.remove(object, [row], `${titleOf(object, row)} deleted`);
          onDeleted();
          focusList();
        }}
      >
        What it was stays in the history.
      </ConfirmDialog>
      {isExplaining && (
        <Suspense>
          <ExplainAccess
            object={object.name}
            record={{ id: row.id, title: titleOf(object, row) }}
            onClose={() => setIsExplaining(false)}
          />
        </Suspense>
      )}
    </>
  );
}
