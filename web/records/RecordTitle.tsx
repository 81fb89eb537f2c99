import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { toast } from "../ui/index.ts";
import { type ObjectMeta, useMetadata } from "../workspace/metadata.ts";
import { Editor } from "./fields/Editor.tsx";
import { isTitleWritable, type Row, text, titleOf } from "./row.ts";
import { useRecords } from "./useRecords.ts";

/** What the record is called; a press on it edits it. */
export function RecordTitle({ object, row }: { object: ObjectMeta; row: Row }) {
  const { can } = useMetadata();
  const records = useRecords();
  const [editing, setEditing] = useState<{ text?: string } | null>(null);
  const mayEdit = isTitleWritable(object) && can(object.name, "update", row);
  if (editing) {
    return (
      <chakra.div h="8" flex="1" css={{ "& input": { fontSize: "18px" } }}>
        <Editor
          field={object.title}
          object={object}
          row={row}
          anchor={null}
          onCancel={() => setEditing(null)}
          initialText={editing.text}
          onCommit={async (patch, _move, base, also) => {
            setEditing(null);
            if (Object.keys(patch).length === 0) return;
            try {
              await records.update(object, base, patch, { also });
            } catch (error) {
              toast.error(error, () => setEditing({ text: text(also?.[object.title.apiName]) }));
            }
          }}
        />
      </chakra.div>
    );
  }
  return (
    <chakra.h1 textStyle="title" minW="0" flex="1">
      {mayEdit ? (
        <chakra.button
          type="button"
          textAlign="start"
          borderRadius="control"
          px="1"
          mx="-1"
          cursor="text"
          overflowWrap="anywhere"
          _hover={{ bg: "bg.hover" }}
          onClick={() => setEditing({})}
          title="Rename"
        >
          {titleOf(object, row)}
        </chakra.button>
      ) : (
        titleOf(object, row)
      )}
    </chakra.h1>
  );
}
