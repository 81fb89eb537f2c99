import type { HomeQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";

/** All of the home screen in one question. */
export const homeDocument = graphql(`
  query Home($me: UUID!, $until: Datetime!, $now: Datetime!, $monthStart: Datetime!, $monthEnd: Date!, $objects: [String!]!) {
    tasks(
      filter: { assigneeId: { equalTo: $me }, status: { equalTo: "open" }, dueAt: { lessThan: $until } }
      orderBy: [DUE_AT_ASC, ID_ASC]
      first: 8
    ) {
      totalCount
      nodes {
        id title status priority dueAt assigneeId ownerId updatedAt
        taskTargets(first: 1) { nodes { taskId recordId record { id object title } } }
      }
    }
    overdue: tasks(filter: { assigneeId: { equalTo: $me }, status: { equalTo: "open" }, dueAt: { lessThan: $now } }) { totalCount }
    open: deals(filter: { ownerId: { equalTo: $me }, stage: { outcome: { equalTo: "open" } } }) {
      totalCount
      groupedAggregates(groupBy: [STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }
    }
    won: deals(filter: { ownerId: { equalTo: $me }, stage: { outcome: { equalTo: "won" } }, closedAt: { greaterThanOrEqualTo: $monthStart } }) {
      totalCount
      groupedAggregates(groupBy: [CURRENCY]) { keys sum { value } }
    }
    closing: deals(
      filter: { ownerId: { equalTo: $me }, stage: { outcome: { equalTo: "open" } }, expectedCloseDate: { lessThanOrEqualTo: $monthEnd } }
      orderBy: [EXPECTED_CLOSE_DATE_ASC, ID_ASC]
      first: 6
    ) {
      totalCount
      nodes { id title value currency expectedCloseDate stageId company { id name } }
    }
    changes(filter: { object: { in: $objects } }, orderBy: [ID_DESC], first: 300) { nodes { id at operation object recordId title userId source transactionId } }
  }
`);

export type HomeData = HomeQuery;
