import { createTransport } from "nodemailer";
import type { Env } from "./env.ts";

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Sends a mail by SMTP_URL; without one it is not sent, and the answer is false. */
export async function sendMail(
  { smtpUrl, publicUrl }: Pick<Env, "smtpUrl" | "publicUrl">,
  mail: Mail,
): Promise<boolean> {
  if (!smtpUrl) return false;
  const url = new URL(smtpUrl);
  // smtp://user:password@host:587?from=crm@example.com
  const from = url.searchParams.get("from") ?? `Rowan <rowan@${new URL(publicUrl).hostname}>`;
  url.searchParams.delete("from");
  const transport = createTransport({ url: url.href, connectionTimeout: 20_000, socketTimeout: 30_000 });
  try {
    await transport.sendMail({ from, to: mail.to, subject: oneLine(mail.subject), text: mail.text });
    return true;
  } finally {
    transport.close();
  }
}

function oneLine(subject: string): string {
  return subject.replace(/\s+/g, " ").trim();
}
