// What the editors of single values have in common.
import type { KeyboardEvent } from "react";
import type { Move } from "../../ui/index.ts";
import type { FieldMeta, ObjectMeta } from "../../workspace/metadata.ts";
import type { Row } from "../row.ts";

export type { Move };
export interface EditorProps {
  field: FieldMeta;
  object: ObjectMeta;
  row: Row;
  /** What was typed to begin with, instead of the value. */
  initialText?: string | undefined;
  /** The element that is being edited: pickers float at it. */
  anchor: Element | null;
  /** `base` is the record as it was when editing began; `also` is shown beside the patch until the server answers. */
  onCommit: (patch: Record<string, unknown>, move: Move, base: Row, also?: Record<string, unknown>) => void;
  onCancel: () => void;
}
export type InnerProps = Omit<EditorProps, "onCommit"> & {
  onCommit: (patch: Record<string, unknown>, move: Move, also?: Record<string, unknown>) => void;
};

const floating = ["enum", "multi_enum", "member", "relation", "many_to_many", "long_text", "json"];
/** Whether its editor floats over the value, instead of standing in its place. */
export const floats = (field: FieldMeta): boolean => floating.includes(field.type);
/** Whether one writes it, instead of choosing. */
export const isTypedIn = (field: FieldMeta): boolean =>
  ["long_text", "json"].includes(field.type) || (!floats(field) && field.type !== "boolean");

/** Whether one leaves by Tab. */
export const isAside = (move: Move): boolean => move === "right" || move === "left";

/** Tab leaves a picker for the next cell, Escape leaves all as it was. */
export function pickerKeys({ onCancel, onCommit }: Pick<InnerProps, "onCancel" | "onCommit">) {
  return (event: KeyboardEvent) => {
    if (event.key === "Tab") {
      event.preventDefault();
      onCommit({}, event.shiftKey ? "left" : "right");
    }
    if (event.key === "Escape") {
      event.preventDefault();
      onCancel();
    }
    event.stopPropagation();
  };
}
