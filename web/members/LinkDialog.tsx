import { SecretDialog } from "../settings/SecretDialog.tsx";

export interface SecretLink {
  kind: "invitation" | "password";
  email: string;
  path: string;
}

/** A link to hand to somebody. */
export function LinkDialog({ link, onClose }: { link: SecretLink; onClose: () => void }) {
  const { kind, email, path } = link;
  return (
    <SecretDialog
      title={kind === "invitation" ? `${email} is invited` : "A new password"}
      label="Link"
      value={location.origin + path}
      onClose={onClose}
    >
      <p>
        {kind === "invitation"
          ? "Give it to them; it works for 7 days, and once. Where mail is set up it is on its way to them too."
          : `Give it to ${email}; they choose a password with it, within a day. Their sessions end when they do.`}
      </p>
    </SecretDialog>
  );
}
