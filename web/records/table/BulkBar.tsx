import { Box, chakra } from "@chakra-ui/react";
import { CircleCheck, Download, Merge, Pencil, StickyNote, Trash2, UserRound, X } from "lucide-react";
import { useEffect, useState } from "react";
import { formatNumber } from "../../lib/formats.ts";
import { useActions } from "../../shell/actions.ts";
import ExportDialog from "../../transfer/ExportDialog.tsx";
import { Button, ConfirmDialog, Floating, IconButton, messageOf, Picker, toast } from "../../ui/index.ts";
import { type FieldMeta, type ObjectMeta, useMetadata } from "../../workspace/metadata.ts";
import { ComposeDialog } from "../ComposeDialog.tsx";
import { Editor } from "../fields/Editor.tsx";
import { floats } from "../fields/editing.ts";
import { FieldIcon } from "../fields/FieldIcon.tsx";
import { isEditable } from "../fields/text.ts";
import { focusList } from "../focusList.ts";
import { MergeDialog } from "../MergeDialog.tsx";
import type { Row } from "../row.ts";
import { countOf, useRecords } from "../useRecords.ts";

/** What can be done to the selected records at once. */
export default function BulkBar({
  object,
  rows,
  shown,
  onDone,
}: {
  object: ObjectMeta;
  rows: readonly Row[];
  /** The fields that one sees, as the API spells them. */
  shown: readonly string[];
  onDone: () => void;
}) {
  const { can, manages } = useMetadata();
  const records = useRecords();
  const [at, setAt] = useState<HTMLElement | null>(null);
  const [field, setField] = useState<FieldMeta | null>(null);
  const [isDeleting, setIsDeleting] = useState(false);
  const [isExporting, setIsExporting] = useState(false);
  const [isMerging, setIsMerging] = useState(false);
  const [composing, setComposing] = useState<"note" | "task" | null>(null);
  const mayEdit = can(object.name, "update");
  const owner = object.fields.find((one) => one.apiName === "ownerId");
  const editable = object.fields.filter(
    (one) => isEditable(one, object) && one.type !== "many_to_many" && !one.isUnique && one.id !== object.title.id,
  );
  useActions([
    {
      id: "bulk delete",
      label: `Delete ${countOf(object, rows.length)}`,
      group: "Record",
      icon: Trash2,
      perform: () => setIsDeleting(true),
    },
    { id: "bulk clear", label: "Clear the selection", group: "Table", perform: onDone },
  ]);
  useEffect(() => {
    document.body.style.setProperty("--above", "76px");
    return () => void document.body.style.removeProperty("--above");
  }, []);
  const close = () => {
    setAt(null);
    setField(null);
  };
  const apply = async (patch: Record<string, unknown>) => {
    close();
    if (Object.keys(patch).length === 0) return;
    try {
      await records.updateAll(object, rows, patch, at);
    } catch (error) {
      toast.error(error);
    }
  };

  return (
    <Box
      role="toolbar"
      aria-label="Selected records"
      position="absolute"
      bottom="12"
      left="50%"
      transform="translateX(-50%)"
      zIndex="5"
      display="flex"
      alignItems="center"
      gap="1"
      p="1"
      bg="bg.panel"
      borderRadius="panel"
      boxShadow="float"
      maxW="calc(100% - 16px)"
      overflowX="auto"
    >
      <chakra.span px="2" className="num" whiteSpace="nowrap">
        {formatNumber(rows.length)} selected
      </chakra.span>
      {mayEdit && (
        <Button variant="ghost" onClick={(event) => setAt(event.currentTarget)}>
          <Pencil size={14} /> Edit
        </Button>
      )}
      {mayEdit && owner && (
        <Button
          variant="ghost"
          onClick={(event) => {
            setField(owner);
            setAt(event.currentTarget);
          }}
        >
          <UserRound size={14} /> Assign
        </Button>
      )}
      {can("tasks", "create") && (
        <Button variant="ghost" onClick={() => setComposing("task")}>
          <CircleCheck size={14} /> Task
        </Button>
      )}
      {can("notes", "create") && (
        <Button variant="ghost" onClick={() => setComposing("note")}>
          <StickyNote size={14} /> Note
        </Button>
      )}
      {manages("export") && (
        <Button variant="ghost" onClick={() => setIsExporting(true)}>
          <Download size={14} /> Export
        </Button>
      )}
      {rows.length > 1 && rows.length <= 10 && mayEdit && can(object.name, "delete") && (
        <Button variant="ghost" onClick={() => setIsMerging(true)}>
          <Merge size={14} /> Merge
        </Button>
      )}
      {can(object.name, "delete") && (
        <Button variant="ghost" color="danger.fg" onClick={() => setIsDeleting(true)}>
          <Trash2 size={14} /> Delete
        </Button>
      )}
      <IconButton label="Clear the selection" onClick={onDone}>
        <X size={14} />
      </IconButton>
      {at && !field && (
        <Floating anchor={at} onClose={close}>
          <Picker
            label="Field to edit"
            options={editable.map((one) => ({ value: one.id, label: one.label, mark: <FieldIcon type={one.type} /> }))}
            onPick={({ value }) => setField(object.fields.find((one) => one.id === value) ?? null)}
          />
        </Floating>
      )}
      {at && field && (
        <BulkEditor key={field.id} field={field} object={object} anchor={at} onCommit={apply} onCancel={close} />
      )}
      {composing && (
        <ComposeDialog
          kind={composing}
          recordIds={rows.map((row) => row.id)}
          about={countOf(object, rows.length)}
          onClose={() => setComposing(null)}
        />
      )}
      {isExporting && (
        <ExportDialog
          object={object}
          about={countOf(object, rows.length)}
          filter={{ id: { in: rows.map((row) => row.id) } }}
          shown={shown}
          onClose={() => setIsExporting(false)}
        />
      )}
      {isMerging && <MergeDialog object={object} rows={rows} onClose={() => setIsMerging(false)} onDone={onDone} />}
      <ConfirmDialog
        open={isDeleting}
        onClose={() => setIsDeleting(false)}
        title={`Delete ${countOf(object, rows.length)}?`}
        confirm={`Delete ${formatNumber(rows.length)}`}
        isUndoable
        onConfirm={async () => {
          try {
            await records.remove(object, rows);
          } catch (error) {
            throw new Error(messageOf(error), { cause: error });
          }
          onDone();
          focusList();
        }}
      >
        They can be restored later, under Recently deleted.
      </ConfirmDialog>
    </Box>
  );
}

/** The editor of one field, for many records. */
function BulkEditor({
  field,
  object,
  anchor,
  onCommit,
  onCancel,
}: {
  field: FieldMeta;
  object: ObjectMeta;
  anchor: HTMLElement;
  onCommit: (patch: Record<string, unknown>) => void;
  onCancel: () => void;
}) {
  const blank: Row = { id: "" };
  const editor = (
    <Editor
      field={field}
      object={object}
      row={blank}
      anchor={anchor}
      onCommit={(patch) => onCommit(patch)}
      onCancel={onCancel}
    />
  );
  if (field.type === "boolean") {
    return (
      <Floating anchor={anchor} onClose={onCancel}>
        <Picker
          label={field.label}
          options={[
            { value: "true", label: "Yes" },
            { value: "false", label: "No" },
          ]}
          onPick={({ value }) => onCommit({ [field.apiName]: value === "true" })}
        />
      </Floating>
    );
  }
  if (floats(field)) return editor;
  return (
    <Floating anchor={anchor} onClose={onCancel} p="2" w="60">
      <chakra.div textStyle="label" color="fg.muted" mb="1">
        {field.label}
      </chakra.div>
      <chakra.div h="8">{editor}</chakra.div>
    </Floating>
  );
}
