import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Feature } from "./features.ts";
import type { Measured } from "./load.ts";
import type { NewField } from "./newField.ts";
import type { Transfers } from "./transfer.ts";

export interface Report {
  machine: string;
  at: string;
  seconds: number;
  requests: { size: number; name: string; results: Record<string, Measured> }[];
  features: Feature[];
  filled: { size: number; rows: number; seconds: number }[];
  transfers?: Transfers;
  newField?: NewField;
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
  return [
    `Measured on ${report.at}: ${report.machine}.`,
    "## Requests\n\n16 clients on kept connections, one server process. Each cell: requests per second · 95th · 99th percentile in ms. What REST costs is beside a GraphQL request that asks for the same.",
    ...requests,
    `## What the features cost\n\n${table(["", "contacts", "with", "without", "cost"], features)}`,
    ...(report.transfers ? [`## Files in and out\n\n${transfersText(report.transfers)}`] : []),
    ...(report.newField ? [`## A new field\n\n${newFieldText(report.newField)}`] : []),
    `## Starting and standing\n\n${table(["", ""], Object.entries(report.process))}`,
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

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** Puts the tables into docs/performance.md; what people wrote around them stays. */
export async function writeDocument(report: Report): Promise<string> {
  const path = join(import.meta.dirname, "..", "..", "docs", "performance.md");
  const text = await readFile(path, "utf8");
  const marked = /(<!-- measured -->\n)[\s\S]*?(<!-- \/measured -->)/;
  if (!marked.test(text)) throw new Error(`${path} has no place for what is measured`);
  await writeFile(
    path,
    text.replace(marked, (_, from: string, to: string) => `${from}\n${toText(report)}\n\n${to}`),
  );
  return path;
}
