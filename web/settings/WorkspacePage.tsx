import { chakra } from "@chakra-ui/react";
import { type FormEvent, useState } from "react";
import { useMutation, useQuery } from "urql";
import { graphql } from "../graphql/index.ts";
import { present } from "../lib/present.ts";
import { Button, Content, Field, Input, messageOf, Section, Select, toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";

const saveDocument = graphql(`
  mutation SaveWorkspace($patch: WorkspacePatch!) {
    updateWorkspace(input: { id: 1, patch: $patch }) { workspace { id name currency locale timeZone signUp signUpDomain defaultRoleId } }
  }
`);
const rolesDocument = graphql(`query RolesToChoose { roles(first: 200, orderBy: [NAME_ASC]) { nodes { id name } } }`);

const locales = ["en-US", "en-GB", "de-DE", "es-ES", "fr-FR", "it-IT", "ja-JP", "nl-NL", "pl-PL", "pt-BR", "sv-SE"];

export default function WorkspacePage() {
  const { workspace, reload } = useMetadata();
  const [{ data }] = useQuery({ query: rolesDocument });
  const [{ fetching }, save] = useMutation(saveDocument);
  const [error, setError] = useState<{ message: string; field: unknown } | null>(null);
  const [signUp, setSignUp] = useState(workspace.signUp);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => form.get(name)?.toString().trim() ?? "";
    setError(null);
    const result = await save({
      patch: {
        name: text("name"),
        currency: text("currency"),
        locale: text("locale"),
        timeZone: text("timeZone"),
        signUp,
        signUpDomain: signUp === "domain" ? text("signUpDomain").toLowerCase() : null,
        defaultRoleId: text("defaultRoleId") || null,
      },
    });
    if (result.error) {
      setError({ message: messageOf(result.error), field: result.error.graphQLErrors[0]?.extensions.field });
      return;
    }
    reload();
    toast.done("Workspace saved");
  };
  const errorOf = (field: string) => (error?.field === field ? { error: error.message } : {});

  return (
    <Content>
      <chakra.form onSubmit={submit}>
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
            <Field label="Dates and numbers" {...errorOf("locale")}>
              <Select name="locale" defaultValue={workspace.locale}>
                {[...new Set([workspace.locale, ...locales])].map((locale) => (
                  <option key={locale} value={locale}>
                    {new Intl.DisplayNames("en", { type: "language" }).of(locale)}
                  </option>
                ))}
              </Select>
            </Field>
            <Field label="Time zone" {...errorOf("timeZone")}>
              <Select name="timeZone" defaultValue={workspace.timeZone}>
                {[...new Set([workspace.timeZone, "UTC", ...Intl.supportedValuesOf("timeZone")])].map((zone) => (
                  <option key={zone}>{zone}</option>
                ))}
              </Select>
            </Field>
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
            <Field label="Their role">
              <Select
                name="defaultRoleId"
                key={data ? "ready" : "loading"}
                defaultValue={workspace.defaultRoleId ?? ""}
              >
                {present(data?.roles).map((role) => (
                  <option key={role.id} value={role.id}>
                    {role.name}
                  </option>
                ))}
              </Select>
            </Field>
          </chakra.div>
        </Section>
        {error && !error.field && (
          <chakra.p role="alert" color="danger.fg" mb="3">
            {error.message}
          </chakra.p>
        )}
        <Button type="submit" variant="primary" loading={fetching}>
          Save
        </Button>
      </chakra.form>
    </Content>
  );
}
