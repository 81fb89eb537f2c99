import type { MyTasksQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";

export const tasksDocument = graphql(`
  query MyTasks($open: TaskFilter!, $first: Int!) {
    tasks(filter: $open, orderBy: [DUE_AT_ASC, ID_ASC], first: $first) {
      totalCount
      nodes {
        id title body status priority dueAt doneAt assigneeId ownerId updatedAt
        taskTargets(first: 4) { nodes { taskId recordId record { id object title } } }
      }
    }
  }
`);

export const doneTasksDocument = graphql(`
  query MyDoneTasks($done: TaskFilter!, $first: Int!) {
    tasks(filter: $done, orderBy: [DONE_AT_DESC, ID_DESC], first: $first) {
      totalCount
      nodes {
        id title body status priority dueAt doneAt assigneeId ownerId updatedAt
        taskTargets(first: 4) { nodes { taskId recordId record { id object title } } }
      }
    }
  }
`);

export type ListedTask = NonNullable<NonNullable<MyTasksQuery["tasks"]>["nodes"][number]>;
