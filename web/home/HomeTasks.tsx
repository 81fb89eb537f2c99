import { Box, chakra } from "@chakra-ui/react";
import { localDay, today } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { TaskLine } from "../records/TaskLine.tsx";
import { recordPath, useMetadata } from "../workspace/metadata.ts";
import { Nothing, Part } from "./Part.tsx";
import type { HomeData } from "./query.ts";

/** My tasks of this week, what is overdue first. */
export function HomeTasks({ data }: { data: HomeData }) {
  const { object } = useMetadata();
  const tasks = present(data.tasks);
  const now = today();
  const groups = [
    { name: "Overdue", tasks: tasks.filter((task) => task.dueAt && localDay(task.dueAt) < now) },
    { name: "Today", tasks: tasks.filter((task) => task.dueAt && localDay(task.dueAt) === now) },
    { name: "Next days", tasks: tasks.filter((task) => task.dueAt && localDay(task.dueAt) > now) },
  ].filter((group) => group.tasks.length > 0);
  return (
    <Part title="My tasks" count={data.tasks?.totalCount ?? 0} counted="due within a week" to="/my-tasks">
      {groups.length === 0 && <Nothing>Nothing is due this week.</Nothing>}
      {groups.map((group) => (
        <Box key={group.name} mt="2">
          <chakra.h4 fontSize="12px" color={group.name === "Overdue" ? "danger.fg" : "fg.subtle"}>
            {group.name}
          </chakra.h4>
          {group.tasks.map((task) => {
            const record = present(task.taskTargets)[0]?.record;
            const of = record ? object(record.object) : undefined;
            return (
              <TaskLine
                key={task.id}
                task={task}
                about={of && record ? { title: record.title || "Untitled", to: recordPath(of, record.id) } : undefined}
              />
            );
          })}
        </Box>
      ))}
    </Part>
  );
}
