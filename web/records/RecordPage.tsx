import { Box, chakra } from "@chakra-ui/react";
import { ChevronRight } from "lucide-react";
import { useEffect, useState } from "react";
import { Link, useLocation, useNavigate, useParams } from "react-router";
import { GoneRecord } from "../audit/GoneRecord.tsx";
import { isRecord } from "../auth/answers.ts";
import { useActions } from "../shell/actions.ts";
import { NotShown, PageError } from "../shell/PageError.tsx";
import { useRecent } from "../shell/recent.ts";
import { useIsNarrow } from "../shell/useIsNarrow.ts";
import { Button, ErrorState, LoadingRows, ObjectIcon, Page } from "../ui/index.ts";
import { type ObjectMeta, recordPath, useMetadata } from "../workspace/metadata.ts";
import { AboutLine } from "./AboutLine.tsx";
import { ReachLine } from "./ReachLine.tsx";
import { RecordBody } from "./RecordBody.tsx";
import { RecordFields } from "./RecordFields.tsx";
import { RecordMark } from "./RecordMark.tsx";
import { RecordMenu } from "./RecordMenu.tsx";
import { RecordTitle } from "./RecordTitle.tsx";
import { canBeRelated, Related } from "./Related.tsx";
import { titleOf } from "./row.ts";
import { StageBar } from "./StageBar.tsx";
import { useRecord } from "./useRecord.ts";
import { readWalk, useWalk } from "./useWalk.ts";
import { WalkButtons } from "./WalkButtons.tsx";

const Anchor = chakra(Link);
const parts = ["fields", "activity", "related"] as const;
type Part = (typeof parts)[number];

/** A record: its fields on the left, what happened in the middle, what belongs to it on the right. */
export default function RecordPage() {
  const { object: restName, id = "" } = useParams();
  const { objects, can } = useMetadata();
  const object = objects.find((one) => one.restName === restName);
  if (!object || !/^[0-9a-f-]{36}$/i.test(id)) return <PageError notFound />;
  if (!can(object.name, "read")) return <NotShown what={object.labelPlural.toLowerCase()} />;
  return <RecordScreen key={id} object={object} id={id} />;
}

function RecordScreen({ object, id }: { object: ObjectMeta; id: string }) {
  const { me, objects } = useMetadata();
  const navigate = useNavigate();
  const { state }: { state: unknown } = useLocation();
  const { row, error, isGone, retry } = useRecord(object, id);
  const isNarrow = useIsNarrow(1180);
  const [tab, setTab] = useState<Part>(object.name === "notes" ? "activity" : "fields");
  const [, remember] = useRecent(me.id);
  const title = row ? titleOf(object, row) : object.label;
  const hasRelated = canBeRelated(object, objects);
  // biome-ignore lint/correctness/useExhaustiveDependencies: remembered when it is another record, or called otherwise
  useEffect(() => {
    if (row) remember({ id, object: object.name, title });
  }, [id, title, row === undefined]);
  const at = useWalk({
    object,
    id,
    walk: readWalk(state),
    onGo: (next, walk) =>
      navigate(recordPath(object, next), { replace: true, state: { ...(isRecord(state) && state), walk } }),
  });
  const back = isRecord(state) && typeof state.from === "string" ? state.from : object.path;
  useActions([
    {
      id: "record back",
      label: `Back to ${object.labelPlural.toLowerCase()}`,
      group: "Record",
      keys: "escape",
      perform: () => navigate(back),
    },
  ]);

  if (isGone)
    return (
      <Page title={object.label}>
        <GoneRecord object={object} id={id} />
      </Page>
    );
  if (error && !row) return <ErrorState error={error} onRetry={retry} />;
  const head = row && (
    <>
      <Box display="flex" alignItems="center" gap="3" mb="4">
        <RecordMark object={object} id={row.id} title={title} size={36} />
        <RecordTitle object={object} row={row} />
      </Box>
      <AboutLine object={object} row={row} />
    </>
  );
  return (
    <Page
      title={title}
      heading={
        <chakra.nav aria-label="Breadcrumb" display="flex" alignItems="center" gap="1.5" minW="0" color="fg.muted">
          <Anchor to={back} display="inline-flex" alignItems="center" gap="1.5" _hover={{ color: "fg" }}>
            <ObjectIcon name={object.icon} />
            {object.labelPlural}
          </Anchor>
          <ChevronRight size={12} aria-hidden />
          <chakra.span color="fg" truncate aria-current="page">
            {title}
          </chakra.span>
        </chakra.nav>
      }
      actions={
        <>
          <WalkButtons at={at} />
          {row && <RecordMenu object={object} row={row} onDeleted={() => navigate(back)} />}
        </>
      }
    >
      {!row ? (
        <LoadingRows />
      ) : isNarrow ? (
        <Box p="4" maxW="760px" mx="auto">
          {head}
          <ReachLine object={object} row={row} />
          {object.name === "deals" && (
            <Box mb="4">
              <StageBar object={object} row={row} />
            </Box>
          )}
          <Box role="tablist" aria-label="Parts" display="flex" gap="1" mb="4" borderBottomWidth="1px" pb="2">
            {parts
              .filter((one) => hasRelated || one !== "related")
              .map((one) => (
                <Button
                  key={one}
                  variant="ghost"
                  role="tab"
                  aria-selected={tab === one}
                  bg={tab === one ? "bg.hover" : undefined}
                  color={tab === one ? "fg" : undefined}
                  onClick={() => setTab(one)}
                >
                  {one[0]?.toUpperCase()}
                  {one.slice(1)}
                </Button>
              ))}
          </Box>
          {tab === "activity" && <RecordBody object={object} row={row} hasStages={false} />}
          {tab === "fields" && <RecordFields object={object} row={row} />}
          {tab === "related" && <Related object={object} row={row} />}
        </Box>
      ) : (
        <Box display="grid" gridTemplateColumns={`340px minmax(0, 1fr)${hasRelated ? " 300px" : ""}`} h="full">
          <Box overflow="auto" p="5" borderEndWidth="1px">
            {head}
            <RecordFields object={object} row={row} />
          </Box>
          <Box overflow="auto" px="6" py="5">
            <Box maxW="720px" mx="auto">
              <RecordBody object={object} row={row} />
            </Box>
          </Box>
          {hasRelated && (
            <Box overflow="auto" p="5" borderStartWidth="1px">
              <Related object={object} row={row} />
            </Box>
          )}
        </Box>
      )}
    </Page>
  );
}
