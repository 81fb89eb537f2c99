import { Suspense, useState } from "react";
import { late } from "../../lib/late.tsx";
import type { EditorProps, Move } from "./editing.ts";
import { LongTextEditor } from "./LongTextEditor.tsx";
import { ChoiceEditor, MemberEditor, RelationEditor } from "./pickers.tsx";
import { TextEditor } from "./TextEditor.tsx";

const LinksEditor = late(() => import("./LinksEditor.tsx"));

/** Edits one value in place: Enter saves and goes down, Tab saves and goes right, Escape leaves it. */
export function Editor({ row, onCommit, ...rest }: EditorProps) {
  // What others make of it meanwhile is not taken over while one types, nor overwritten unseen.
  const [base] = useState(row);
  const props = {
    ...rest,
    row: base,
    onCommit: (patch: Record<string, unknown>, move: Move, also?: Record<string, unknown>) =>
      onCommit(patch, move, base, also),
  };
  switch (props.field.type) {
    case "enum":
    case "multi_enum":
      return <ChoiceEditor {...props} />;
    case "member":
      return <MemberEditor {...props} />;
    case "relation":
      return <RelationEditor {...props} />;
    case "many_to_many":
      return (
        <Suspense>
          <LinksEditor {...props} />
        </Suspense>
      );
    case "long_text":
    case "json":
      return <LongTextEditor {...props} />;
    default:
      return <TextEditor {...props} />;
  }
}
