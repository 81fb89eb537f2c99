import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Felt } from "./browser.ts";
import type { Feature } from "./features.ts";
import type { Measured } from "./load.ts";
import type { NewField } from "./newField.ts";
import type { Transfers } from "./transfer.ts";

export interface Report {
  machine: string;
  at: string;
  /** The load average when it began. */
  load: number;
  seconds: number;
  requests: { size: number; name: string; results: Record<string, Measured> }[];
  features: Feature[];
  filled: { size: number; rows: number; seconds: number }[];
  transfers?: Transfers;
  newField?: NewField;
  browser?: Felt[];
  process: Record<string, string>;
}

const whole = (value: number) => Math.round(value).toLocaleString("en");
const number = (value: number) => value.toLocaleString("en");

export function toJson(report: Report): string {
  return JSON.stringify(report, null, 2);
}

/** The tables of docs/performance.md, which are readable on a console too. */
export function toText(report: Report): string {
  const sizes = [...new Set(report.requests.map(({ size }) => size))];
  const requests = sizes.map((size) => {
    const rows = report.requests.filter((row) => row.size === size);
    const lines = rows.map(({ name, results }) => {
      const { GraphQL: graphql, REST: rest, "as REST": same, "by hand": hand, PostgreSQL: alone } = results;
      const share = graphql && hand ? `${Math.round((100 * graphql.perSecond) / hand.perSecond)} %` : "";
      const cell = (each: Measured | undefined) =>
        each ? `${whole(each.perSecond)}/s · ${each.p95.toFixed(0)} · ${each.p99.toFixed(0)}` : "";
      const dearer = rest && same ? `${(same.perSecond / rest.perSecond).toFixed(2)} times` : "";
      return [name, cell(graphql), cell(rest), cell(hand), cell(alone), share, dearer];
    });
    return `### ${number(size)} contacts\n\n${table(["", "GraphQL", "REST", "by hand", "PostgreSQL alone", "GraphQL of by hand", "REST costs"], lines)}`;
  });
  const features = report.features.map(({ size, name, on, off, unit }) => [
    name,
    number(size),
    `${whole(on)} ${unit}`,
    `${whole(off)} ${unit}`,
    `${Math.round(100 * (1 - on / off))} %`,
  ]);
  const { browser, newField, transfers } = report;
  const began = `Measured on ${report.at}, load average ${report.load.toFixed(1)} when it began.`;
  const section = (title: string, parts: string[]) => [`## ${title}`, began, ...parts].join("\n\n");
  return [
    `${report.machine}.`,
    ...(requests.length > 0
      ? [
          section("Requests", [
            "16 clients on kept connections, one server process. Each cell: requests per second · 95th · 99th percentile in ms. What REST costs is beside a GraphQL request that asks for the same.",
            ...requests,
          ]),
          section("What the features cost", [table(["", "contacts", "with", "without", "cost"], features)]),
        ]
      : []),
    ...(browser ? [section("In a browser", [browserText(browser)])] : []),
    ...(transfers ? [section("Files in and out", [transfersText(transfers)])] : []),
    ...(newField ? [section("A new field", [newFieldText(newField)])] : []),
    ...(Object.keys(report.process).length > 0
      ? [section("Starting and standing", [table(["", ""], Object.entries(report.process))])]
      : []),
  ].join("\n\n");
}

function transfersText({ moved, calm, meanwhile }: Transfers): string {
  const lines = moved.map(({ name, rows, seconds, memory }) => [
    name,
    whole(rows),
    `${seconds.toFixed(1)} s`,
    `${whole(rows / seconds)}/s`,
    `${memory} MB`,
  ]);
  return `${table(["", "rows", "time", "rows", "memory of the server"], lines)}

A list of 50 for somebody else: 95th percentile ${calm.p95.toFixed(0)} ms with nothing else going on, ${meanwhile.p95.toFixed(0)} ms during the import.`;
}

function newFieldText({ objects, fields, seconds, calm, meanwhile, memory }: NewField): string {
  const times = seconds.map((each) => `${each.toFixed(1)} s`).join(" and ");
  return `With ${objects} custom objects of ${fields} fields, while 16 clients read and write: in GraphQL after ${times}. The slowest request took ${meanwhile.slowest.toFixed(0)} ms meanwhile and ${calm.slowest.toFixed(0)} ms without the change, the 99th percentile ${meanwhile.p99.toFixed(0)} and ${calm.p99.toFixed(0)} ms; the server and its worker held ${memory} MB at most.`;
}

function browserText(felt: Felt[]): string {
  const lines = felt.map(({ name, unit, target, values }) => {
    const isRate = unit === "/s";
    const sorted = [...values].sort((a, b) => (isRate ? b - a : a - b));
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
    const aim = target === undefined ? "" : `${isRate ? "at least" : "less than"} ${number(target)} ${unit}`;
    return [name, aim, `${whole(at(0.5))} ${unit}`, values.length > 1 ? `${whole(at(0.95))} ${unit}` : ""];
  });
  return `Chromium on the same cores, as a member with the role User, from the event in the page to the frame that shows its effect.

${table(["", "target", "median", "95th percentile"], lines)}`;
}

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** Puts the tables into docs/performance.md; what people wrote around them stays, and what was not measured this time. */
export async function writeDocument(report: Report): Promise<string> {
  const path = join(import.meta.dirname, "..", "..", "docs", "performance.md");
  const text = await readFile(path, "utf8");
  const [, before, measured, after] =
    /^([\s\S]*<!-- measured -->\n)([\s\S]*?)(<!-- \/measured -->[\s\S]*)$/.exec(text) ?? [];
  if (measured === undefined) throw new Error(`${path} has no place for what is measured`);
  const sections = new Map([...sectionsOf(measured), ...sectionsOf(toText(report))]);
  await writeFile(path, `${before}\n${[...sections.values()].join("\n\n")}\n\n${after}`);
  return path;
}

/** By their headings; what stands before the first of them has none. */
function sectionsOf(text: string): [heading: string, section: string][] {
  return text
    .trim()
    .split(/\n(?=## )/)
    .map((section) => [/^## .*/.exec(section)?.[0] ?? "", section.trim()]);
}
