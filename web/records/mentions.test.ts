import { expect, test } from "vitest";
import { linkMentions, mentionAt, plainMentions } from "./mentions.ts";

const ana = { id: "01a2133c-174a-7f4a-877f-f3237060cd49", name: "Ana" };
const anaLena = { id: "01a2133c-174a-7f4a-877f-f3237060cd50", name: "Ana Lena" };

test("a member is mentioned by name, the longest that fits, and read as written", () => {
  const kept = linkMentions("Ask @Ana Lena, not @Ana. (@Ana)", [ana, anaLena]);
  expect(kept).toBe(`Ask @[Ana Lena](user:${anaLena.id}), not @[Ana](user:${ana.id}). (@[Ana](user:${ana.id}))`);
  expect(plainMentions(kept)).toBe("Ask @Ana Lena, not @Ana. (@Ana)");
  expect(linkMentions(kept, [ana, anaLena])).toBe(kept);
});

test("addresses and other words are no mentions", () => {
  expect(linkMentions("mail to x@Ana or @Anabel", [ana])).toBe("mail to x@Ana or @Anabel");
  expect(linkMentions("@Ana", [])).toBe("@Ana");
});

test("members are offered while their name is written", () => {
  expect(mentionAt("call @an", 8)).toBe("an");
  expect(mentionAt("@Ana Le", 7)).toBe("Ana Le");
  expect(mentionAt("x@an", 4)).toBeUndefined();
  expect(mentionAt("@Ana Lena and", 13)).toBeUndefined();
});
