import type { ReportsQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";

export const reportsDocument = graphql(`
  query Reports($open: DealFilter!, $closed: DealFilter!, $made: DealFilter!) {
    open: deals(filter: $open) {
      totalCount
      byStage: groupedAggregates(groupBy: [STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }
      byClose: groupedAggregates(groupBy: [EXPECTED_CLOSE_DATE, PROBABILITY, CURRENCY]) { keys distinctCount { id } sum { value } }
      byAge: groupedAggregates(groupBy: [CREATED_AT_TRUNCATED_TO_DAY, CURRENCY]) { keys distinctCount { id } sum { value } }
    }
    closed: deals(filter: $closed) {
      totalCount
      byDay: groupedAggregates(groupBy: [CLOSED_AT_TRUNCATED_TO_DAY, STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }
      byOwner: groupedAggregates(groupBy: [OWNER_ID, STAGE_ID, CURRENCY]) { keys distinctCount { id } sum { value } }
    }
    made: deals(filter: $made) { byStage: groupedAggregates(groupBy: [STAGE_ID]) { keys distinctCount { id } } }
  }
`);

export type ReportsData = ReportsQuery;
