import { chakra } from "@chakra-ui/react";
import { type FormEvent, useState } from "react";
import { AuthError, changePassword, signOut } from "../auth/session.ts";
import { Avatar, Button, Content, Field, Input, messageOf, Section, toast } from "../ui/index.ts";
import { useMetadata } from "../workspace/metadata.ts";

export default function ProfilePage() {
  const { me } = useMetadata();
  return (
    <Content>
      <Section title="Profile" actions={<Button onClick={() => void signOut()}>Log out</Button>}>
        <chakra.div display="flex" alignItems="center" gap="4">
          <Avatar id={me.id} name={me.name} size={48} />
          <chakra.div>
            <chakra.p textStyle="lg">{me.name}</chakra.p>
            <chakra.p color="fg.muted">
              {me.email} · {me.role?.name}
            </chakra.p>
          </chakra.div>
        </chakra.div>
      </Section>
      <Section title="Password">
        <PasswordForm />
      </Section>
    </Content>
  );
}

function PasswordForm() {
  const [error, setError] = useState<{ message: string; field: string | undefined } | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    setBusy(true);
    setError(null);
    try {
      await changePassword(String(form.get("current")), String(form.get("new")));
      element.reset();
      toast.done("Password changed");
    } catch (thrown) {
      setError({ message: messageOf(thrown), field: thrown instanceof AuthError ? thrown.field : undefined });
    } finally {
      setBusy(false);
    }
  };
  const isNew = error?.field === "password" || error?.field === "newPassword";
  return (
    <chakra.form onSubmit={submit} display="flex" flexDirection="column" gap="4" maxW="320px">
      <Field label="Current password" {...(error && !isNew && { error: error.message })}>
        <Input name="current" type="password" autoComplete="current-password" required />
      </Field>
      <Field label="New password" help="At least 8 characters." {...(error && isNew && { error: error.message })}>
        <Input name="new" type="password" autoComplete="new-password" required minLength={8} />
      </Field>
      <chakra.div>
        <Button type="submit" loading={busy}>
          Change password
        </Button>
      </chakra.div>
    </chakra.form>
  );
}
