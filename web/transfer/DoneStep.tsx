import { Box, chakra } from "@chakra-ui/react";
import { CircleAlert, CircleCheck, CircleX, Download, Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import { useMutation } from "urql";
import { formatNumber } from "../lib/formats.ts";
import { refreshObjects } from "../records/refresh.ts";
import { Button, ConfirmDialog, LinkButton, messageOf, Notice, toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { cancelDocument, type Import, runDocument, undoDocument } from "./queries.ts";
import { Results } from "./Results.tsx";
import { Running } from "./Running.tsx";
import { downloadRejected } from "./upload.ts";

/** The import at work, and how it ended: with all of it there, or nothing. */
export function DoneStep({
  one,
  onBack,
  onAgain,
  onChanged,
}: {
  one: Import;
  onBack: () => void;
  onAgain: () => void;
  onChanged: () => void;
}) {
  const { object: objectOf, objects, reload } = useMetadata();
  const [, cancel] = useMutation(cancelDocument);
  const [, undo] = useMutation(undoDocument);
  const [, run] = useMutation(runDocument);
  const [isAsking, setIsAsking] = useState(false);
  const { id, status, fileName, rejected, message } = one;
  const hasEnded = status === "done" || status === "undone";
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it has ended
  useEffect(() => {
    if (!hasEnded) return;
    refreshObjects(...objects.map(({ name }) => name));
    if (one.related.stages || one.related.pipelines) reload();
  }, [status]);
  const act = async (what: Promise<{ error?: unknown }>) => {
    const { error } = await what;
    if (error) toast.error(new Error(messageOf(error)));
    onChanged();
  };
  if (status === "running")
    return <Running one={one} title={`Importing ${fileName}`} onCancel={() => void act(cancel({ id }))} />;
  if (status === "undoing") return <Running one={one} title={`Taking back ${fileName}`} />;

  const object = objectOf(one.object);
  if (status === "failed" || status === "cancelled") {
    return (
      <Box display="flex" flexDirection="column" gap="4" maxW="560px">
        <Head
          icon={<CircleX size={20} />}
          color="danger.fg"
          title={status === "failed" ? "It was not imported" : "The import was cancelled"}
        />
        <chakra.p role="status">{message}</chakra.p>
        <Box display="flex" flexWrap="wrap" gap="2">
          <Button variant="primary" size="md" onClick={onBack}>
            Back to matching
          </Button>
          {status === "failed" && (
            <Button size="md" onClick={() => void act(run({ id }))}>
              Try again
            </Button>
          )}
          <Button size="md" onClick={onAgain}>
            Choose another file
          </Button>
        </Box>
      </Box>
    );
  }
  return (
    <Box display="flex" flexDirection="column" gap="5">
      {status === "undone" ? (
        <Head icon={<Undo2 size={20} />} color="fg.muted" title={`${fileName} was taken back`} />
      ) : rejected > 0 ? (
        <Head
          icon={<CircleAlert size={20} />}
          color="hue.amber.fg"
          title={`${fileName} is imported, except for ${formatNumber(rejected)} ${rejected === 1 ? "row" : "rows"}`}
        />
      ) : (
        <Head icon={<CircleCheck size={20} />} color="hue.green.fg" title={`${fileName} is imported`} />
      )}
      {message && status === "done" && (
        <Notice kind="warning" title="It could not be taken back">
          {message}
        </Notice>
      )}
      <Box display="flex" flexWrap="wrap" gap="2">
        {object && status === "done" && (
          <LinkButton variant="primary" size="md" to={object.path}>
            Show {object.labelPlural.toLowerCase()}
          </LinkButton>
        )}
        {rejected > 0 && (
          <Button size="md" onClick={() => void downloadRejected(id, fileName).catch((error) => toast.error(error))}>
            <Download size={14} aria-hidden />
            Rejected rows
          </Button>
        )}
        <Button size="md" onClick={onAgain}>
          Import another file
        </Button>
        {status === "done" && one.canUndo && one.created + one.updated > 0 && (
          <Button size="md" variant="ghost" onClick={() => setIsAsking(true)}>
            <Undo2 size={14} aria-hidden />
            Undo the import
          </Button>
        )}
      </Box>
      <Results one={one} isReal />
      <ConfirmDialog
        open={isAsking}
        onClose={() => setIsAsking(false)}
        title={`Take back ${fileName}?`}
        confirm="Undo the import"
        onConfirm={() => act(undo({ id }))}
      >
        What it created is deleted, and what it changed is as it was before. If somebody has worked on these records
        since, nothing is taken back and you are told which.
      </ConfirmDialog>
    </Box>
  );
}

function Head({ icon, color, title }: { icon: React.ReactNode; color: string; title: string }) {
  return (
    <Box display="flex" alignItems="center" gap="2">
      <chakra.span color={color} flexShrink={0}>
        {icon}
      </chakra.span>
      <chakra.h2 textStyle="lg" minW="0">
        {title}
      </chakra.h2>
    </Box>
  );
}
