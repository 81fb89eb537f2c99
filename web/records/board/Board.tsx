import { EmptyState } from "../../ui/index.ts";
import type { RecordTableProps } from "../table/RecordTable.tsx";

export default function Board({ object }: RecordTableProps) {
  return <EmptyState title={object.labelPlural} />;
}
