import { chakra } from "@chakra-ui/react";
import { useId, useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../graphql/index.ts";
import { startOf, today } from "../lib/formats.ts";
import { present } from "../lib/present.ts";
import { useMutate } from "../lib/useMutate.ts";
import { useSubmit } from "../lib/useSubmit.ts";
import { rolesDocument } from "../rbac/queries.ts";
import { Button, Dialog, Field, Input, Select } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";

const createDocument = graphql(`
  mutation CreateApiKey($name: String!, $roleId: UUID!, $expiresAt: Datetime) {
    createApiKey(input: { name: $name, roleId: $roleId, expiresAt: $expiresAt }) { result { apiKeyId key } }
  }
`);

const lives = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "One year" },
  { value: "date", label: "On a day…" },
  { value: "", label: "Never" },
];

/** Makes an API key. */
export function ApiKeyDialog({ onClose, onMade }: { onClose: () => void; onMade: (key: string) => void }) {
  const form = useId();
  const mutate = useMutate();
  const { me } = useMetadata();
  const [{ data }] = useQuery({ query: rolesDocument });
  const [life, setLife] = useState("90");
  const { onSubmit, busy, errorOf, error } = useSubmit(["name", "roleId", "expiresAt"], async (text) => {
    const days = Number(life);
    const expires =
      life === "date" ? startOf(text("expiresAt")) : days ? new Date(Date.now() + days * 86_400_000) : null;
    const { createApiKey } = await mutate(createDocument, {
      name: text("name"),
      roleId: text("roleId"),
      expiresAt: expires?.toISOString() ?? null,
    });
    onClose();
    onMade(createApiKey?.result?.key ?? "");
  });
  const roles = present(data?.roles);
  return (
    <Dialog
      open
      onClose={onClose}
      title="New API key"
      width="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" loading={busy}>
            Create key
          </Button>
        </>
      }
    >
      <chakra.form id={form} onSubmit={onSubmit} display="flex" flexDirection="column" gap="4">
        <Field label="Name" help="What it is for." {...errorOf("name")}>
          <Input name="name" required autoFocus maxLength={80} placeholder="Website form" />
        </Field>
        <Field label="Role" help="It may do no more than yours." {...errorOf("roleId")}>
          <Select name="roleId" key={data ? "ready" : "loading"} defaultValue={me.role?.id} required>
            {roles.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Expires" {...(life === "date" ? {} : errorOf("expiresAt"))}>
          <Select value={life} onChange={(event) => setLife(event.target.value)}>
            {lives.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        {life === "date" && (
          <Field label="Day" {...errorOf("expiresAt")}>
            <Input name="expiresAt" type="date" required min={today(1)} defaultValue={today(30)} />
          </Field>
        )}
        {error && (
          <chakra.p role="alert" color="danger.fg">
            {error}
          </chakra.p>
        )}
      </chakra.form>
    </Dialog>
  );
}
