import { Box, chakra } from "@chakra-ui/react";
import { ChevronRight } from "lucide-react";
import { useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { useMutation } from "urql";
import { Field, Select, Tag } from "../ui/index.ts";
import { cancelDocument, type Import } from "./queries.ts";
import { fileOf, type Reading, uploadFile } from "./upload.ts";

const encodings = [
  ["utf-8", "Unicode (UTF-8)"],
  ["utf-16le", "Unicode (UTF-16)"],
  ["utf-16be", "Unicode (UTF-16, big-endian)"],
  ["windows-1252", "Western (Windows-1252, Latin-1)"],
  ["windows-1250", "Central European (Windows-1250)"],
  ["ibm850", "Western (MS-DOS 850)"],
  ["macintosh", "Western (Macintosh)"],
  ["windows-1257", "Baltic (Windows-1257)"],
  ["windows-1251", "Cyrillic (Windows-1251)"],
  ["koi8-r", "Cyrillic (KOI8-R)"],
  ["ibm866", "Cyrillic (IBM 866)"],
  ["windows-1253", "Greek (Windows-1253)"],
  ["windows-1254", "Turkish (Windows-1254)"],
  ["windows-1255", "Hebrew (Windows-1255)"],
  ["windows-1256", "Arabic (Windows-1256)"],
  ["windows-874", "Thai (Windows-874)"],
  ["windows-1258", "Vietnamese (Windows-1258)"],
  ["shift_jis", "Japanese (Shift JIS)"],
  ["euc-jp", "Japanese (EUC-JP)"],
  ["gb18030", "Chinese (GB 18030)"],
  ["big5", "Chinese (Big5)"],
  ["euc-kr", "Korean (EUC-KR)"],
] as const;
const delimiters = [
  [",", "Comma"],
  [";", "Semicolon"],
  ["\t", "Tab"],
  ["|", "Bar |"],
  ["~", "Tilde ~"],
  ["^", "Caret ^"],
] as const;

/** How the file was read, to be put right when it was not found by itself: the file is sent again. */
export function ReadAs({ one }: { one: Import }) {
  const navigate = useNavigate();
  const [, drop] = useMutation(cancelDocument);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const { state } = useLocation();
  const file = fileOf(one.id);
  const isUnsure = one.columns.some(({ doubts }) => doubts?.encoding);
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
      navigate(`/import/${id}`, { replace: true, state: { isReadAgain: true } });
    } catch (thrown) {
      setError(thrown instanceof Error ? thrown.message : String(thrown));
      setBusy(false);
    }
  };
  return (
    <chakra.details
      open={(isUnsure && file !== undefined) || Boolean(state?.isReadAgain)}
      css={{ "&[open] > summary > svg": { transform: "rotate(90deg)" } }}
    >
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
        {isUnsure && (
          <chakra.span display="inline-flex" flexShrink={0} ms="1">
            <Tag color="amber">Please check the letters</Tag>
          </chakra.span>
        )}
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
          <FirstRows file={file} encoding={one.encoding} />
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

/** The first rows in which one can see whether the letters are right. */
function FirstRows({ file, encoding }: { file: File; encoding: string }) {
  const [rows, setRows] = useState<string[]>([]);
  useEffect(() => {
    let isCurrent = true;
    void file
      .slice(0, 64 * 1024)
      .arrayBuffer()
      .then((bytes) => {
        const lines = new TextDecoder(encoding).decode(bytes).split(/\r\n|\n|\r/);
        const telling = lines.filter((line) => /\P{ASCII}/u.test(line));
        if (isCurrent) setRows((telling.length > 0 ? telling : lines).filter(Boolean).slice(0, 4));
      })
      .catch(() => {}); // a file that is gone says so when it is sent again
    return () => {
      isCurrent = false;
    };
  }, [file, encoding]);
  return (
    <Box
      as="ul"
      aria-label="First rows"
      gridColumn="1 / -1"
      minW="0"
      px="3"
      py="2"
      borderRadius="control"
      bg="bg.subtle"
      color="fg.muted"
    >
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file may be alike
        <chakra.li key={index} truncate>
          {row.slice(0, 300)}
        </chakra.li>
      ))}
    </Box>
  );
}
