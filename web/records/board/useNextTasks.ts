import { createContext, useMemo } from "react";
import { graphql } from "../../graphql/index.ts";
import { present } from "../../lib/present.ts";
import { useFreshQuery } from "../../lib/useFreshQuery.ts";
import { useMetadata } from "../../workspace/metadata.ts";

const nextTasks = graphql(`
  query NextTasks($ids: [UUID!], $first: Int!) {
    taskTargets(filter: { recordId: { in: $ids }, task: { status: { equalTo: "open" } } }, first: $first) {
      nodes { recordId taskId task { id title dueAt } }
    }
  }
`);

export interface NextTask {
  title: string;
  dueAt: string | null;
}

/** Those of the records on screen, for the cells of a table. */
export const NextTasks = createContext<ReadonlyMap<string, NextTask>>(new Map());

/** The open task of each record that is due first. */
export function useNextTasks(ids: readonly string[]): ReadonlyMap<string, NextTask> {
  const { can } = useMetadata();
  const { data } = useFreshQuery(
    nextTasks,
    { ids: [...ids].sort(), first: 500 },
    { objects: ["tasks"], pause: ids.length === 0 || !can("tasks", "read") },
  );
  return useMemo(() => {
    const next = new Map<string, NextTask>();
    for (const { recordId, task } of present(data?.taskTargets)) {
      if (!task) continue;
      const known = next.get(recordId);
      // What has no date comes after what has one.
      if (!known || (task.dueAt ?? "9") < (known.dueAt ?? "9")) next.set(recordId, task);
    }
    return next;
  }, [data]);
}
