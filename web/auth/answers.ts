/** Reads what /auth answers, without trusting its shape. */
export const read = {
  token(answer: unknown): string | undefined {
    return isRecord(answer) && typeof answer.accessToken === "string" ? answer.accessToken : undefined;
  },
  invitation(answer: unknown) {
    const text = (key: string) => (isRecord(answer) && typeof answer[key] === "string" ? answer[key] : "");
    return {
      email: text("email"),
      workspaceName: text("workspaceName"),
      inviter: text("inviter") || undefined,
      roleName: text("roleName"),
    };
  },
  error(answer: unknown): { message: string; field?: string } {
    const first = isRecord(answer) && Array.isArray(answer.errors) ? answer.errors[0] : undefined;
    if (!isRecord(first) || typeof first.message !== "string")
      return { message: "The server does not answer as it should." };
    const field = isRecord(first.extensions) ? first.extensions.field : undefined;
    return { message: first.message, ...(typeof field === "string" && { field }) };
  },
};

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
