import { Box, chakra } from "@chakra-ui/react";
import { Check, ChevronDown, X } from "lucide-react";
import { useState } from "react";
import { useClient } from "urql";
import { graphql } from "../graphql/index.ts";
import { useRecordSearch } from "../records/fields/useRecordSearch.ts";
import { Button, Dialog, Field, Floating, messageOf, Picker, Select } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";

const explainDocument = graphql(`
  query ExplainAccess($userId: UUID!, $action: String!, $recordId: UUID, $object: String) {
    explainAccess(userId: $userId, action: $action, recordId: $recordId, object: $object) { allowed rule reason }
  }
`);

const actions = ["read", "create", "update", "delete"] as const;
interface Answer {
  allowed: boolean;
  reason: string;
  rule: string;
}

/** Why a member may or may not do something: the database's own answer, and the rule that gives it. */
export default function ExplainAccess({
  object: givenObject,
  record: givenRecord,
  member: givenMember,
  onClose,
}: {
  object?: string;
  record?: { id: string; title: string };
  member?: string;
  onClose: () => void;
}) {
  const { me, members, objects, manages, object: objectOf } = useMetadata();
  const client = useClient();
  const [userId, setUserId] = useState(givenMember ?? me.id);
  const [action, setAction] = useState<string>("read");
  const [object, setObject] = useState(givenObject ?? objects[0]?.name ?? "");
  const [record, setRecord] = useState(givenRecord);
  const [picking, setPicking] = useState<HTMLElement | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const search = useRecordSearch(objectOf(object));
  const people = manages("roles") ? members : members.filter((one) => one.id === me.id);

  const change = (work: () => void) => {
    work();
    setAnswer(null);
    setError("");
  };
  const ask = async () => {
    setBusy(true);
    const recordId = action === "create" ? null : (record?.id ?? null);
    const result = await client
      .query(explainDocument, { userId, action, recordId, object }, { requestPolicy: "network-only" })
      .toPromise();
    setBusy(false);
    const found = result.data?.explainAccess;
    if (result.error || !found) return setError(messageOf(result.error ?? new Error("There is no answer.")));
    setAnswer({ allowed: found.allowed ?? false, reason: found.reason ?? "", rule: found.rule ?? "" });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title="Explain access"
      description="Asked of the rules in the database themselves."
      footer={
        <Button variant="primary" loading={busy} onClick={() => void ask()}>
          Explain
        </Button>
      }
    >
      <Box display="grid" gap="4" gridTemplateColumns={{ base: "1fr", sm: "1fr 1fr" }}>
        <Field label="May">
          <Select value={userId} onChange={(event) => change(() => setUserId(event.target.value))}>
            {people.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="do this">
          <Select value={action} onChange={(event) => change(() => setAction(event.target.value))}>
            {actions.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </Select>
        </Field>
        <Field label="with">
          <Select
            value={object}
            onChange={(event) =>
              change(() => {
                setObject(event.target.value);
                setRecord(undefined);
              })
            }
          >
            {objects.map(({ name, labelPlural }) => (
              <option key={name} value={name}>
                {labelPlural}
              </option>
            ))}
          </Select>
        </Field>
        {action !== "create" && (
          <Field label="Record">
            <Button
              size="md"
              justifyContent="space-between"
              fontWeight="400"
              onClick={(event) => setPicking(event.currentTarget)}
            >
              <chakra.span truncate>{record ? record.title || "Untitled" : "In general"}</chakra.span>
              <ChevronDown size={14} aria-hidden />
            </Button>
          </Field>
        )}
      </Box>
      {picking && (
        <Floating anchor={picking} onClose={() => setPicking(null)} matchWidth>
          <Picker
            label="Record"
            search={search}
            chosen={record ? [record.id] : []}
            onPick={({ value, label }) => {
              change(() => setRecord({ id: value, title: label }));
              setPicking(null);
            }}
            onClear={() => {
              change(() => setRecord(undefined));
              setPicking(null);
            }}
          />
        </Floating>
      )}
      {answer && (
        <Box
          role="status"
          display="flex"
          gap="2.5"
          mt="4"
          px="3"
          py="2.5"
          borderRadius="panel"
          bg={answer.allowed ? "hue.green.bg" : "hue.red.bg"}
          color={answer.allowed ? "hue.green.fg" : "hue.red.fg"}
        >
          {answer.allowed ? <Check size={16} aria-hidden /> : <X size={16} aria-hidden />}
          <Box flex="1">
            <chakra.p fontWeight="500">{answer.allowed ? "Yes" : "No"}</chakra.p>
            <p>{answer.reason}</p>
          </Box>
          <chakra.code fontFamily="mono" fontSize="12px">
            {answer.rule}
          </chakra.code>
        </Box>
      )}
      {error && (
        <chakra.p role="alert" color="danger.fg" mt="3">
          {error}
        </chakra.p>
      )}
    </Dialog>
  );
}
