import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { useQuery } from "urql";
import { graphql } from "../graphql/index.ts";
import { present } from "../lib/present.ts";
import { useMutate } from "../lib/useMutate.ts";
import { useSubmit } from "../lib/useSubmit.ts";
import { Button, Field, Input, Section, Select, toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { LocaleSelect, TimeZoneSelect } from "./LocaleSelect.tsx";
import { SettingsPage } from "./SettingsPage.tsx";

const saveDocument = graphql(`
  mutation SaveWorkspace($patch: WorkspacePatch!) {
    updateWorkspace(input: { id: 1, patch: $patch }) { workspace { id name currency locale timeZone signUp signUpDomain defaultRoleId } }
  }
`);
const rolesDocument = graphql(`query RolesToChoose { roles(first: 200, orderBy: [NAME_ASC]) { nodes { id name } } }`);

export default function WorkspacePage() {
  const { workspace, reload } = useMetadata();
  const [{ data }] = useQuery({ query: rolesDocument });
  const mutate = useMutate();
  const [signUp, setSignUp] = useState(workspace.signUp);
  const { onSubmit, busy, errorOf, error } = useSubmit(
    ["name", "currency", "locale", "timeZone", "signUp", "signUpDomain", "defaultRoleId"],
    async (text) => {
      await mutate(saveDocument, {
        patch: {
          name: text("name").trim(),
          currency: text("currency"),
          locale: text("locale"),
          timeZone: text("timeZone"),
          signUp,
          signUpDomain: signUp === "domain" ? text("signUpDomain").trim().toLowerCase().replace(/^@/, "") : null,
          defaultRoleId: text("defaultRoleId") || null,
        },
      });
      reload();
      toast.done("Workspace saved");
    },
  );

  return (
    <SettingsPage title="General" description="What holds for everybody here.">
      <chakra.form onSubmit={onSubmit} aria-label="Workspace">
        <Section title="Workspace">
          <chakra.div display="grid" gap="4" gridTemplateColumns={{ base: "1fr", md: "1fr 1fr" }}>
            <Field label="Name" {...errorOf("name")}>
              <Input name="name" defaultValue={workspace.name} required maxLength={80} />
            </Field>
            <Field label="Currency" help="In which totals are shown and new amounts start." {...errorOf("currency")}>
              <Select name="currency" defaultValue={workspace.currency}>
                {Intl.supportedValuesOf("currency").map((code) => (
                  <option key={code}>{code}</option>
                ))}
              </Select>
            </Field>
            <LocaleSelect value={workspace.locale} {...errorOf("locale")} />
            <TimeZoneSelect value={workspace.timeZone} {...errorOf("timeZone")} />
          </chakra.div>
        </Section>
        <Section title="Joining" description="Who may make an account here without an invitation.">
          <chakra.div display="grid" gap="4" gridTemplateColumns={{ base: "1fr", md: "1fr 1fr" }}>
            <Field label="Sign-up" {...errorOf("signUp")}>
              <Select value={signUp} onChange={(event) => setSignUp(event.target.value)}>
                <option value="open">Anybody</option>
                <option value="domain">Addresses of a domain</option>
                <option value="invitation">By invitation only</option>
              </Select>
            </Field>
            {signUp === "domain" && (
              <Field label="Domain" {...errorOf("signUpDomain")}>
                <Input
                  name="signUpDomain"
                  defaultValue={workspace.signUpDomain ?? ""}
                  placeholder="acme.com"
                  required
                />
              </Field>
            )}
            <Field label="Their role" help="Until somebody gives them another." {...errorOf("defaultRoleId")}>
              <Select
                name="defaultRoleId"
                key={data ? "ready" : "loading"}
                defaultValue={workspace.defaultRoleId ?? ""}
              >
                {!workspace.defaultRoleId && <option value="">Read-only</option>}
                {present(data?.roles).map((role) => (
                  <option key={role.id} value={role.id}>
                    {role.name}
                  </option>
                ))}
              </Select>
            </Field>
          </chakra.div>
        </Section>
        {error && (
          <chakra.p role="alert" color="danger.fg" mb="3">
            {error}
          </chakra.p>
        )}
        <Button type="submit" variant="primary" loading={busy}>
          Save
        </Button>
      </chakra.form>
    </SettingsPage>
  );
}
