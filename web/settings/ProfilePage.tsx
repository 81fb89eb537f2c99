import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { changePassword, signOut } from "../auth/session.ts";
import { graphql } from "../graphql/index.ts";
import { useMutate } from "../lib/useMutate.ts";
import { useSubmit } from "../lib/useSubmit.ts";
import { DatabaseLogin } from "../members/DatabaseLogin.tsx";
import { Avatar, Button, Field, Input, Section, toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";
import { LocaleSelect, TimeZoneSelect } from "./LocaleSelect.tsx";
import { SettingsPage } from "./SettingsPage.tsx";

const updateProfileDocument = graphql(`
  mutation UpdateProfile($name: String, $locale: String, $timeZone: String) {
    updateProfile(input: { name: $name, locale: $locale, timeZone: $timeZone }) {
      result { id name locale timeZone }
    }
  }
`);

export default function ProfilePage() {
  const { me, manages } = useMetadata();
  const [isAsked, setIsAsked] = useState(false);
  return (
    <SettingsPage title="Profile" actions={<Button onClick={() => void signOut()}>Log out</Button>}>
      <Section title="You">
        <chakra.div display="flex" alignItems="center" gap="4" mb="5">
          <Avatar id={me.id} name={me.name} size={48} />
          <chakra.div minW="0">
            <chakra.p textStyle="lg">{me.name}</chakra.p>
            <chakra.p color="fg.muted" truncate>
              {me.email} · {me.role?.name}
            </chakra.p>
          </chakra.div>
        </chakra.div>
        <ProfileForm />
      </Section>
      <Section title="Password" description="Changing it ends your sessions on other devices.">
        <PasswordForm />
      </Section>
      {manages("members") && (
        <Section
          title="Database login"
          description="Your own way into PostgreSQL, with your rights, for psql and BI tools."
        >
          <Button onClick={() => setIsAsked(true)}>Database login…</Button>
        </Section>
      )}
      {isAsked && <DatabaseLogin member={me} onClose={() => setIsAsked(false)} />}
    </SettingsPage>
  );
}

function ProfileForm() {
  const { me, reload } = useMetadata();
  const mutate = useMutate();
  const { onSubmit, busy, errorOf, error } = useSubmit(["name", "locale", "timeZone"], async (text) => {
    await mutate(updateProfileDocument, {
      name: text("name"),
      locale: text("locale"),
      timeZone: text("timeZone"),
    });
    reload();
    toast.done("Profile saved");
  });
  return (
    <chakra.form
      onSubmit={onSubmit}
      display="grid"
      gap="4"
      gridTemplateColumns={{ base: "1fr", md: "1fr 1fr" }}
      aria-label="Profile"
    >
      <chakra.div gridColumn="1 / -1" maxW={{ md: "calc(50% - 8px)" }}>
        <Field label="Name" {...errorOf("name")}>
          <Input name="name" autoComplete="name" required maxLength={120} defaultValue={me.name} />
        </Field>
      </chakra.div>
      <LocaleSelect value={me.locale} {...errorOf("locale")} />
      <TimeZoneSelect value={me.timeZone} {...errorOf("timeZone")} />
      {error && (
        <chakra.p role="alert" color="danger.fg" gridColumn="1 / -1">
          {error}
        </chakra.p>
      )}
      <chakra.div>
        <Button type="submit" variant="primary" loading={busy}>
          Save profile
        </Button>
      </chakra.div>
    </chakra.form>
  );
}

function PasswordForm() {
  const { onSubmit, busy, errorOf, error } = useSubmit(
    ["currentPassword", "password", "newPassword"],
    async (text, form) => {
      await changePassword(text("current"), text("new"));
      form.reset();
      toast.done("Password changed");
    },
  );
  return (
    <chakra.form
      onSubmit={onSubmit}
      display="flex"
      flexDirection="column"
      gap="4"
      maxW={{ md: "calc(50% - 8px)" }}
      aria-label="Password"
    >
      <Field label="Current password" {...errorOf("currentPassword")}>
        <Input name="current" type="password" autoComplete="current-password" required />
      </Field>
      <Field label="New password" help="At least 8 characters." {...errorOf("password")} {...errorOf("newPassword")}>
        <Input name="new" type="password" autoComplete="new-password" required minLength={8} />
      </Field>
      {error && (
        <chakra.p role="alert" color="danger.fg">
          {error}
        </chakra.p>
      )}
      <chakra.div>
        <Button type="submit" loading={busy}>
          Change password
        </Button>
      </chakra.div>
    </chakra.form>
  );
}
