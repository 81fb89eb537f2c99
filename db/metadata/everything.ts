import { describeSchema } from "../schema.ts";
import type { Queries } from "../testing.ts";

/** Catalogue and metadata, to be compared. */
export async function everything(owner: Queries): Promise<string> {
  const rows = await owner.rows<{ all: string }>(`
    select (select json_agg(o order by o.name)::text from app_public.objects o) || (select json_agg(f order by f.id)::text from app_public.fields f)
      || coalesce((select json_agg(p order by p.id)::text from app_public.field_options p), '') || coalesce((select json_agg(v order by v.id)::text from app_public.views v), '')
      || (select version::text from app_private.schema_versions) as all`);
  return (await describeSchema(owner, { inFull: true })) + rows[0]?.all;
}
