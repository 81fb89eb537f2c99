import { expect, test } from "vitest";
import type { FieldMeta, Metadata, ObjectMeta } from "../workspace/metadata.ts";
import { compileFilter, finished, isEmptyFilter, readFilter } from "./filter.ts";

const base = {
  id: "",
  object: "deals",
  columnName: null,
  relationApiName: null,
  settings: {},
  help: "",
  targetObject: null,
  inverseName: null,
  inverseLabel: null,
  isRequired: false,
  isUnique: false,
  isReadOnly: false,
  isCustom: false,
  isActive: true,
  group: "",
  linkTable: null,
  position: 0,
  default: null,
  options: [],
} as const;
const field = (apiName: string, type: string, more: Partial<FieldMeta> = {}): FieldMeta => ({
  ...base,
  id: apiName,
  name: apiName,
  label: apiName,
  apiName,
  type,
  ...more,
});
const title = field("title", "text");
const object = (name: string, fields: FieldMeta[]): ObjectMeta => ({
  id: name,
  name,
  singular: name,
  label: name,
  labelPlural: name,
  description: "",
  icon: "",
  color: "gray",
  apiName: name,
  apiNamePlural: name,
  restName: name,
  titleColumn: "title",
  isCustom: false,
  isActive: true,
  position: 0,
  title,
  path: `/${name}`,
  fields,
});
const deals = object("deals", [
  title,
  field("value", "currency"),
  field("closedAt", "date_time"),
  field("expectedCloseDate", "date"),
  field("stageId", "enum", { settings: { options: "stages" } }),
  field("partners", "many_to_many", { targetObject: "companies" }),
  field("ownerId", "member"),
  field("companyId", "relation", { relationApiName: "company", targetObject: "companies" }),
]);
const metadata: Metadata = {
  liveCursor: "",
  workspace: {
    id: 1,
    name: "",
    currency: "USD",
    locale: "en-US",
    timeZone: "UTC",
    signUp: "open",
    signUpDomain: null,
    defaultRoleId: null,
  },
  activeRole: null,
  me: {
    id: "ana",
    email: "",
    name: "Ana",
    locale: "en-US",
    timeZone: "UTC",
    preferences: {},
    role: null,
    permissions: [],
  },
  objects: [],
  pipelines: [],
  members: [],
  views: [],
  favorites: [],
  object: (name) => (name === "companies" ? object("companies", [title]) : undefined),
  member: () => undefined,
  stage: () => undefined,
  can: () => true,
  manages: () => true,
  reload: () => {},
};
const now = new Date(2026, 4, 15, 12);
const compile = (node: unknown) => compileFilter(readFilter(node), deals, metadata, now);

test("no condition is no filter at all, never an empty object", () => {
  expect(compile({})).toBeUndefined();
  expect(compile({ and: [{ or: [] }] })).toBeUndefined();
  expect(compile({ and: [{ field: "title", op: "contains", value: "" }] })).toBeUndefined();
  expect(isEmptyFilter(readFilter({ and: [{ or: [] }] }))).toBe(true);
});

test("conditions nest", () => {
  expect(
    compile({
      and: [
        { field: "title", op: "contains", value: "x" },
        {
          or: [
            { field: "value", op: "gt", value: "10" },
            { field: "value", op: "empty" },
          ],
        },
      ],
    }),
  ).toEqual({
    and: [
      { title: { includesInsensitive: "x" } },
      { or: [{ value: { greaterThan: "10" } }, { value: { isNull: true } }] },
    ],
  });
});

test("amounts keep their digits", () => {
  expect(compile({ field: "value", op: "is", value: "9007199254740993.01" })).toEqual({
    value: { equalTo: "9007199254740993.01" },
  });
});

test("“me” is whoever looks", () => {
  expect(compile({ field: "ownerId", op: "any", value: ["me", "bob"] })).toEqual({ ownerId: { in: ["ana", "bob"] } });
});

test("a related record is found by its name", () => {
  expect(compile({ field: "companyId", op: "contains", value: "Acme" })).toEqual({
    company: { title: { includesInsensitive: "Acme" } },
  });
});

test("a date is a day, a moment is between two midnights of the member", () => {
  expect(compile({ field: "expectedCloseDate", op: "on", value: "2026-05-15" })).toEqual({
    expectedCloseDate: { greaterThanOrEqualTo: "2026-05-15", lessThan: "2026-05-16" },
  });
  expect(compile({ field: "closedAt", op: "on", value: "2026-05-15" })).toEqual({
    closedAt: {
      greaterThanOrEqualTo: new Date(2026, 4, 15).toISOString(),
      lessThan: new Date(2026, 4, 16).toISOString(),
    },
  });
  expect(compile({ field: "expectedCloseDate", op: "past", value: "7" })).toEqual({
    expectedCloseDate: { greaterThanOrEqualTo: "2026-05-08", lessThan: "2026-05-16" },
  });
});

test("a time such as this week is that of whoever asks, whenever they do", () => {
  const rangeOf = (value: string) => compile({ field: "expectedCloseDate", op: "within", value });
  const range = (from: string, to: string) => ({ expectedCloseDate: { greaterThanOrEqualTo: from, lessThan: to } });
  // It is Friday, May 15.
  expect(rangeOf("today")).toEqual(range("2026-05-15", "2026-05-16"));
  expect(rangeOf("tomorrow")).toEqual(range("2026-05-16", "2026-05-17"));
  expect(rangeOf("this week")).toEqual(range("2026-05-11", "2026-05-18"));
  expect(rangeOf("next week")).toEqual(range("2026-05-18", "2026-05-25"));
  expect(rangeOf("last month")).toEqual(range("2026-04-01", "2026-05-01"));
  expect(rangeOf("this quarter")).toEqual(range("2026-04-01", "2026-07-01"));
  expect(rangeOf("next year")).toEqual(range("2027-01-01", "2028-01-01"));
  expect(compile({ field: "closedAt", op: "within", value: "today" })).toEqual({
    closedAt: {
      greaterThanOrEqualTo: new Date(2026, 4, 15).toISOString(),
      lessThan: new Date(2026, 4, 16).toISOString(),
    },
  });
  expect(compile({ field: "expectedCloseDate", op: "between", value: ["2026-05-01", "2026-05-03"] })).toEqual(
    range("2026-05-01", "2026-05-04"),
  );
  expect(compile({ field: "expectedCloseDate", op: "between", value: ["2026-05-01", ""] })).toBeUndefined();
});

test("deals that are open or won are those in any stage that means so, also one that was made later", () => {
  const stage = (id: string, outcome: string) => ({
    id,
    outcome,
    pipelineId: "",
    name: id,
    position: 0,
    color: "",
    probability: 0,
  });
  const pipelines = [
    { id: "", name: "", position: 0, stages: [stage("lead", "open"), stage("won", "won"), stage("lost", "lost")] },
  ];
  const open = { field: "stageId", op: "outcome", value: ["open", "won"] };
  expect(compileFilter(open, deals, { ...metadata, pipelines }, now)).toEqual({ stageId: { in: ["lead", "won"] } });
});

test("deals without a next task are those about which nothing is open", () => {
  const open = { status: { equalTo: "open" } };
  expect(compile({ field: "record.task", op: "empty" })).toEqual({
    record: { taskTargets: { none: { task: open } } },
  });
  expect(compile({ field: "record.task", op: "overdue" })).toEqual({
    record: { taskTargets: { some: { task: { ...open, dueAt: { lessThan: new Date(2026, 4, 15).toISOString() } } } } },
  });
});

test("conditions that nobody has finished are left out", () => {
  const node = { and: [{ field: "title", op: "contains", value: "x" }, { or: [{ field: "value", op: "gt" }] }] };
  expect(finished(readFilter(node), deals)).toEqual({ and: [{ field: "title", op: "contains", value: "x" }] });
});

test("a condition on a field that is gone does not count", () => {
  expect(
    compile({
      and: [
        { field: "gone", op: "is", value: "x" },
        { field: "stageId", op: "any", value: ["a"] },
      ],
    }),
  ).toEqual({ stageId: { in: ["a"] } });
});

test("a field of several records is asked about through its links", () => {
  const some = (wanted: object) => ({ partnersLinks: wanted });
  expect(compile({ field: "partners", op: "any", value: ["a", "b"] })).toEqual(
    some({ some: { targetId: { in: ["a", "b"] } } }),
  );
  expect(compile({ field: "partners", op: "none", value: ["a"] })).toEqual(some({ none: { targetId: { in: ["a"] } } }));
  expect(compile({ field: "partners", op: "contains", value: "acme" })).toEqual(
    some({ some: { target: { title: { includesInsensitive: "acme" } } } }),
  );
  expect(compile({ field: "partners", op: "empty" })).toEqual({ partnersLinksExist: false });
});
