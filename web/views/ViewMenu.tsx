import { chakra } from "@chakra-ui/react";
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
import { Suspense, useState } from "react";
import { late } from "../lib/late.tsx";
import { positionBetween } from "../records/board/moveCard.ts";
import { viewOrder } from "../records/document.ts";
import { useActions } from "../shell/actions.ts";
import { ConfirmDialog, Menu } from "../ui/index.ts";
import { type ObjectMeta, type SavedView, useMetadata } from "../workspace/metadata.ts";
import { type Asking, NameDialog } from "./NameDialog.tsx";
import { usePrefetch } from "./usePrefetch.ts";
import { useViewMutations } from "./useViewMutations.ts";
import type { ViewState } from "./useViewState.ts";

const ExportDialog = late(() => import("../transfer/ExportDialog.tsx"));

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
  const prefetch = usePrefetch(object);
  const [asking, setAsking] = useState<Asking>(null);
  const [isDeleting, setIsDeleting] = useState(false);
  const [isExporting, setIsExporting] = useState(false);
  useActions(
    manages("export")
      ? [
          {
            id: "export view",
            label: `Export ${object.labelPlural.toLowerCase()}…`,
            group: "View",
            icon: Download,
            words: "csv download",
            perform: () => setIsExporting(true),
          },
        ]
      : [],
  );
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
            onPoint: () => prefetch(undefined),
            onSelect: () => view.setView(undefined),
          },
          ...mine.map((one) => ({
            label: one.name,
            icon: one.kind === "board" ? SquareKanban : Table2,
            checked: one.id === current?.id,
            onPoint: () => prefetch(one),
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
