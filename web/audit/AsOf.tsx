import { Box, chakra } from "@chakra-ui/react";
import { X } from "lucide-react";
import { useQuery } from "urql";
import { isRecord } from "../auth/answers.ts";
import { graphql } from "../graphql/index.ts";
import { formatDateTime } from "../lib/formats.ts";
import { ErrorState, IconButton, LoadingRows } from "../ui/index.ts";
import type { ObjectMeta } from "../workspace/metadata.ts";
import { OldValue } from "./ChangeLine.tsx";

const asOfDocument = graphql(`query RecordAsOf($id: UUID!, $at: Datetime!) { recordAsOf(id: $id, at: $at) }`);

/** The values of a record at a moment. */
export function AsOf({ object, id, at, onClose }: { object: ObjectMeta; id: string; at: string; onClose: () => void }) {
  const [{ data, error }, retry] = useQuery({ query: asOfDocument, variables: { id, at } });
  const values: unknown = data?.recordAsOf;
  const fields = isRecord(values)
    ? object.fields.filter(({ apiName }) => {
        const value = values[apiName];
        return value !== null && value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
      })
    : [];
  return (
    <chakra.section aria-label={`As of ${formatDateTime(at)}`} borderWidth="1px" borderRadius="panel" p="3" mb="4">
      <Box display="flex" alignItems="center" mb="2">
        <chakra.h3 flex="1" fontWeight="500">
          As of {formatDateTime(at)}
        </chakra.h3>
        <IconButton label="Close" onClick={onClose}>
          <X size={14} />
        </IconButton>
      </Box>
      {error ? (
        <ErrorState error={error} onRetry={() => retry({ requestPolicy: "network-only" })} />
      ) : !data ? (
        <LoadingRows />
      ) : !isRecord(values) ? (
        <chakra.p color="fg.muted">It did not exist then.</chakra.p>
      ) : (
        <chakra.dl display="grid" gridTemplateColumns="minmax(96px, 1fr) 2fr" columnGap="3" rowGap="1.5">
          {fields.map((field) => (
            <Box key={field.id} display="contents">
              <chakra.dt color="fg.muted">{field.label}</chakra.dt>
              <chakra.dd overflowWrap="anywhere" minW="0">
                <OldValue field={field} value={values[field.apiName]} />
              </chakra.dd>
            </Box>
          ))}
        </chakra.dl>
      )}
    </chakra.section>
  );
}
