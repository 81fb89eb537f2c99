import { chakra } from "@chakra-ui/react";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { useSubmit } from "../lib/useSubmit.ts";
import { Splash } from "../shell/Splash.tsx";
import { Button, Field, Input, messageOf } from "../ui/index.ts";
import { AuthPage } from "./AuthPage.tsx";
import { secretOf } from "./secret.ts";
import { type Invitation, readInvitation, signInWith } from "./session.ts";

/** Somebody who was invited joins. */
export default function InvitationPage() {
  const [token] = useState(secretOf);
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const [refusal, setRefusal] = useState("");
  useEffect(() => {
    readInvitation(token).then(setInvitation, (thrown) => setRefusal(messageOf(thrown)));
  }, [token]);
  const { onSubmit, busy, errorOf, error } = useSubmit(["name", "password"], (text) =>
    signInWith("invitations/accept", { token, name: text("name"), password: text("password") }),
  );
  if (refusal) {
    return (
      <AuthPage title="This link does not work" subtitle={refusal} footer={<Link to="/login">Log in</Link>}>
        {null}
      </AuthPage>
    );
  }
  if (!invitation) return <Splash />;
  const { workspaceName, inviter, email, roleName } = invitation;
  return (
    <AuthPage
      title={`Join ${workspaceName}`}
      subtitle={`${inviter ?? "Somebody"} invites ${email} as ${roleName}.`}
      footer={
        <>
          Have an account? <Link to="/login">Log in</Link>
        </>
      }
    >
      <chakra.form onSubmit={onSubmit} display="flex" flexDirection="column" gap="4">
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <Field label="Your name" {...errorOf("name")}>
          <Input name="name" autoComplete="name" required autoFocus maxLength={120} size="lg" />
        </Field>
        <Field label="Password" help="At least 8 characters." {...errorOf("password")}>
          <Input name="password" type="password" autoComplete="new-password" required minLength={8} size="lg" />
        </Field>
        {error && (
          <chakra.p role="alert" color="danger.fg">
            {error}
          </chakra.p>
        )}
        <Button type="submit" variant="primary" size="lg" loading={busy}>
          Join
        </Button>
      </chakra.form>
    </AuthPage>
  );
}
