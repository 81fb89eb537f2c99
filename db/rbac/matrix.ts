import { join } from "node:path";
import type { QueryResult } from "pg";

export const matrixFile = join(import.meta.dirname, "matrix.txt");

/** What each shipped role may do, as a table for people: db/rbac/matrix.txt. */
export async function describeMatrix(client: {
  query(sql: string): Promise<QueryResult<Record<string, string>>>;
}): Promise<string> {
  const roles = await client.query(
    "select key, name, array_to_string(settings, ', ') as settings from app_public.roles where is_shipped order by id",
  );
  const cells = await client.query(`
    select r.key as role, p.object, p.read, case when p."create" then 'yes' else 'no' end as "create", p.update, p.delete
    from app_public.permissions p
    join app_public.roles r on r.id = p.role_id and r.is_shipped
    join app_public.objects o on o.name = p.object
    order by r.id, o.position`);
  const line = (...words: (string | undefined)[]) =>
    words
      .map((word = "", n) => word.padEnd(n === 0 ? 12 : 8))
      .join("")
      .trimEnd();
  return roles.rows
    .map(({ key, name, settings }) =>
      [
        `${name} (manages ${settings || "nothing"})`,
        line("", "read", "create", "update", "delete"),
        ...cells.rows
          .filter(({ role }) => role === key)
          .map(({ object, read, create, update, delete: remove }) => line(object, read, create, update, remove)),
        "",
      ].join("\n"),
    )
    .join("\n");
}
