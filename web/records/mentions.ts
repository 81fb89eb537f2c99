/** Somebody who can be mentioned. */
export interface Mentionable {
  id: string;
  name: string;
}

/** "@Ana Admin" as it is kept: a link to the member, who is told of it. The longest name that fits is meant. */
export function linkMentions(text: string, members: readonly Mentionable[]): string {
  const longest = [...members].sort((one, other) => other.name.length - one.name.length);
  const names = longest.map(({ name }) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|");
  if (!names) return text;
  const pattern = new RegExp(`(^|[\\s(])@(${names})(?![\\p{L}\\p{N}])`, "gu");
  return text.replace(pattern, (_all, before: string, name: string) => {
    const id = longest.find((member) => member.name === name)?.id;
    return `${before}@[${name}](user:${id})`;
  });
}

/** The same as people write and read it. */
export function plainMentions(text: string): string {
  return text.replace(/@\[([^\]]*)\]\(user:[0-9a-f-]{36}\)/g, "@$1");
}

/** What is being written after an @ just before the caret. */
export function mentionAt(text: string, caret: number): string | undefined {
  return /(?:^|[\s(])@([\p{L}\p{N}.'-]*(?: [\p{L}\p{N}.'-]*)?)$/u.exec(text.slice(0, caret))?.[1];
}
