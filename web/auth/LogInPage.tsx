import { chakra } from "@chakra-ui/react";
import { type FormEvent, useState } from "react";
import { Link, Navigate } from "react-router";
import { Splash } from "../shell/Splash.tsx";
import { Button, Field, Input, messageOf } from "../ui/index.ts";
import { AuthPage } from "./AuthPage.tsx";
import { signInWith } from "./session.ts";
import { useAuthStatus } from "./useAuthStatus.ts";

export default function LogInPage() {
  const status = useAuthStatus();
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  if (!status) return <Splash />; // a form that made way for another would take along what is typed
  if (status.needsFirstAccount) return <Navigate to="/signup" replace />;

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setError("");
    try {
      await signInWith("login", { email: String(form.get("email")), password: String(form.get("password")) });
    } catch (thrown) {
      setError(messageOf(thrown));
      setBusy(false);
    }
  };

  return (
    <AuthPage
      title={`Log in to ${status.workspaceName}`}
      footer={
        <chakra.div display="flex" flexDirection="column" gap="2">
          <Link to="/forgotten">Forgotten your password?</Link>
          {status.signUp !== "invitation" && (
            <span>
              No account yet? <Link to="/signup">Sign up</Link>
            </span>
          )}
        </chakra.div>
      }
    >
      <chakra.form onSubmit={submit} display="flex" flexDirection="column" gap="4">
        <Field label="E-mail">
          <Input name="email" type="email" autoComplete="username" required autoFocus size="lg" />
        </Field>
        <Field label="Password" error={error}>
          <Input name="password" type="password" autoComplete="current-password" required size="lg" />
        </Field>
        <Button type="submit" variant="primary" size="lg" loading={busy}>
          Log in
        </Button>
      </chakra.form>
    </AuthPage>
  );
}
