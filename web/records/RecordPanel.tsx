import { Box, chakra } from "@chakra-ui/react";
import { Maximize2, X } from "lucide-react";
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { GoneRecord } from "../audit/GoneRecord.tsx";
import { isNumber, useStored } from "../lib/stored.ts";
import { useActions } from "../shell/actions.ts";
import { useRecent } from "../shell/recent.ts";
import { useIsNarrow } from "../shell/useIsNarrow.ts";
import { ErrorState, IconButton, LoadingRows } from "../ui/index.ts";
import { type ObjectMeta, recordPath, useMetadata } from "../workspace/metadata.ts";
import { AboutLine } from "./AboutLine.tsx";
import { RecordBody } from "./RecordBody.tsx";
import { RecordFields } from "./RecordFields.tsx";
import { RecordMark } from "./RecordMark.tsx";
import { RecordMenu } from "./RecordMenu.tsx";
import { RecordTitle } from "./RecordTitle.tsx";
import { Related } from "./Related.tsx";
import { type Row, titleOf } from "./row.ts";
import { StageBar } from "./StageBar.tsx";
import { useRecord } from "./useRecord.ts";
import { useWalk, type Walk } from "./useWalk.ts";
import { WalkButtons } from "./WalkButtons.tsx";

/** A record beside the list: 400 px, from 320 to 600; drawn below 250 it closes. On a phone it is a sheet. */
export default function RecordPanel({
  object,
  id,
  list,
  onGo,
  onClose,
}: {
  object: ObjectMeta;
  id: string;
  /** The list that it is peeked at from. */
  list?: (row: Row) => Walk;
  onGo?: (id: string) => void;
  onClose: () => void;
}) {
  const { me } = useMetadata();
  const navigate = useNavigate();
  const [width, setWidth] = useStored("panel.width", 400, isNumber);
  const isSheet = useIsNarrow(768);
  const { row, error, isGone, retry } = useRecord(object, id);
  const [, remember] = useRecent(me.id);
  const title = row ? titleOf(object, row) : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: remembered when it is another record, or called otherwise
  useEffect(() => {
    if (title) remember({ id, object: object.name, title });
  }, [id, title]);
  const at = useWalk({ object, id, walk: row && list?.(row), onGo: (next) => onGo?.(next) });
  const open = () =>
    navigate(recordPath(object, id), { state: { from: location.pathname + location.search, walk: at?.walk } });
  useActions([
    { id: "panel close", label: "Close the panel", group: "Record", keys: "escape", keyOnly: true, perform: onClose },
    { id: "panel open", label: "Open as a page", group: "Record", icon: Maximize2, keys: "o", perform: open },
  ]);
  return (
    <chakra.aside
      aria-label={title ?? object.label}
      display="flex"
      flexDirection="column"
      bg="bg"
      minH="0"
      {...(isSheet
        ? { position: "fixed", inset: "0", zIndex: "modal" }
        : {
            position: "relative",
            w: `${Math.min(600, Math.max(320, width))}px`,
            flexShrink: 0,
            borderStartWidth: "1px",
          })}
    >
      {!isSheet && (
        <Box
          role="separator"
          aria-orientation="vertical"
          aria-label="Width of the panel"
          aria-valuenow={width}
          aria-valuemin={320}
          aria-valuemax={600}
          tabIndex={0}
          position="absolute"
          left="-3px"
          top="0"
          bottom="0"
          w="6px"
          cursor="col-resize"
          zIndex="1"
          _hover={{ bg: "accent.ring" }}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={(event) => {
            if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
            const wanted = innerWidth - event.clientX;
            if (wanted < 250) onClose();
            else setWidth(Math.min(600, Math.max(320, wanted)));
          }}
          onKeyDown={(event) => {
            const step = event.key === "ArrowLeft" ? 20 : event.key === "ArrowRight" ? -20 : 0;
            if (step) setWidth(Math.min(600, Math.max(320, width + step)));
          }}
        />
      )}
      <Box display="flex" alignItems="center" gap="1" h="10" px="2" borderBottomWidth="1px" flexShrink={0}>
        <IconButton label="Close the panel" shortcut="escape" onClick={onClose}>
          <X size={16} />
        </IconButton>
        <IconButton label="Open as a page" shortcut="o" onClick={open}>
          <Maximize2 size={14} />
        </IconButton>
        <Box flex="1" />
        <WalkButtons at={at} />
        {row && <RecordMenu object={object} row={row} onDeleted={onClose} />}
      </Box>
      <Box flex="1" minH="0" overflow="auto" p="4">
        {error && !row ? (
          <ErrorState error={error} onRetry={retry} />
        ) : isGone ? (
          <GoneRecord object={object} id={id} />
        ) : row ? (
          <>
            <Box display="flex" alignItems="center" gap="3" mb="3">
              <RecordMark object={object} id={row.id} title={titleOf(object, row)} size={32} />
              <RecordTitle object={object} row={row} />
            </Box>
            <AboutLine object={object} row={row} />
            {object.name === "deals" && (
              <Box mb="3">
                <StageBar object={object} row={row} />
              </Box>
            )}
            <RecordFields object={object} row={row} />
            <Box borderTopWidth="1px" mx="-4" px="4" pt="4">
              <Related object={object} row={row} />
              <RecordBody object={object} row={row} hasStages={false} />
            </Box>
          </>
        ) : (
          <LoadingRows />
        )}
      </Box>
    </chakra.aside>
  );
}
