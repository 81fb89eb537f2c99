import { graphql } from "../graphql/index.ts";

/** ($ids) → records { id title }: what up to a thousand records of any objects are called, of those that one may see. */
export const titlesDocument = graphql(`
  query RecordTitles($ids: [UUID!]!) { records(filter: { id: { in: $ids } }, first: 1000) { nodes { id title } } }
`);
