import { Box } from "@chakra-ui/react";
import { useState } from "react";
import { targetsOf } from "../records/about.ts";
import { Button, Checkbox, Dialog, Field, messageOf, Notice, Select, toast } from "../ui/index.ts";
import type { ObjectMeta } from "../workspace/metadata.ts";
import { downloadExport } from "./download.ts";

/** Which file to make of a view, or of the selected records. */
export default function ExportDialog({
  object,
  about,
  filter,
  orderBy,
  shown,
  onClose,
}: {
  object: ObjectMeta;
  /** What is exported, in words. */
  about: string;
  filter: Record<string, unknown> | undefined;
  orderBy?: readonly string[] | undefined;
  /** The fields that one sees, as the API spells them. */
  shown: readonly string[];
  onClose: () => void;
}) {
  const [format, setFormat] = useState<"csv" | "json">("csv");
  const [columns, setColumns] = useState<"shown" | "all">("all");
  const [bom, setBom] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState("");
  // What a note is about is a column, and no field: in a file one for each object.
  const targets = targetsOf(object);
  const wanted = shown.flatMap((name) =>
    name === targets ? ["about"] : object.fields.some(({ apiName }) => apiName === name) ? [name] : [],
  );
  const save = async () => {
    setIsBusy(true);
    setError("");
    try {
      await downloadExport({
        path: object.restName,
        name: object.restName,
        format,
        filter,
        orderBy,
        bom,
        fields: columns === "shown" ? wanted : undefined,
      });
      toast.done("Exported");
      onClose();
    } catch (thrown) {
      setError(messageOf(thrown));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Export ${about}`}
      description="All rows, in this order, as far as you may read them."
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" loading={isBusy} onClick={() => void save()}>
            Export
          </Button>
        </>
      }
    >
      <Box display="flex" flexDirection="column" gap="3">
        <Field label="Format">
          <Select value={format} onChange={(event) => setFormat(event.target.value === "json" ? "json" : "csv")}>
            <option value="csv">CSV, for spreadsheets and imports</option>
            <option value="json">JSON, for programs</option>
          </Select>
        </Field>
        <Field label="Columns">
          <Select value={columns} onChange={(event) => setColumns(event.target.value === "shown" ? "shown" : "all")}>
            <option value="all">All fields</option>
            <option value="shown">Those of this view</option>
          </Select>
        </Field>
        {format === "csv" && (
          <Checkbox checked={bom} onChange={(event) => setBom(event.target.checked)}>
            For Excel (with a byte order mark)
          </Checkbox>
        )}
        {error && <Notice kind="danger">{error}</Notice>}
      </Box>
    </Dialog>
  );
}
