import type pg from "pg";

interface Routine {
  /** Schema, name and parameter types: what PostgreSQL tells functions apart by. */
  name: string;
  kind: string;
  result: string;
  definition: string;
  comment: string | null;
  /** Who may execute it beside its owner. */
  callers: string[];
  /** The functions whose body PostgreSQL ties to this one, so that it cannot be dropped without them. */
  usedBy: string[];
}

/**
 * The statements that make the functions of `from` those of `to`, with their comments and grants, in the order in which `to` made them.
 * Role names stand as placeholders.
 */
export async function changedFunctions({ from, to }: { from: pg.ClientBase; to: pg.ClientBase }): Promise<string> {
  const old = await routinesOf(from);
  const now = await routinesOf(to);
  const renewed = new Set<string>(); // dropped and made again: a function cannot be replaced by one with another result
  const renew = (routine: Routine) => {
    if (renewed.has(routine.name)) return;
    for (const name of routine.usedBy) {
      const user = old.get(name);
      if (user) renew(user);
    }
    renewed.add(routine.name);
  };
  for (const { name, result } of now.values()) {
    const before = old.get(name);
    if (before && before.result !== result) renew(before);
  }
  const gone = [...old.values()].filter(({ name }) => !now.has(name));
  return [
    ...[...renewed].map((name) => `drop function ${name};`),
    ...[...now.values()].flatMap((routine) =>
      differences(renewed.has(routine.name) ? undefined : old.get(routine.name), routine),
    ),
    ...gone.map(({ name, kind }) => (renewed.has(name) ? "" : `drop ${kind} ${name};`)).filter(Boolean),
  ].join("\n\n");
}

function differences(old: Routine | undefined, { name, kind, definition, comment, callers }: Routine): string[] {
  const statements = [];
  if (old?.definition !== definition) statements.push(`${definition.trimEnd()};`);
  if ((old?.comment ?? null) !== comment) statements.push(`comment on ${kind} ${name} is ${literal(comment)};`);
  const added = callers.filter((caller) => !old?.callers.includes(caller));
  const removed = (old?.callers ?? []).filter((caller) => !callers.includes(caller));
  if (added.length > 0) statements.push(`grant execute on ${kind} ${name} to ${added.join(", ")};`);
  if (removed.length > 0) statements.push(`revoke execute on ${kind} ${name} from ${removed.join(", ")};`);
  return statements;
}

const literal = (text: string | null) => (text === null ? "null" : `$comment$${text}$comment$`);

/** What app_hidden.track makes for each object is not here: a migration calls it for all of them. */
async function routinesOf(client: pg.ClientBase): Promise<Map<string, Routine>> {
  const { rows } = await client.query<Routine & { prefix: string }>(`
    select p.oid::regprocedure::text as name, case prokind when 'p' then 'procedure' else 'function' end as kind,
      coalesce(pg_get_function_result(p.oid), '') || ' ' || pronargdefaults || ' ' || coalesce(proargnames::text, '') as result,
      pg_get_functiondef(p.oid) as definition, obj_description(p.oid, 'pg_proc') as comment,
      array(select coalesce(nullif(a.grantee, 0)::regrole::text, 'public') from aclexplode(p.proacl) a where a.grantee <> a.grantor order by 1) as callers,
      array(select d.objid::regprocedure::text from pg_catalog.pg_depend d
        where d.refclassid = 'pg_proc'::regclass and d.refobjid = p.oid and d.classid = 'pg_proc'::regclass) as "usedBy",
      (select role_prefix from app_private.settings) as prefix
    from pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
    where n.nspname in ('app_public', 'app_hidden', 'app_private') and prokind in ('f', 'p') and proname not like '%: track'
    order by p.oid`);
  return new Map(
    rows.map(({ prefix, ...routine }) => {
      const roles = new RegExp(`\\b${prefix}(authenticator|anonymous|member|worker)\\b`, "g");
      const placeholders = (text: string) => text.replaceAll(roles, (_, role: string) => `:${role.toUpperCase()}`);
      return [
        routine.name,
        { ...routine, definition: placeholders(routine.definition), callers: routine.callers.map(placeholders) },
      ];
    }),
  );
}
