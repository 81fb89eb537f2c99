import type { ImportQuery } from "../graphql/graphql.ts";
import { graphql } from "../graphql/index.ts";

export const importDocument = graphql(`
  query Import($id: UUID!) {
    import(id: $id) {
      id object fileName encoding delimiter hasHeader columns mapping options status phase rowCount rowsDone
      created updated unchanged rejected warned related problems message transactionId canUndo createdAt startedAt finishedAt
    }
  }
`);
export const importRowsDocument = graphql(`
  query ImportRows($id: UUID!, $outcome: String!) {
    importRows(first: 100, orderBy: [ROW_NUMBER_ASC], filter: { importId: { equalTo: $id }, outcome: { equalTo: $outcome } }) {
      nodes { importId rowNumber outcome recordId title problems diff cells }
    }
  }
`);
export const importsDocument = graphql(`
  query Imports {
    imports(first: 100, orderBy: [CREATED_AT_DESC]) {
      nodes { id object userId fileName status rowCount created updated unchanged rejected message createdAt }
    }
  }
`);
export const targetsDocument = graphql(`
  query ImportTargets($object: String!) {
    importTargets(object: $object, first: 500) {
      nodes { field label type isRequired isUnique isList targetObject settings }
    }
  }
`);
export const valuesDocument = graphql(`
  query ImportValues($id: UUID!, $column: Int!) { importValues(importId: $id, column: $column, first: 200) { nodes { value count } } }
`);
export const configureDocument = graphql(`
  mutation ConfigureImport($id: UUID!, $mapping: JSON!, $options: JSON!) {
    configureImport(input: { id: $id, mapping: $mapping, options: $options }) { result { id status mapping options } }
  }
`);
export const checkDocument = graphql(
  `mutation CheckImport($id: UUID!) { checkImport(input: { id: $id }) { result { id status phase rowsDone message } } }`,
);
export const runDocument = graphql(
  `mutation RunImport($id: UUID!) { runImport(input: { id: $id }) { result { id status phase rowsDone message } } }`,
);
export const cancelDocument = graphql(
  `mutation CancelImport($id: UUID!) { cancelImport(input: { id: $id }) { result { id status } } }`,
);
export const undoDocument = graphql(
  `mutation UndoImport($id: UUID!) { undoImport(input: { id: $id }) { result { id status phase message } } }`,
);

type Raw = NonNullable<ImportQuery["import"]>;

export interface Suggestion {
  field: string;
  confidence: number;
}
export interface Column {
  index: number;
  name: string;
  kind: string;
  samples: string[];
  filled: number;
  suggestions: Suggestion[];
  /** What is only guessed, each with a value that can be read in two ways. Imports of before have none. */
  doubts?: { dateOrder?: string; numberFormat?: string; encoding?: string };
  newField: { label: string; type: string; settings: Record<string, unknown> };
}
export interface Match {
  column: number;
  field: string;
  match?: string;
  missing?: string;
  values?: Record<string, string>;
}
export interface Options {
  mode?: "create" | "update" | "both";
  matchBy?: string[];
  dateOrder?: string;
  numberFormat?: string;
  emptyCells?: string;
}
export interface Problem {
  field?: string;
  column?: string;
  severity: string;
  message: string;
  value?: string;
  count?: number;
  values?: string[];
}
export interface Import extends Omit<Raw, "columns" | "mapping" | "options" | "problems" | "related"> {
  columns: Column[];
  mapping: Match[];
  options: Options;
  problems: Problem[];
  related: Record<string, number>;
}

/** What the database writes as JSON, in its shapes: see the comments of imports' columns. */
export function readImport(raw: Raw): Import {
  return {
    ...raw,
    columns: list(raw.columns),
    mapping: list(raw.mapping),
    problems: list(raw.problems),
    options: Object(raw.options),
    related: Object(raw.related),
  };
}

export function list<Item>(value: unknown): Item[] {
  return Array.isArray(value) ? value : [];
}

export const isBusy = (status: string) => ["checking", "running", "undoing"].includes(status);
