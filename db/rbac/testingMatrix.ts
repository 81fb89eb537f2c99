import type { Queries } from "../testing.ts";

/** The roles whose rights are tried in every way there is: the shipped ones, and three that somebody could make. */
export const madeRoles: Record<string, Record<string, unknown>[]> = {
  "Support Rep": [
    { object: "deals", read: "all" },
    { object: "notes", read: "all", create: true, update: "all", delete: "all" },
    { object: "tasks", read: "all", create: true, update: "all", delete: "all" },
  ],
  "Sales Rep": [{ object: "deals", read: "own", create: true, update: "own", delete: "own" }],
  Consultant: [{ object: "companies", read: "all" }],
};

/** Makes those three roles; gives the key of each of the six by its name. */
export async function makeRoles(owner: Queries): Promise<Record<string, string>> {
  const keys: Record<string, string> = {};
  for (const [name, permissions] of Object.entries(madeRoles)) {
    const [role] = await owner.rows<{ id: string; key: string }>("select * from app_public.create_role($1)", [name]);
    await owner.query("select app_public.set_permissions($1, $2)", [role?.id, JSON.stringify(permissions)]);
    keys[name] = role?.key ?? "";
  }
  return { Admin: "admin", User: "user", "Read-only": "read_only", ...keys };
}

export interface MatrixObject {
  name: string;
  table: string;
  /** A text column that one may write. */
  column: string;
  api_name: string;
  api_name_plural: string;
  rest_name: string;
}

export async function readObjects(owner: Queries): Promise<MatrixObject[]> {
  return owner.rows<MatrixObject>(`
    select o.name, app_hidden.object_table(o.name)::text as table, o.api_name, o.api_name_plural, o.rest_name,
      (select f.column_name from app_public.fields f
       where f.object = o.name and f.type = 'text' and not f.is_read_only and f.column_name is not null
         and not exists (select from pg_attribute a where a.attrelid = app_hidden.object_table(o.name) and a.attname = f.column_name and a.attgenerated <> '')
       order by f.is_required desc, f.position limit 1) as column
    from app_public.objects o order by o.position`);
}

export interface Permission {
  read: "none" | "own" | "all";
  create: boolean;
  update: "none" | "own" | "all";
  delete: "none" | "own" | "all";
}

export async function permissionOf(owner: Queries, role: string, object: string): Promise<Permission> {
  const [row] = await owner.rows<Permission>(
    `select p.read, p."create", p.update, p.delete from app_public.permissions p
     join app_public.roles r on r.id = p.role_id where r.key = $1 and p.object = $2`,
    [role, object],
  );
  return row ?? { read: "none", create: false, update: "none", delete: "none" };
}

/** Two records of an object: one of this person, one of another. */
export interface Pair {
  mine: string;
  theirs: string;
}

export async function makePair(
  owner: Queries,
  { table, column }: MatrixObject,
  { me, other }: { me: string; other: string },
): Promise<Pair> {
  const rows = await owner.rows<{ id: string }>(
    `insert into ${table} (${column}, owner_id) values ('Zebra mine', $1), ('Zebra theirs', $2) returning id`,
    [me, other],
  );
  return { mine: rows[0]?.id ?? "", theirs: rows[1]?.id ?? "" };
}

/** Which of the pair somebody with this scope reaches. */
export function within(scope: Permission["read"], { mine, theirs }: Pair): string[] {
  return scope === "all" ? [mine, theirs].sort() : scope === "own" ? [mine] : [];
}
