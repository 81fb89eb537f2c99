import { Box, chakra } from "@chakra-ui/react";
import { Undo2 } from "lucide-react";
import { useState } from "react";
import type { ChangeGroup } from "../home/foldChanges.ts";
import { formatDateTime, formatNumber } from "../lib/formats.ts";
import { Avatar, Button, Tag, toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { type Change, ChangeLine, sourceName } from "./ChangeLine.tsx";
import { few } from "./Parts.tsx";
import { verbs } from "./step.ts";
import { UndoStep } from "./UndoStep.tsx";
import { useTakingBack } from "./undo.ts";

/** What one transaction did to the records of one object; it opens to say what exactly. */
export function AuditLine({
  group,
  changes,
  onUndone,
}: {
  group: ChangeGroup;
  changes: readonly (Change & { title: string; recordId: string })[];
  onUndone: () => void;
}) {
  const { object, member } = useMetadata();
  const [isOpen, setIsOpen] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const { undo } = useTakingBack();
  const of = object(group.object);
  const who = member(group.userId)?.name ?? changes[0]?.dbRole ?? "Rowan";
  const noun = (group.count === 1 ? of?.label : of?.labelPlural)?.toLowerCase() ?? group.object;
  const takeBack = async () => {
    toast.done("Undone", await undo(group.transactionId));
    onUndone();
  };
  const begin = async () => {
    if (group.count > few || group.source === "import") return setIsAsking(true);
    setIsBusy(true);
    await takeBack().catch(toast.error);
    setIsBusy(false);
  };
  return (
    <Box role="listitem" px="3" py="1.5">
      <Box display="flex" alignItems="center" gap="2.5" minH="8" flexWrap="wrap">
        <Avatar id={group.userId ?? group.source} name={who} size={20} />
        <chakra.button
          type="button"
          flex="1 1 240px"
          minW="0"
          textAlign="start"
          cursor="pointer"
          aria-expanded={isOpen}
          color="fg.muted"
          onClick={() => setIsOpen(!isOpen)}
        >
          <chakra.span color="fg">{who}</chakra.span> {verbs[group.operation]}{" "}
          {group.count > 1 ? (
            `${formatNumber(group.count)} ${noun}`
          ) : (
            <>
              {noun} <chakra.span color="fg">{group.title || "Untitled"}</chakra.span>
            </>
          )}
        </chakra.button>
        <Tag>{sourceName(group.source)}</Tag>
        <chakra.time
          dateTime={group.at}
          className="num"
          color="fg.subtle"
          fontSize="12px"
          flex={{ base: "1", sm: "none" }}
          ps={{ base: "30px", sm: "0" }}
        >
          {formatDateTime(group.at)}
        </chakra.time>
        <Button size="xs" variant="ghost" loading={isBusy} onClick={() => void begin()}>
          <Undo2 size={13} aria-hidden /> Undo
        </Button>
      </Box>
      {isAsking && (
        <UndoStep transactionId={group.transactionId} onUndo={takeBack} onClose={() => setIsAsking(false)} />
      )}
      {isOpen && of && (
        <Box ps="8" pb="1">
          {changes.slice(0, 50).map((change) => (
            <Box key={change.id}>
              {group.count > 1 && <chakra.span fontSize="12px">{change.title || "Untitled"}</chakra.span>}
              <ChangeLine object={of} id={change.recordId} change={change} />
            </Box>
          ))}
          {group.count > 50 && (
            <chakra.p color="fg.subtle" fontSize="12px">
              And {formatNumber(group.count - 50)} more; the export has all of them.
            </chakra.p>
          )}
        </Box>
      )}
    </Box>
  );
}
