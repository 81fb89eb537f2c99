import { localDay, today } from "../lib/formats.ts";
import type { ListedTask } from "./queries.ts";

export type SectionName = "Overdue" | "Today" | "Upcoming" | "No date";

/** Open tasks by when they are due, as the reader's clock has it; sections that hold nothing are left out. */
export function sectionsOf(tasks: readonly ListedTask[], now = today()): { name: SectionName; tasks: ListedTask[] }[] {
  const names: readonly SectionName[] = ["Overdue", "Today", "Upcoming", "No date"];
  return names
    .map((name) => ({ name, tasks: tasks.filter((task) => sectionOf(task, now) === name) }))
    .filter((section) => section.tasks.length > 0);
}

function sectionOf({ dueAt }: ListedTask, now: string): SectionName {
  if (!dueAt) return "No date";
  const day = localDay(dueAt);
  return day < now ? "Overdue" : day === now ? "Today" : "Upcoming";
}
