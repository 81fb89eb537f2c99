import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { Link } from "react-router";
import { useSubmit } from "../lib/useSubmit.ts";
import { Button, Field, Input } from "../ui/index.ts";
import { AuthPage } from "./AuthPage.tsx";
import { requestPasswordReset } from "./session.ts";

/** Asks for a mail with a link to a new password. */
export default function ForgottenPage() {
  const [sentTo, setSentTo] = useState("");
  const { onSubmit, busy, errorOf, error } = useSubmit(["email"], async (text) => {
    await requestPasswordReset(text("email"));
    setSentTo(text("email"));
  });
  const back = <Link to="/login">Back to log in</Link>;
  if (sentTo) {
    return (
      <AuthPage
        title="Look into your mail"
        subtitle={`If ${sentTo} has an account, a link to a new password is on its way. It works for an hour. Where Rowan sends no mail, ask an admin for a link.`}
        footer={back}
      >
        {null}
      </AuthPage>
    );
  }
  return (
    <AuthPage title="Forgotten password" subtitle="We mail you a link to a new one." footer={back}>
      <chakra.form onSubmit={onSubmit} display="flex" flexDirection="column" gap="4">
        <Field label="E-mail" {...errorOf("email")}>
          <Input name="email" type="email" autoComplete="username" required autoFocus size="lg" />
        </Field>
        {error && (
          <chakra.p role="alert" color="danger.fg">
            {error}
          </chakra.p>
        )}
        <Button type="submit" variant="primary" size="lg" loading={busy}>
          Send link
        </Button>
      </chakra.form>
    </AuthPage>
  );
}
