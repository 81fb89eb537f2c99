import { chakra } from "@chakra-ui/react";
import { CircleCheck } from "lucide-react";
import { memo, type RefObject } from "react";
import { dayName } from "../../lib/dayName.ts";
import { localDay, today } from "../../lib/formats.ts";
import { Avatar } from "../../ui/index.ts";
import { type FieldMeta, type ObjectMeta, useMetadata } from "../../workspace/metadata.ts";
import { relationTitle } from "../fields/text.ts";
import { Value } from "../fields/Value.tsx";
import { freshStyle, useIsFresh } from "../fresh.ts";
import { type Row, text, titleOf } from "../row.ts";
import type { NextTask } from "./useNextTasks.ts";

export interface BoardCardProps {
  object: ObjectMeta;
  field: FieldMeta;
  row: Row;
  task: NextTask | undefined;
  isDragging: boolean;
  isPeeked: boolean;
  isSelected: boolean;
  /** How many cards move with it, itself included. */
  along?: number;
  handlers?: RefObject<BoardHandlers>;
}

/** What cards and columns ask of their board; the newest functions, behind one reference that never changes. */
export interface BoardHandlers {
  peek(id: string): void;
  select(card: Row, isRange: boolean): void;
  add(column: string, isOn: boolean): void;
  /** Which cards of a column are on screen. */
  see(column: string, first: number, last: number): void;
}

/** One style for a whole card: boards draw dozens while one is dragged. */
const Card = chakra("div", {
  base: {
    h: "full",
    px: "2.5",
    py: "2",
    bg: "bg.panel",
    borderWidth: "1px",
    borderColor: "border",
    position: "relative",
    borderRadius: "control",
    cursor: "pointer",
    display: "flex",
    flexDirection: "column",
    gap: "0.5",
    "&:not(.is-selected, .is-peeked)": { _hover: { borderColor: "border.control" } },
    "&.is-selected": { bg: "bg.selected" },
    "&.is-selected, &.is-peeked": { borderColor: "accent" },
    "&.is-dragged": { boxShadow: "float", cursor: "grabbing" },
    "&.is-fresh": freshStyle,
    "& .cut, & .title, & .about": { overflow: "hidden", textOverflow: "ellipsis", whiteSpace: "nowrap", minW: "0" },
    "& .title": { fontWeight: "500" },
    "& .about": { color: "fg.muted", fontSize: "12px", minH: "4", flex: "1" },
    "& .line": { display: "flex", alignItems: "center", gap: "2", fontSize: "12px", minW: "0" },
    "& .task": { gap: "1", color: "fg.muted" },
    "& .task .num": { flexShrink: 0 },
    "& .is-late": { color: "danger.fg" },
    "& .worth": { fontWeight: "500" },
    "& .gap": { flex: "1" },
    "& .date": { color: "fg.muted", flexShrink: 0 },
    "& .owner": { display: "inline-flex" },
    "& .along": {
      position: "absolute",
      top: "-8px",
      right: "-8px",
      minW: "5",
      h: "5",
      px: "1",
      borderRadius: "full",
      bg: "accent",
      color: "accent.contrast",
      fontSize: "11px",
      fontWeight: "500",
      textAlign: "center",
      lineHeight: "20px",
    },
  },
});

/** A record in short: its name, whom it concerns, what is next, what it is worth, when, whose. Dragging one leaves the others as they are. */
export const BoardCard = memo(function BoardCard({
  object,
  field,
  row,
  task,
  isDragging,
  isPeeked,
  isSelected,
  along = 1,
  handlers,
}: BoardCardProps) {
  const metadata = useMetadata();
  const isFresh = useIsFresh(row.id);
  const owner = metadata.member(text(row.assigneeId) || text(row.ownerId));
  const related = object.fields
    .filter((one) => one.type === "relation")
    .flatMap((one) => relationTitle(one, row, metadata) || []);
  const money = object.fields.find((one) => one.type === "currency");
  const date = object.fields.find(
    (one) => ["date", "date_time"].includes(one.type) && !one.isReadOnly && one.apiName !== "closedAt",
  );
  const tag = object.fields.find((one) => one.type === "enum" && one.id !== field.id && !one.settings.options);
  return (
    <Card
      className={[
        isFresh && "is-fresh",
        isDragging && "is-dragged",
        isPeeked && "is-peeked",
        isSelected && "is-selected",
      ]
        .filter(Boolean)
        .join(" ")}
      aria-label={isSelected ? `${titleOf(object, row)}, selected` : undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) handlers?.current.select(row, event.shiftKey);
        else handlers?.current.peek(row.id);
      }}
    >
      <div className="title">{titleOf(object, row)}</div>
      <div className="about">{related.join(" · ")}</div>
      {task && (
        <div className="line task">
          <CircleCheck size={12} aria-hidden style={{ flexShrink: 0 }} />
          <chakra.span srOnly>Next task: </chakra.span>
          <span className="cut">{task.title}</span>
          {task.dueAt && (
            <span className={`num${localDay(task.dueAt) < today() ? " is-late" : ""}`}>
              · {dayName(localDay(task.dueAt))}
            </span>
          )}
        </div>
      )}
      {along > 1 && isDragging && <span className="along">{along}</span>}
      <div className="line">
        {money && (
          <span className="cut worth">
            <Value field={money} row={row} />
          </span>
        )}
        {tag && <Value field={tag} row={row} />}
        <span className="gap" />
        {date && (
          <span className="date">
            <Value field={date} row={row} />
          </span>
        )}
        {owner && (
          <span title={owner.name} className="owner">
            <Avatar id={owner.id} name={owner.name} size={18} />
            <chakra.span srOnly>{owner.name}</chakra.span>
          </span>
        )}
      </div>
    </Card>
  );
});
