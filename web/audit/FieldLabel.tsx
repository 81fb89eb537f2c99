import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { useQuery } from "urql";
import { isRecord } from "../auth/answers.ts";
import { graphql } from "../graphql/index.ts";
import { formatAgo } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { runAction } from "../shell/actions.ts";
import { Tooltip } from "../ui/index.ts";
import { type FieldMeta, useMetadata } from "../workspace/metadata.ts";
import { changerOf } from "./ChangeLine.tsx";

const lastChangesDocument = graphql(`
  query LastChanges($id: UUID!) {
    recordHistory(recordId: $id, first: 200) { nodes { id at operation object userId dbRole source new } }
  }
`);

/** A field's name; who rests on it is told who changed it last, and a press leads to the history. It is asked for only then. */
export function FieldLabel({ field, id }: { field: FieldMeta; id: string }) {
  const { member } = useMetadata();
  const [isAsked, setIsAsked] = useState(false);
  const [{ data }] = useQuery({
    query: lastChangesDocument,
    variables: { id },
    pause: !isAsked,
    requestPolicy: "cache-and-network",
  });
  const last = present(data?.recordHistory).find((change) =>
    field.linkTable
      ? change.object === field.linkTable
      : change.object === field.object && isRecord(change.new) && (field.columnName ?? "") in change.new,
  );
  const who = last && changerOf(last, member);
  const said = last && `${last.operation === "insert" ? "set" : "changed"} ${formatAgo(last.at)} by ${who}`;
  return (
    <Tooltip label={[field.help || field.label, said].filter(Boolean).join(" · ")}>
      {/* The tab of the history is there for the keyboard. */}
      <chakra.button
        type="button"
        tabIndex={-1}
        className="label"
        cursor="pointer"
        textAlign="start"
        _hover={{ color: "fg" }}
        onPointerEnter={() => setIsAsked(true)}
        onClick={() => runAction("record history")}
      >
        {field.label}
      </chakra.button>
    </Tooltip>
  );
}
