import { Box, chakra } from "@chakra-ui/react";
import {
  ArrowDown,
  ArrowUp,
  ChevronDown,
  Copy,
  Download,
  House,
  Pencil,
  Share2,
  SquareKanban,
  Star,
  StarOff,
  Table2,
  Trash2,
} from "lucide-react";
import { type FormEvent, lazy, Suspense, useState } from "react";
import { useClient } from "urql";
import type { ViewInput, ViewPatch } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";
import { orReload } from "../lib/orReload.ts";
import { positionBetween } from "../records/board/moveCard.ts";
import { viewOrder } from "../records/document.ts";
import { Button, ConfirmDialog, Dialog, Field, Input, Menu, toast } from "../ui/index.ts";
import { type ObjectMeta, type SavedView, useMetadata } from "../workspace/metadata.ts";
import type { ViewState } from "./useViewState.ts";

const ExportDialog = lazy(orReload(() => import("../transfer/ExportDialog.tsx")));

const createView = graphql(
  `mutation CreateView($view: ViewInput!) { createView(input: { view: $view }) { view { id } } }`,
);
const updateView = graphql(
  `mutation UpdateView($id: UUID!, $patch: ViewPatch!) { updateView(input: { id: $id, patch: $patch }) { view { id name } } }`,
);
const deleteView = graphql(`mutation DeleteView($id: UUID!) { deleteView(input: { id: $id }) { view { id } } }`);
const addFavorite = graphql(
  `mutation FavoriteView($id: UUID!) { createFavorite(input: { favorite: { viewId: $id } }) { favorite { id } } }`,
);
const removeFavorite = graphql(
  `mutation UnfavoriteView($id: UUID!) { deleteFavorite(input: { id: $id }) { favorite { id } } }`,
);

function useViewMutations() {
  const client = useClient();
  const { reload } = useMetadata();
  const done = <Data,>({ data, error }: { data?: Data; error?: Error | undefined }): Data | undefined => {
    if (error) toast.error(error);
    reload();
    return error ? undefined : data;
  };
  return {
    create: async (view: ViewInput) =>
      done(await client.mutation(createView, { view }).toPromise())?.createView?.view?.id,
    update: async (id: string, patch: ViewPatch) =>
      done(await client.mutation(updateView, { id, patch }).toPromise()) !== undefined,
    remove: async (id: string) => done(await client.mutation(deleteView, { id }).toPromise()) !== undefined,
    favorite: async (id: string) => done(await client.mutation(addFavorite, { id }).toPromise()),
    unfavorite: async (id: string) => done(await client.mutation(removeFavorite, { id }).toPromise()),
  };
}

type Asking = { title: string; name: string; run: (name: string) => Promise<void> } | null;

/** The view's name at top left: the others, and what can be done with this one. */
export function ViewMenu({
  object,
  view,
  filter,
}: {
  object: ObjectMeta;
  view: ViewState;
  /** What the view shows, with the search in it. */
  filter: Record<string, unknown> | undefined;
}) {
  const { views, me, favorites, manages } = useMetadata();
  const mutations = useViewMutations();
  const [asking, setAsking] = useState<Asking>(null);
  const [isDeleting, setIsDeleting] = useState(false);
  const [isExporting, setIsExporting] = useState(false);
  const mine = views.filter((one) => one.object === object.name);
  const current = view.view;
  const mayEdit = current && (current.userId === me.id || (current.isShared && manages("workspace")));
  const favorite = favorites.find((one) => one.viewId === current?.id && current);
  const setDefault = async (one: SavedView) => {
    const others = mine.filter((other) => other.isDefault && other.userId === me.id && other.id !== one.id);
    for (const other of others) await mutations.update(other.id, { isDefault: false });
    await mutations.update(one.id, { isDefault: !one.isDefault });
  };
  const at = mine.findIndex((one) => one.id === current?.id);
  const place = (index: number) => (mine[index] ? Number(mine[index].position) : undefined);
  const neighbours = [
    { label: "Move up", icon: ArrowUp, isThere: at > 0, position: positionBetween(place(at - 2), place(at - 1)) },
    {
      label: "Move down",
      icon: ArrowDown,
      isThere: at >= 0 && at < mine.length - 1,
      position: positionBetween(place(at + 1), place(at + 2)),
    },
  ].flatMap(({ isThere, position, ...rest }) => (isThere ? [{ ...rest, position: String(position) }] : []));
  return (
    <>
      <Menu
        trigger={
          <chakra.button
            type="button"
            display="inline-flex"
            alignItems="center"
            gap="1"
            h="7"
            px="1.5"
            borderRadius="control"
            cursor="pointer"
            color="fg.muted"
            minW="0"
            _hover={{ bg: "bg.hover", color: "fg" }}
          >
            <chakra.span truncate>{current?.name ?? `All ${object.labelPlural.toLowerCase()}`}</chakra.span>
            <ChevronDown size={12} aria-hidden />
          </chakra.button>
        }
        items={[
          {
            label: `All ${object.labelPlural.toLowerCase()}`,
            icon: Table2,
            checked: !current,
            onSelect: () => view.setView(undefined),
          },
          ...mine.map((one) => ({
            label: one.name,
            icon: one.kind === "board" ? SquareKanban : Table2,
            checked: one.id === current?.id,
            onSelect: () => view.setView(one.id),
          })),
          "separator",
          {
            label: current ? "Duplicate…" : "Save as new view…",
            icon: Copy,
            onSelect: () =>
              setAsking({
                title: "New view",
                name: current ? `${current.name} (copy)` : "",
                run: async (name) => {
                  const id = await mutations.create({ object: object.name, name, ...view.toSave() });
                  if (id) view.setView(id);
                },
              }),
          },
          ...(manages("export") ? [{ label: "Export…", icon: Download, onSelect: () => setIsExporting(true) }] : []),
          ...(current
            ? [
                favorite
                  ? {
                      label: "Remove from favourites",
                      icon: StarOff,
                      onSelect: () => void mutations.unfavorite(favorite.id),
                    }
                  : { label: "Add to favourites", icon: Star, onSelect: () => void mutations.favorite(current.id) },
              ]
            : []),
          ...(current && mayEdit
            ? [
                {
                  label: "Rename…",
                  icon: Pencil,
                  onSelect: () =>
                    setAsking({
                      title: "Rename view",
                      name: current.name,
                      run: async (name) => void (await mutations.update(current.id, { name })),
                    }),
                },
                {
                  label: current.isShared ? "Make personal" : "Share with everybody",
                  icon: Share2,
                  onSelect: () => void mutations.update(current.id, { isShared: !current.isShared }),
                },
                {
                  label: current.isDefault ? "Do not show first" : "Show first",
                  icon: House,
                  onSelect: () => void setDefault(current),
                },
                ...neighbours.map(({ label, icon, position }) => ({
                  label,
                  icon,
                  onSelect: () => void mutations.update(current.id, { position }),
                })),
                "separator" as const,
                { label: "Delete view", icon: Trash2, danger: true, onSelect: () => setIsDeleting(true) },
              ]
            : []),
        ]}
      />
      {asking && <NameDialog asking={asking} onClose={() => setAsking(null)} />}
      {isExporting && (
        <Suspense>
          <ExportDialog
            object={object}
            about={current?.name ?? object.labelPlural.toLowerCase()}
            filter={filter}
            orderBy={viewOrder(view.sort, object)}
            shown={view.columns.filter(({ hidden }) => !hidden).map(({ field }) => field)}
            onClose={() => setIsExporting(false)}
          />
        </Suspense>
      )}
      {current && (
        <ConfirmDialog
          open={isDeleting}
          onClose={() => setIsDeleting(false)}
          title={`Delete the view ${current.name}?`}
          confirm="Delete view"
          onConfirm={async () => {
            if (await mutations.remove(current.id)) view.setView(undefined);
          }}
        >
          {current.isShared ? "It goes for everybody. " : ""}Its records stay.
        </ConfirmDialog>
      )}
    </>
  );
}

/** Shown when what one sees is not what was saved. */
export function ViewSave({ object, view }: { object: ObjectMeta; view: ViewState }) {
  const { me, manages } = useMetadata();
  const mutations = useViewMutations();
  const [asking, setAsking] = useState<Asking>(null);
  if (!view.isChanged) return null;
  const current = view.view;
  const mayEdit = current && (current.userId === me.id || (current.isShared && manages("workspace")));
  return (
    <Box display="flex" gap="1" flexShrink={0}>
      <Button variant="ghost" onClick={view.reset}>
        Reset
      </Button>
      {mayEdit && (
        <Button
          variant="ghost"
          color="accent.fg"
          onClick={async () => {
            if (await mutations.update(current.id, view.toSave())) view.reset();
          }}
        >
          Save
        </Button>
      )}
      <Button
        variant="ghost"
        color="accent.fg"
        onClick={() =>
          setAsking({
            title: "Save as new view",
            name: "",
            run: async (name) => {
              const id = await mutations.create({ object: object.name, name, ...view.toSave() });
              if (id) view.setView(id);
            },
          })
        }
      >
        {mayEdit ? "Save as new" : "Save as view"}
      </Button>
      {asking && <NameDialog asking={asking} onClose={() => setAsking(null)} />}
    </Box>
  );
}

function NameDialog({ asking, onClose }: { asking: NonNullable<Asking>; onClose: () => void }) {
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = new FormData(event.currentTarget).get("name")?.toString().trim();
    if (!name) return;
    await asking.run(name);
    onClose();
  };
  return (
    <Dialog open onClose={onClose} title={asking.title} width="sm">
      <chakra.form onSubmit={submit} pb="3" display="flex" flexDirection="column" gap="3">
        <Field label="Name">
          <Input name="name" defaultValue={asking.name} autoFocus required maxLength={80} />
        </Field>
        <Box display="flex" justifyContent="flex-end" gap="2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary">
            Save
          </Button>
        </Box>
      </chakra.form>
    </Dialog>
  );
}
