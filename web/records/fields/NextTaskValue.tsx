import { chakra } from "@chakra-ui/react";
import { useContext } from "react";
import { dueName } from "../../lib/dayName.ts";
import { localDay, today } from "../../lib/formats.ts";
import { NextTasks } from "../board/useNextTasks.ts";

/** What is to be done next about a record, and until when. */
export function NextTaskValue({ id }: { id: string }) {
  const task = useContext(NextTasks).get(id);
  if (!task) return null;
  return (
    <span className="chip">
      <span className="cut">{task.title}</span>
      {task.dueAt && (
        <chakra.span className="num" flexShrink={0} color={localDay(task.dueAt) < today() ? "danger.fg" : "fg.muted"}>
          {dueName(task.dueAt)}
        </chakra.span>
      )}
    </span>
  );
}
