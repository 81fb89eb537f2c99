import { Box, chakra } from "@chakra-ui/react";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useMutation } from "urql";
import { Field, Select } from "../ui/index.ts";
import { cancelDocument, type Import } from "./queries.ts";
import { fileOf, type Reading, uploadFile } from "./upload.ts";

const encodings = [
  ["utf-8", "Unicode (UTF-8)"],
  ["utf-16le", "Unicode (UTF-16)"],
  ["windows-1252", "Western (Windows-1252, Latin-1)"],
  ["windows-1250", "Central European (Windows-1250)"],
  ["windows-1251", "Cyrillic (Windows-1251)"],
  ["macintosh", "Western (Macintosh)"],
  ["shift_jis", "Japanese (Shift JIS)"],
  ["gb18030", "Chinese (GB 18030)"],
  ["big5", "Chinese (Big5)"],
  ["euc-kr", "Korean (EUC-KR)"],
] as const;
const delimiters = [
  [",", "Comma"],
  [";", "Semicolon"],
  ["\t", "Tab"],
  ["|", "Bar |"],
] as const;

/** How the file was read, to be put right when it was not found by itself: the file is sent again. */
export function ReadAs({ one }: { one: Import }) {
  const navigate = useNavigate();
  const [, drop] = useMutation(cancelDocument);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const file = fileOf(one.id);
  const now = { encoding: one.encoding, delimiter: one.delimiter, header: one.hasHeader };
  const again = async (change: Reading) => {
    if (!file) return;
    setBusy(true);
    setError("");
    try {
      const reading = { ...now, ...change };
      const id = await uploadFile(file, {
        object: one.object,
        reading,
        signal: new AbortController().signal,
        onProgress: () => {},
      });
      void drop({ id: one.id });
      navigate(`/import/${id}`, { replace: true });
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown.message : String(thrown));
      setBusy(false);
    }
  };
  return (
    <chakra.details css={{ "&[open] > summary > svg": { transform: "rotate(90deg)" } }}>
      <chakra.summary
        display="flex"
        alignItems="center"
        gap="1"
        color="fg.muted"
        cursor="pointer"
        w="fit-content"
        _hover={{ color: "fg" }}
      >
        <ChevronRight size={14} aria-hidden style={{ flexShrink: 0 }} />
        Read as {encodings.find(([value]) => value === one.encoding)?.[1] ?? one.encoding},{" "}
        {delimiters.find(([value]) => value === one.delimiter)?.[1].toLowerCase() ?? one.delimiter},{" "}
        {one.hasHeader ? "with a header" : "without a header"}
      </chakra.summary>
      {file ? (
        <Box display="grid" gridTemplateColumns={{ base: "1fr", md: "1fr 1fr 1fr" }} gap="4" mt="3">
          <Field label="Encoding">
            <Select
              value={one.encoding}
              disabled={busy}
              onChange={(event) => void again({ encoding: event.target.value })}
            >
              {encodings.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="Between cells">
            <Select
              value={one.delimiter}
              disabled={busy}
              onChange={(event) => void again({ delimiter: event.target.value })}
            >
              {delimiters.map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          </Field>
          <Field label="First row">
            <Select
              value={String(one.hasHeader)}
              disabled={busy}
              onChange={(event) => void again({ header: event.target.value === "true" })}
            >
              <option value="true">Names the columns</option>
              <option value="false">Is a record</option>
            </Select>
          </Field>
        </Box>
      ) : (
        <chakra.p color="fg.muted" mt="2">
          To read it in another way, choose the file again.
        </chakra.p>
      )}
      {error && (
        <chakra.p role="alert" color="danger.fg" mt="2">
          {error}
        </chakra.p>
      )}
    </chakra.details>
  );
}
