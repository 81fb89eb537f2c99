import { Box, chakra } from "@chakra-ui/react";
import { Plus } from "lucide-react";
import { Suspense, useEffect, useState } from "react";
import { useParams, useSearchParams } from "react-router";
import { late } from "../lib/late.tsx";
import { useActions } from "../shell/actions.ts";
import { NotShown, PageError } from "../shell/PageError.tsx";
import { useIsNarrow } from "../shell/useIsNarrow.ts";
import { ListMenu } from "../transfer/ListMenu.tsx";
import { Button, LoadingRows, ObjectIcon, Page } from "../ui/index.ts";
import { bothFilters, compileFilter } from "../views/filter.ts";
import { useViewState } from "../views/useViewState.ts";
import { ViewBar } from "../views/ViewBar.tsx";
import { ViewMenu } from "../views/ViewMenu.tsx";
import { type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { listOf } from "./listOf.ts";
import { RecordTable } from "./table/RecordTable.tsx";
import { usePeek } from "./usePeek.ts";

const RecordCards = late(() => import("./RecordCards.tsx"));
const Board = late(() => import("./board/Board.tsx"));
const RecordPanel = late(() => import("./RecordPanel.tsx"));

/** All records of an object, as a table or a board, and the one that is peeked at. */
export default function RecordListPage() {
  const { object: restName } = useParams();
  const { objects, can } = useMetadata();
  const object = objects.find((one) => one.restName === restName);
  if (!object) return <PageError notFound />;
  if (!can(object.name, "read")) return <NotShown what={object.labelPlural.toLowerCase()} />;
  return <RecordList key={object.id} object={object} />;
}

function RecordList({ object }: { object: ObjectMeta }) {
  const metadata = useMetadata();
  const [params, setParams] = useSearchParams();
  const view = useViewState(object);
  const isPhone = useIsNarrow(640);
  const [isCreating, setIsCreating] = useState(false);
  const [peeked, peek] = usePeek();
  const isWantedNew = params.get("new") === "1";
  const groups = object.fields.filter((field) => field.type === "enum");
  const mayCreate = metadata.can(object.name, "create");

  // The panel is not waited for to show the list, and there when somebody peeks.
  useEffect(() => {
    const timer = setTimeout(() => RecordPanel.preload(), 1000);
    return () => clearTimeout(timer);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for by the address, once
  useEffect(() => {
    if (!isWantedNew) return;
    if (mayCreate) setIsCreating(true);
    setParams(
      (before) => {
        before.delete("new");
        return before;
      },
      { replace: true },
    );
  }, [isWantedNew]);
  useActions([
    ...(mayCreate
      ? [
          {
            id: "create here",
            label: `New ${object.label.toLowerCase()} here`,
            group: "Create" as const,
            icon: Plus,
            keys: "c",
            perform: () => setIsCreating(true),
          },
        ]
      : []),
  ]);

  const title = object.title.apiName;
  const searched = view.search.trim() ? { [title]: { includesInsensitive: view.search.trim() } } : undefined;
  const filter = bothFilters(compileFilter(view.filter, object, metadata), searched);
  const isBoard = view.layout === "board" && groups.length > 0;
  const props = {
    object,
    view,
    filter,
    isCreating,
    onCreating: setIsCreating,
    peeked,
    onPeek: peek,
  };

  return (
    <Page
      title={object.labelPlural}
      heading={
        <>
          <chakra.span color="fg.subtle" display="inline-flex">
            <ObjectIcon name={object.icon} />
          </chakra.span>
          <chakra.h1 fontSize="14px" fontWeight="500" truncate>
            {object.labelPlural}
          </chakra.h1>
          <ViewMenu object={object} view={view} filter={filter} />
        </>
      }
      actions={
        <>
          <ListMenu object={object} />
          {mayCreate && (
            <Button variant="primary" onClick={() => setIsCreating(true)}>
              <Plus size={14} />
              <chakra.span hideBelow="sm">New {object.label.toLowerCase()}</chakra.span>
              <chakra.span srOnly hideFrom="sm">
                New {object.label.toLowerCase()}
              </chakra.span>
            </Button>
          )}
        </>
      }
    >
      <Box display="flex" h="full" minH="0">
        <Box flex="1" minW="0" display="flex" flexDirection="column" minH="0">
          <ViewBar object={object} view={view} canBoard={groups.length > 0} />
          <Box flex="1" minH="0">
            {isBoard ? (
              <Suspense fallback={<LoadingRows />}>
                <Board {...props} />
              </Suspense>
            ) : isPhone ? (
              <Suspense fallback={<LoadingRows />}>
                <RecordCards {...props} />
              </Suspense>
            ) : (
              <RecordTable {...props} />
            )}
          </Box>
        </Box>
        <Suspense>
          {peeked && (
            <RecordPanel
              key={peeked}
              object={object}
              id={peeked}
              list={(row) => listOf({ object, view, isBoard, filter, row })}
              onGo={peek}
              onClose={() => peek(undefined)}
            />
          )}
        </Suspense>
      </Box>
    </Page>
  );
}
