import { chakra } from "@chakra-ui/react";
import { type FormEvent, useState } from "react";
import { Link } from "react-router";
import { Splash } from "../shell/Splash.tsx";
import { Button, Field, Input, messageOf } from "../ui/index.ts";
import { AuthPage } from "./AuthPage.tsx";
import { AuthError, signInWith } from "./session.ts";
import { useAuthStatus } from "./useAuthStatus.ts";

/** The first visitor makes the workspace; later ones join it, if it lets them. */
export default function SignUpPage() {
  const status = useAuthStatus();
  const [error, setError] = useState<{ message: string; field?: string | undefined } | null>(null);
  const [busy, setBusy] = useState(false);
  if (!status) return <Splash />;
  const isFirst = status.needsFirstAccount;
  if (!isFirst && status.signUp === "invitation") {
    return (
      <AuthPage
        title={`Join ${status.workspaceName}`}
        subtitle="One joins this workspace by invitation. Ask a member of it for a link."
        footer={<Link to="/login">Log in</Link>}
      >
        {null}
      </AuthPage>
    );
  }

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => form.get(name)?.toString();
    setBusy(true);
    setError(null);
    try {
      if (isFirst) sessionStorage.setItem("rowan.firstRun", "1");
      await signInWith("signup", {
        name: text("name"),
        email: text("email"),
        password: text("password"),
        ...(isFirst && { workspaceName: text("workspaceName") }),
      });
    } catch (thrown) {
      sessionStorage.removeItem("rowan.firstRun");
      setError({ message: messageOf(thrown), field: thrown instanceof AuthError ? thrown.field : undefined });
      setBusy(false);
    }
  };
  const errorOf = (field: string) => (error?.field === field ? error.message : undefined);
  const known = ["name", "email", "password"];

  return (
    <AuthPage
      title={isFirst ? "Welcome to Rowan" : `Join ${status.workspaceName}`}
      subtitle={
        isFirst
          ? "Create the first account. It becomes the administrator."
          : status.signUp === "domain" && `Open to everybody with an address at ${status.signUpDomain}.`
      }
      footer={
        !isFirst && (
          <>
            Have an account? <Link to="/login">Log in</Link>
          </>
        )
      }
    >
      <chakra.form onSubmit={submit} display="flex" flexDirection="column" gap="4">
        <Field label="Your name" error={errorOf("name")}>
          <Input name="name" autoComplete="name" required autoFocus maxLength={120} size="lg" />
        </Field>
        <Field label="E-mail" error={errorOf("email")}>
          <Input name="email" type="email" autoComplete="username" required size="lg" />
        </Field>
        <Field label="Password" help="At least 8 characters." error={errorOf("password")}>
          <Input name="password" type="password" autoComplete="new-password" required minLength={8} size="lg" />
        </Field>
        {isFirst && (
          <Field label="Workspace" help="Your company's name; you can change it later.">
            <Input name="workspaceName" autoComplete="organization" required maxLength={80} size="lg" />
          </Field>
        )}
        {error && !known.includes(error.field ?? "") && (
          <chakra.p role="alert" color="danger.fg">
            {error.message}
          </chakra.p>
        )}
        <Button type="submit" variant="primary" size="lg" loading={busy}>
          {isFirst ? "Create workspace" : "Sign up"}
        </Button>
      </chakra.form>
    </AuthPage>
  );
}
