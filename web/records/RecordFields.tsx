import { Box, chakra } from "@chakra-ui/react";
import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import { FieldLabel } from "../audit/FieldLabel.tsx";
import { toast } from "../ui/index.ts";
import { type FieldMeta, type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { usePendingEdits } from "./edits.ts";
import { Editor } from "./fields/Editor.tsx";
import { floats, isTypedIn } from "./fields/editing.ts";
import { FieldIcon } from "./fields/FieldIcon.tsx";
import { editableText, isEditable } from "./fields/text.ts";
import { Value } from "./fields/Value.tsx";
import { freshStyle, useFresh } from "./fresh.ts";
import type { Row } from "./row.ts";
import { same } from "./saving.ts";
import { useRecords } from "./useRecords.ts";

/** One style for all lines: a style for each of dozens would cost frames. */
const FieldLines = chakra("dl", {
  base: {
    "& > div": { display: "flex", alignItems: "flex-start", minH: "7", gap: "2" },
    "& dt": {
      w: "124px",
      flexShrink: 0,
      display: "flex",
      alignItems: "center",
      gap: "1.5",
      h: "7",
      px: "1",
      color: "fg.subtle",
    },
    "& .label": { truncate: true },
    "& dd": {
      flex: "1",
      minW: "0",
      minH: "7",
      position: "relative",
      isolation: "isolate",
      borderRadius: "control",
      display: "flex",
      alignItems: "center",
      px: "2",
    },
    "& dd.is-open": { _hover: { bg: "bg.hover" } },
    "& dd.is-fresh": freshStyle,
    // What edits the value lies over all of it; only links lie over that.
    "& .over": { position: "absolute", inset: "0", zIndex: 1, borderRadius: "control" },
    "& button.over": { cursor: "text" },
    "& a": { position: "relative", zIndex: 2 },
    "& .chip": {
      display: "inline-flex",
      alignItems: "center",
      gap: "6px",
      minWidth: 0,
      maxWidth: "100%",
    },
    "& .cut": { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", minWidth: 0 },
    "& .is-long .cut": { overflow: "visible", whiteSpace: "pre-wrap" },
    // The rest is read where it is edited.
    "& .is-open.is-long .cut": { lineClamp: 12 },
    "& .chips": { display: "flex", flexWrap: "wrap", columnGap: "10px", rowGap: "4px", py: "5px", minW: 0 },
  },
});

/** The fields of a record in groups, each edited where it stands. */
export function RecordFields({ object, row }: { object: ObjectMeta; row: Row }) {
  const isShown = (field: FieldMeta) =>
    field.id !== object.title.id && !(object.name === "notes" && field.apiName === "body");
  const groups = [...new Set(object.fields.filter(isShown).map((field) => field.group))].sort(
    (one, other) => Number(one === "System") - Number(other === "System"),
  );
  return (
    <>
      {groups.map((group) => (
        <FieldGroup
          key={group}
          name={group}
          object={object}
          row={row}
          fields={object.fields.filter((field) => isShown(field) && field.group === group)}
        />
      ))}
    </>
  );
}

function FieldGroup({
  name,
  object,
  row,
  fields,
}: {
  name: string;
  object: ObjectMeta;
  row: Row;
  fields: readonly FieldMeta[];
}) {
  const [isOpen, setIsOpen] = useState(true);
  return (
    <Box mb="2">
      {name && (
        <chakra.button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          display="flex"
          alignItems="center"
          gap="1"
          h="7"
          px="1"
          color="fg.subtle"
          fontSize="12px"
          fontWeight="500"
          cursor="pointer"
        >
          {isOpen ? <ChevronDown size={12} aria-hidden /> : <ChevronRight size={12} aria-hidden />}
          {name}
        </chakra.button>
      )}
      {isOpen && (
        <FieldLines>
          {fields.map((field) => (
            <FieldLine key={field.id} field={field} object={object} row={row} />
          ))}
        </FieldLines>
      )}
    </Box>
  );
}

function FieldLine({ field, object, row }: { field: FieldMeta; object: ObjectMeta; row: Row }) {
  const { can } = useMetadata();
  const records = useRecords();
  const edits = usePendingEdits();
  const [editing, setEditing] = useState<{ text?: string } | null>(null);
  const [at, setAt] = useState<HTMLElement | null>(null);
  const mayEdit = isEditable(field, object) && can(object.name, "update", row);
  const isFresh = useFresh().get(row.id)?.has(field.apiName);
  const edit = edits.get(row.id);
  const isSaving = edit !== undefined && field.apiName in edit.patch;
  const save = async (patch: Record<string, unknown>, base: Row, also?: Record<string, unknown>) => {
    setEditing(null);
    at?.querySelector("button")?.focus();
    if (Object.entries(patch).every(([key, value]) => same(base[key], value))) return;
    try {
      await records.update(object, base, patch, { also, at });
    } catch (error) {
      toast.error(error, again(patch));
    }
  };
  /** What was refused, to be put right. */
  const again = (patch: Record<string, unknown>) => {
    const refused = patch[field.apiName];
    return isTypedIn(field) ? () => setEditing({ text: editableText(refused, field) }) : undefined;
  };
  const begin = () => {
    if (field.type === "boolean") void save({ [field.apiName]: !row[field.apiName] }, row);
    else setEditing({});
  };
  const shown = <Value field={field} row={row} />;
  return (
    <div>
      <dt>
        <FieldIcon type={field.type} size={12} />
        <FieldLabel field={field} id={row.id} />
      </dt>
      <dd
        ref={setAt}
        className={[isFresh && "is-fresh", mayEdit && "is-open", field.type === "long_text" && "is-long"]
          .filter(Boolean)
          .join(" ")}
      >
        {editing && !floats(field) ? (
          <div className="over">
            <Editor
              field={field}
              object={object}
              row={row}
              anchor={at}
              initialText={editing.text}
              onCommit={(patch, _move, base, also) => void save(patch, base, also)}
              onCancel={() => setEditing(null)}
            />
          </div>
        ) : (
          <>
            {mayEdit && <button type="button" className="over" aria-label={`Edit ${field.label}`} onClick={begin} />}
            {shown}
            {editing && (
              <Editor
                field={field}
                object={object}
                row={row}
                anchor={at}
                initialText={editing.text}
                onCommit={(patch, _move, base, also) => void save(patch, base, also)}
                onCancel={() => setEditing(null)}
              />
            )}
          </>
        )}
        {isSaving && <SavingDot isWaiting={edit.isWaiting} />}
      </dd>
    </div>
  );
}

/** Shown while a value is on its way; as long as the server cannot be reached it says so. */
function SavingDot({ isWaiting }: { isWaiting: boolean }) {
  const label = isWaiting ? "Not saved yet: the server cannot be reached" : "Saving";
  return (
    <chakra.span
      role="status"
      aria-label={label}
      title={label}
      position="absolute"
      top="1"
      right="1"
      boxSize={isWaiting ? "7px" : "5px"}
      borderRadius={isWaiting ? "1px" : "full"}
      bg={isWaiting ? "hue.amber.dot" : "accent"}
    />
  );
}
