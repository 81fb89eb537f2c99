-- Where a column can go, and how a mapping is read.
create function app_public.import_targets(object text)
returns table (
  field text, label text, type text, column_name name, column_type text, column_default text, target_object text, title_of_target name,
  link_table name, settings jsonb, is_required boolean, is_unique boolean, is_list boolean, is_for_new_only boolean, "position" integer
)
language sql stable rows 30 as $$
  with o as (select * from app_public.objects o where o.name = import_targets.object),
  a as (
    select a.attname, format_type(a.atttypid, a.atttypmod) as type, pg_get_expr(d.adbin, d.adrelid) as default, a.attgenerated
    from o join pg_catalog.pg_attribute a on a.attrelid = format('%I.%I', o.schema_name, o.name)::regclass
    left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped
  )
  select f.name, f.label, f.type, f.column_name, a.type, a.default, f.target_object, t.title_column, f.link_table, f.settings,
    f.is_required and a.default is null, f.is_unique, f.type in ('emails', 'phones', 'multi_enum', 'many_to_many'), f.name = 'created_at', f.position
  from o join app_public.fields f on f.object = o.name
  left join a on a.attname = f.column_name
  left join app_public.objects t on t.name = f.target_object
  where f.is_active and f.type <> 'formula'
    and (not f.is_read_only or f.name = 'created_at' or o.name = 'contacts' and f.name = 'name' or o.name = 'tasks' and f.name = 'done_at')
    and (f.column_name is null or a.attname is not null)
  union all
  select f.name, f.label, f.type, null, null, null, f.target_object, t.title_column, f.link_table, f.settings, false, false, true, false, f.position
  from app_hidden.about_fields(import_targets.object) f join app_public.objects t on t.name = f.target_object
  union all
  select 'id', 'ID', 'id', 'id', 'uuid', null, null, null, null, '{}', false, true, false, false, 990
  union all
  select a.attname, 'Currency', 'currency_code', a.attname, a.type, a.default, null, null, null, '{}', false, false, false, false, 991
  from a where a.attname in (select f.settings ->> 'currency_column' from app_public.fields f where f.object = import_targets.object and f.type = 'currency')
    and not exists (select from app_public.fields f where f.object = import_targets.object and f.column_name = a.attname)
$$;
comment on function app_public.import_targets is
  'What a column of a file can go into: the fields that can be written, the id, what notes and tasks are about, the currency of an amount, and the whole name of a contact, which is taken apart.';

create type app_hidden.import_slot as (
  n integer, field text, label text, type text, column_name name, column_type text, column_default text, target_object text,
  title_of_target name, link_table name, settings jsonb, is_required boolean, is_unique boolean, is_for_new_only boolean,
  columns integer[], part text, match text, missing text, "values" jsonb, pipeline_columns integer[], is_self boolean, warns_of_empty boolean
);
comment on type app_hidden.import_slot is 'One column of the object''s table, and the columns of the file that fill it.';

create function app_hidden.import_slots(import_id uuid) returns setof app_hidden.import_slot
language plpgsql stable as $$
declare
  v_import app_public.imports;
  v_entry record;
  v_fault text;
begin
  select * into strict v_import from app_public.imports i where i.id = import_slots.import_id;
  for v_entry in
    select m.*, t.field as known, t.label, t.is_list or t.type in ('text', 'long_text') and not t.is_unique or t.settings @> '{"options": "stages"}' as takes_several from jsonb_to_recordset(v_import.mapping) m ("column" integer, field text, match text)
    left join app_public.import_targets(v_import.object) t on t.field = m.field
  loop
    v_fault := case
      when v_entry.known is null then format('“%s” is not a field that an import can fill.', left(v_entry.field, 60))
      when v_entry."column" is null or v_entry."column" not between 0 and jsonb_array_length(v_import.columns) - 1
        then format('The file has no column %s.', coalesce(v_entry."column"::text, 'null'))
      when not v_entry.takes_several and (
        select count(*) > 1 from jsonb_to_recordset(v_import.mapping) m (field text) where m.field = v_entry.field)
        then format('Only one column can go into “%s”.', v_entry.label)
    end;
    if v_fault is not null then
      perform app_hidden.fail('RM400', 'imports_mapping_known', v_fault, field => 'mapping');
    end if;
  end loop;
  if jsonb_array_length(v_import.mapping) = 0 then
    perform app_hidden.fail('RM400', 'imports_mapping_given', 'No column goes into a field yet.', 'Match at least one column.', 'mapping');
  end if;

  return query
  with mapped as (
    select m.field, array_agg(m."column" + 1 order by m.place) as columns, (array_agg(m.match) filter (where m.match <> ''))[1] as match,
      (array_agg(m.missing) filter (where m.missing <> ''))[1] as missing, (array_agg(m."values") filter (where m."values" <> '{}'))[1] as "values",
      min((v_import.columns -> m."column" ->> 'filled')::numeric) as filled
    from rows from (jsonb_to_recordset(v_import.mapping) as ("column" integer, field text, match text, missing text, "values" jsonb)) with ordinality
      m ("column", field, match, missing, "values", place)
    group by m.field
  ),
  parts as (
    select t.*, m.columns, m.match, m.missing, m."values", m.filled, null::text as part from mapped m join app_public.import_targets(v_import.object) t on t.field = m.field
    where not (v_import.object = 'contacts' and m.field = 'name')
    union all
    -- A whole name fills both parts of it, unless a column of their own does.
    select t.*, m.columns, null, null, null, null, split_part(t.field, '_', 1)
    from mapped m join app_public.import_targets('contacts') t on t.field in ('first_name', 'last_name')
    where v_import.object = 'contacts' and m.field = 'name' and t.field not in (select field from mapped)
    union all
    -- What an amount is in may stand in its cells, if no column of its own says it.
    select t.*, m.columns, null, null, null, null, 'currency'
    from mapped m join app_public.import_targets(v_import.object) v on v.field = m.field and v.type = 'currency'
    join app_public.import_targets(v_import.object) t on t.type = 'currency_code' and t.column_name = v.settings ->> 'currency_column'
    where t.field not in (select field from mapped) and v_import.options ->> 'emptyCells' is distinct from 'clear'
    union all
    -- One column may say when deals were closed and, of those that are open, when they are going to be.
    select t.*, m.columns, null, null, null, null, 'open'
    from mapped m join app_public.import_targets(v_import.object) t on t.field = 'expected_close_date'
    where v_import.object = 'deals' and m.field = 'closed_at' and t.field not in (select field from mapped)
  )
  -- What pipeline a row means is to be known before its stage.
  select (row_number() over (order by p.settings ->> 'options' is distinct from 'pipelines', p.position, p.field))::integer, p.field, p.label,
    case when p.settings ? 'options' then p.settings ->> 'options' else p.type end,
    p.column_name, p.column_type, p.column_default, p.target_object, p.title_of_target, p.link_table, p.settings, p.is_required, p.is_unique,
    p.is_for_new_only, p.columns, p.part, coalesce(p.match, 'auto'),
    coalesce(p.missing, case
      when p.type = 'relation' or p.type = 'many_to_many' then
        case when app_hidden.may_create(p.target_object) then 'create' else 'reject' end
      when p.settings ->> 'options' in ('stages', 'pipelines') then case when app_hidden.can_manage('pipelines') then 'create' else 'reject' end
      when p.type = 'member' then 'empty'
      else 'reject' end),
    coalesce(p."values", '{}'),
    (select m.columns from mapped m join app_public.import_targets(v_import.object) t on t.field = m.field
     where t.settings ->> 'options' = 'pipelines' and p.settings ->> 'options' = 'stages'),
    coalesce(p.target_object = v_import.object and p.type in ('relation', 'many_to_many'), false),
    p.type = 'relation' and p.target_object <> v_import.object and coalesce(p.filled >= 0.5, false)
  from parts p;
end
$$;
comment on function app_hidden.import_slots is 'The mapping of an import, field by field, with what was left open decided. Raises RM400 when it cannot be.';

create function app_hidden.may_create(object text) returns boolean
language sql stable security definer set search_path = ''
return app_hidden.is_owner() or exists (
  select from app_public.permissions p where p.role_id = app_hidden.role_id() and p.object = may_create.object and p."create");
comment on function app_hidden.may_create is 'Whether the role in force creates records of this object.';
grant execute on function app_public.import_targets, app_hidden.import_slots, app_hidden.may_create to :MEMBER;
