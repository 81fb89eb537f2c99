import { Box, chakra } from "@chakra-ui/react";
import { FileUp } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { Button, EmptyState, Field, Select } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { Progress } from "./Progress.tsx";
import { uploadFile } from "./upload.ts";

/** Which file, and into what. */
export function FileStep({ object: wanted }: { object: string | undefined }) {
  const { objects, can, manages } = useMetadata();
  const navigate = useNavigate();
  const writable = objects.filter((object) => can(object.name, "create") || can(object.name, "update"));
  const [object, setObject] = useState(writable.find(({ name }) => name === wanted)?.name ?? writable[0]?.name ?? "");
  const [isOver, setIsOver] = useState(false);
  const [sending, setSending] = useState<{ name: string; share: number } | null>(null);
  const [error, setError] = useState("");
  const stop = useRef(new AbortController());
  const input = useRef<HTMLInputElement>(null);
  const help = useId();
  useEffect(() => () => stop.current.abort(), []);

  const send = async (file: File | undefined) => {
    if (!file || sending) return;
    setError("");
    stop.current = new AbortController();
    setSending({ name: file.name, share: 0 });
    try {
      const id = await uploadFile(file, {
        object,
        signal: stop.current.signal,
        onProgress: (share) => setSending({ name: file.name, share }),
      });
      navigate(`/import/${id}`);
    } catch (thrown) {
      setSending(null);
      if (!(thrown instanceof DOMException)) setError(thrown instanceof Error ? thrown.message : String(thrown));
    }
  };

  if (!manages("import") || writable.length === 0) {
    return (
      <EmptyState icon={FileUp} title="Your role does not import">
        Ask an admin for it: Settings, Roles.
      </EmptyState>
    );
  }
  return (
    <Box display="flex" flexDirection="column" gap="5">
      <Box maxW="72">
        <Field label="Import into">
          <Select value={object} onChange={(event) => setObject(event.target.value)} disabled={sending !== null}>
            {writable.map(({ name, labelPlural }) => (
              <option key={name} value={name}>
                {labelPlural}
              </option>
            ))}
          </Select>
        </Field>
      </Box>
      <Box
        display="flex"
        flexDirection="column"
        alignItems="center"
        justifyContent="center"
        gap="2"
        minH="56"
        px="6"
        py="8"
        textAlign="center"
        borderWidth="1px"
        borderStyle="dashed"
        borderRadius="panel"
        borderColor={isOver ? "accent" : "border.control"}
        bg={isOver ? "bg.selected" : "bg.subtle"}
        transition="background 0.1s, border-color 0.1s"
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setIsOver(false);
          void send(event.dataTransfer.files[0]);
        }}
      >
        {sending ? (
          <Box w="full" maxW="80">
            <Progress
              label={sending.share < 1 ? `Sending ${sending.name}` : `Reading ${sending.name}`}
              share={sending.share < 1 ? sending.share : undefined}
            />
            <Button variant="ghost" mt="3" onClick={() => stop.current.abort()}>
              Cancel
            </Button>
          </Box>
        ) : (
          <>
            <chakra.span color="fg.subtle">
              <FileUp size={24} strokeWidth={1.5} aria-hidden />
            </chakra.span>
            <chakra.p textStyle="md" fontWeight="500">
              Drop a CSV file here
            </chakra.p>
            <chakra.p id={help} color="fg.muted" maxW="96">
              Comma, semicolon or tab; with or without a header; in any usual encoding. All of that is found by itself.
            </chakra.p>
            <Button variant="primary" size="md" mt="2" aria-describedby={help} onClick={() => input.current?.click()}>
              Choose a file
            </Button>
            <chakra.input
              ref={input}
              type="file"
              aria-label="File to import"
              accept=".csv,.tsv,.tab,.txt,text/csv,text/plain,text/tab-separated-values"
              srOnly
              tabIndex={-1}
              onChange={(event) => {
                void send(event.target.files?.[0]);
                event.target.value = "";
              }}
            />
          </>
        )}
      </Box>
      {error && (
        <chakra.p role="alert" color="danger.fg">
          {error}
        </chakra.p>
      )}
    </Box>
  );
}
