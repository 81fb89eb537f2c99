import { chakra } from "@chakra-ui/react";
import { useState } from "react";
import { Link } from "react-router";
import { useSubmit } from "../lib/useSubmit.ts";
import { Button, Field, Input } from "../ui/index.ts";
import { AuthPage } from "./AuthPage.tsx";
import { secretOf } from "./secret.ts";
import { signInWith } from "./session.ts";

/** Sets a new password by the link that was mailed or handed over. */
export default function ResetPasswordPage() {
  const [token] = useState(secretOf);
  const { onSubmit, busy, errorOf, error } = useSubmit(["password"], (text) =>
    signInWith("password-reset/confirm", { token, password: text("password") }),
  );
  return (
    <AuthPage
      title="Choose a new password"
      subtitle="You are signed out everywhere else."
      footer={<Link to="/login">Back to log in</Link>}
    >
      <chakra.form onSubmit={onSubmit} display="flex" flexDirection="column" gap="4">
        <Field label="New password" help="At least 8 characters." {...errorOf("password")}>
          <Input
            name="password"
            type="password"
            autoComplete="new-password"
            required
            autoFocus
            minLength={8}
            size="lg"
          />
        </Field>
        {error && (
          <chakra.p role="alert" color="danger.fg">
            {error}
          </chakra.p>
        )}
        <Button type="submit" variant="primary" size="lg" loading={busy}>
          Save and log in
        </Button>
      </chakra.form>
    </AuthPage>
  );
}
