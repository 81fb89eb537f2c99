--! Previous: sha1:e52030fc8672bbc957c9e4653c5fc82078a80004
--! Hash: sha1:24f609479e650e8381f35064ba645acc30aaffdc
--! Message: v0-8-0

alter table app_public.imports add column pipelines uuid[] not null default '{}';
comment on column app_public.imports.pipelines is E'@behavior -*\nThe pipelines it made, which undo takes back when nothing is in them.';

CREATE OR REPLACE FUNCTION app_hidden.complete_pipeline(id uuid)
 RETURNS void
 LANGUAGE sql
BEGIN ATOMIC
 INSERT INTO app_public.stages (pipeline_id, name, "position", color, probability, outcome)  SELECT complete_pipeline.id AS id,
             w.name,
             (m.first + w.place),
             w.color,
             w.probability,
             w.outcome
            FROM (( VALUES ('Open'::text,0,'blue'::text,20,'open'::text), ('Won'::text,1,'green'::text,100,'won'::text), ('Lost'::text,2,'red'::text,0,'lost'::text)) w(name, place, color, probability, outcome)
              CROSS JOIN LATERAL ( SELECT
                         CASE w.outcome
                             WHEN 'open'::text THEN COALESCE((min(s."position") - 1), 1)
                             ELSE COALESCE(max(s."position"), 1)
                         END AS first
                    FROM app_public.stages s
                   WHERE (s.pipeline_id = complete_pipeline.id)) m)
           WHERE (NOT (EXISTS ( SELECT
                    FROM app_public.stages s
                   WHERE ((s.pipeline_id = complete_pipeline.id) AND (s.outcome = w.outcome)))));
END;

comment on function app_hidden.complete_pipeline(uuid) is $comment$Gives a pipeline what it lacks of a first stage, Open, and of stages for won and for lost deals.$comment$;

grant execute on function app_hidden.complete_pipeline(uuid) to :MEMBER;

CREATE OR REPLACE FUNCTION app_public.add_pipeline(name text)
 RETURNS app_public.pipelines
 LANGUAGE plpgsql
AS $function$
declare
  v_pipeline app_public.pipelines;
begin
  perform app_hidden.must_manage('pipelines');
  insert into app_public.pipelines (name, position)
  values (btrim(add_pipeline.name), (select coalesce(max(p.position), 0) + 1 from app_public.pipelines p)) returning * into v_pipeline;
  perform app_hidden.complete_pipeline(v_pipeline.id);
  return v_pipeline;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.records_around(record_id uuid)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 STABLE ROWS 100
AS $function$
declare
  v_leading text;
begin
  return next record_id;
  select string_agg(case
    when f.link_table is null then format('select t.id from %s t where t.%I = $1', app_hidden.object_table(f.object), f.column_name)
    else format('select l.source_id from app_custom.%I l where l.target_id = $1', f.link_table) end, ' union ')
  into v_leading
  from app_public.records r
  join app_public.fields f on f.target_object = r.object and f.type in ('relation', 'many_to_many') and f.is_active
  join app_public.objects o on o.name = f.object and o.is_active
  where r.id = records_around.record_id;
  if v_leading is not null then
    return query execute v_leading using record_id;
  end if;
end
$function$;

comment on function app_hidden.records_around(uuid) is $comment$A record, and those that lead to it by any field, as far as the caller may see them.$comment$;

grant execute on function app_hidden.records_around(uuid) to :MEMBER;

CREATE OR REPLACE FUNCTION app_public.notes_around(record_id uuid, related boolean DEFAULT true)
 RETURNS SETOF app_public.note_targets
 LANGUAGE sql
 STABLE ROWS 100
BEGIN ATOMIC
 SELECT n.note_id,
     n.record_id
    FROM ( SELECT DISTINCT ON (t.note_id) t.note_id,
             t.record_id
            FROM app_public.note_targets t
           WHERE (t.record_id IN ( SELECT a.id
                    FROM app_hidden.records_around(notes_around.record_id) a(id)
                   WHERE (notes_around.related OR (a.id = notes_around.record_id))))
           ORDER BY t.note_id DESC, (t.record_id = notes_around.record_id) DESC, t.record_id) n
   ORDER BY n.note_id DESC;
END;

comment on function app_public.notes_around(uuid,boolean) is $comment$The notes about a record, newest first, and if related about those that lead to it: of a company, about its contacts and deals too. Each once, about the record itself where it is.$comment$;

grant execute on function app_public.notes_around(uuid,boolean) to :MEMBER;

CREATE OR REPLACE FUNCTION app_public.tasks_around(record_id uuid, related boolean DEFAULT true)
 RETURNS SETOF app_public.task_targets
 LANGUAGE sql
 STABLE ROWS 100
BEGIN ATOMIC
 SELECT n.task_id,
     n.record_id
    FROM ( SELECT DISTINCT ON (t.task_id) t.task_id,
             t.record_id
            FROM app_public.task_targets t
           WHERE (t.record_id IN ( SELECT a.id
                    FROM app_hidden.records_around(tasks_around.record_id) a(id)
                   WHERE (tasks_around.related OR (a.id = tasks_around.record_id))))
           ORDER BY t.task_id DESC, (t.record_id = tasks_around.record_id) DESC, t.record_id) n
   ORDER BY n.task_id DESC;
END;

comment on function app_public.tasks_around(uuid,boolean) is $comment$The tasks about a record, newest first, and if related about those that lead to it: of a company, about its contacts and deals too. Each once, about the record itself where it is.$comment$;

grant execute on function app_public.tasks_around(uuid,boolean) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_slots(import_id uuid)
 RETURNS SETOF app_hidden.import_slot
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  v_import app_public.imports;
  v_entry record;
  v_fault text;
begin
  select * into strict v_import from app_public.imports i where i.id = import_slots.import_id;
  for v_entry in
    select m.*, t.field as known, t.label, t.is_list or t.type in ('text', 'long_text') and not t.is_unique as takes_several from jsonb_to_recordset(v_import.mapping) m ("column" integer, field text, match text)
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
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_pipeline(stage_key text, OUT pipeline_id uuid, OUT is_any boolean)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  v_pipeline constant text := split_part(import_pipeline.stage_key, E'\x1f', 2);
begin
  select k.target, k.target is null and s.missing = 'empty' into pipeline_id, is_any
  from pg_temp.import_state i cross join unnest(i.slots) s join pg_temp.import_keys k on k.slot = s.n
  where s.type = 'pipelines' and k.key = v_pipeline;
  is_any := v_pipeline = '' or coalesce(is_any, false);
end
$function$;

comment on function app_hidden.import_pipeline(text) is $comment$Of the key of a stage, which has the pipeline behind it: what pipeline that means (null when none is called so), and whether it may be any.$comment$;

grant execute on function app_hidden.import_pipeline(text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_find(slot app_hidden.import_slot)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_table regclass;
  v_by record;
begin
  if slot.type = 'pipelines' then
    update pg_temp.import_keys k set target = (
      select p.id from app_public.pipelines p where p.id::text = k.wanted or app_hidden.fold(p.name) = app_hidden.fold(btrim(k.wanted)) order by p.position limit 1)
    where k.slot = slot.n;
  elsif slot.type = 'stages' then
    update pg_temp.import_keys k set target = (
      select s.id from app_public.stages s join app_public.pipelines p on p.id = s.pipeline_id
      where (s.id::text = split_part(k.wanted, E'\x1f', 1) or app_hidden.fold(s.name) = app_hidden.fold(btrim(split_part(k.wanted, E'\x1f', 1))))
        and (i.is_any or p.id = i.pipeline_id)
      order by p.position, s.position limit 1)
    from (select k.key, p.* from pg_temp.import_keys k cross join app_hidden.import_pipeline(k.key) p where k.slot = slot.n) i
    where k.slot = slot.n and k.key = i.key;
  elsif slot.type in ('enum', 'multi_enum') then
    update pg_temp.import_keys k set value = o.value
    from app_public.fields f join app_public.field_options o on o.field_id = f.id
    where k.slot = slot.n and f.column_name = slot.column_name and f.name = slot.field and f.object = (select s.object from pg_temp.import_state s)
      and (o.value = k.wanted or app_hidden.fold(o.label) = app_hidden.fold(k.wanted));
  elsif slot.type = 'member' then
    update pg_temp.import_keys k set
      target = case when u.named = 1 or u.is_address then u.id end,
      problem = case when u.named > 1 and not u.is_address then format('%s members are called “%s”.', u.named, left(k.key, 80)) end
    from (
      select k.key, (array_agg(u.id order by lower(u.email) = lower(k.wanted) desc, u.is_active desc))[1] as id, count(*) as named,
        bool_or(lower(u.email) = lower(k.wanted) or u.id::text = k.wanted) as is_address
      from pg_temp.import_keys k
      join app_public.users u on lower(u.email) = lower(k.wanted) or app_hidden.fold(u.name) = app_hidden.fold(k.wanted) or u.id::text = k.wanted
      where k.slot = slot.n group by k.key) u
    where k.slot = slot.n and k.key = u.key;
  else
    v_table := app_hidden.object_table(slot.target_object);
    for v_by in
      -- In the order in which a match counts; each finds what the one before has not.
      select b.* from (
        select 1 as place, 'id' as name, $q$case when k.wanted ~ '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$' then k.wanted::uuid end$q$ as key, 't.id = w.key' as condition
        union all
        select 2, f.name, $q$lower(app_hidden.import_address(k.wanted))$q$, format('t.%I @> array[w.key]', f.column_name)
        from app_public.fields f where f.object = slot.target_object and f.type = 'emails' and f.is_active
        union all
        select 3, f.name, $q$case when k.wanted ~ '^\S+\.\S+$' and k.wanted not like '%@%' then app_hidden.domain_of(k.wanted) end$q$, format('t.%I = w.key', f.column_name)
        from app_public.fields f where f.object = slot.target_object and f.name = 'domain' and f.type = 'text' and f.is_active
        union all
        select 4, 'title', 'app_hidden.fold(left(k.wanted, 200))', format(
          $q$t.id in (select r.id from app_public.records r where r.object = %L and r.title_key collate "C" = w.key)$q$, slot.target_object)
        union all
        select 5, f.name, case f.type when 'number' then $q$case when pg_input_is_valid(k.wanted, 'numeric') then k.wanted::numeric end$q$ else 'lower(k.wanted)' end,
          format(case f.type when 'number' then 't.%I = w.key' else 'lower(t.%I) = w.key' end, f.column_name)
        from app_public.fields f
        where f.object = slot.target_object and f.type in ('text', 'number', 'url') and f.is_active and f.name <> 'domain' and f.column_name is not null
          and (slot.match = f.name or slot.match = 'auto' and f.is_unique)
      ) b
      where slot.match = 'auto' or slot.match = b.name or slot.match in ('email', 'emails') and b.place = 2
      order by b.place
    loop
      execute case when v_by.place = 4 then format($q$
        with found as (
          select k.key, array_agg(r.id) as ids,
            array_agg(r.id) filter (where r.title = k.wanted) as exact
          from pg_temp.import_keys k
          join app_public.records r on r.object = %L and r.title_key collate "C" = app_hidden.fold(left(k.wanted, 200))
          where k.slot = $1 and k.target is null and k.problem is null group by k.key)
      $q$, slot.target_object) else format($q$
        with wanted as materialized (select k.key as name, %s as key from pg_temp.import_keys k where k.slot = $1 and k.target is null and k.problem is null),
        found as (select w.name as key, array_agg(t.id) as ids, null::uuid[] as exact from wanted w join %s t on %s where w.key is not null group by w.name)
      $q$, v_by.key, v_table, v_by.condition) end || $q$
        update pg_temp.import_keys k set
          target = case when cardinality(f.ids) = 1 then f.ids[1] when cardinality(f.exact) = 1 then f.exact[1] end,
          problem = case when cardinality(f.ids) > 1 and coalesce(cardinality(f.exact), 0) <> 1 then format('%s records of %s match “%s”.', cardinality(f.ids), $2, left(k.key, 80)) end
        from found f where k.slot = $1 and k.key = f.key
      $q$ using slot.n, replace(slot.target_object, '_', ' ');
    end loop;
    -- Nothing is called by an id, so nothing is made for one either.
    update pg_temp.import_keys k set problem = format('There is no record of %s with the id “%s”.', replace(slot.target_object, '_', ' '), k.wanted)
    where k.slot = slot.n and k.target is null and k.problem is null and k.wanted ~ '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$';
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_makes(slot app_hidden.import_slot)
 RETURNS boolean
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  return slot.missing = 'create' and slot.type in ('relation', 'many_to_many', 'stages', 'pipelines')
    and exists (select from pg_temp.import_keys k where k.slot = slot.n and k.target is null and k.problem is null);
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_plan(slot app_hidden.import_slot)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
begin
  if not app_hidden.import_makes(slot) then
    return;
  end if;
  with named as materialized (
    select k.key, k.uses, n.name, app_hidden.fold(left(case when slot.target_object = 'contacts' then coalesce(app_hidden.import_address(n.name), n.name) else n.name end, 200)) as folded, n.pipeline_id
    from pg_temp.import_keys k
    cross join lateral (
      select case when slot.type in ('stages', 'pipelines') then btrim(split_part(k.wanted, E'\x1f', 1)) else k.wanted end as name,
        case slot.type when 'stages' then (
          select case when i.is_any then (select p.id from app_public.pipelines p order by p.position, p.id limit 1) else i.pipeline_id end
          from app_hidden.import_pipeline(k.key) i) end as pipeline_id) n
    where k.slot = slot.n and k.target is null and k.problem is null and (slot.type <> 'stages' or n.pipeline_id is not null)
  ),
  made as materialized (select m.* from pg_temp.import_made m where m.slot in (select s.n from app_hidden.import_kin(import_plan.slot) s)),
  -- Of several spellings the most frequent one.
  planned as (
    insert into pg_temp.import_made (id, slot, folded, wanted, pipeline_id)
    select uuidv7(), slot.n, n.folded, (array_agg(n.name order by n.uses desc, n.name = lower(n.name), n.key))[1], n.pipeline_id
    from named n where not exists (select from made m where m.folded = n.folded and m.pipeline_id is not distinct from n.pipeline_id)
    group by n.folded, n.pipeline_id returning *
  )
  update pg_temp.import_keys k set target = p.id
  from named n join (select * from planned union all select * from made) p on p.folded = n.folded and p.pipeline_id is not distinct from n.pipeline_id
  where k.slot = slot.n and k.key = n.key;
  if found then
    analyze pg_temp.import_made;
  end if;
end
$function$;

comment on function app_hidden.import_plan(app_hidden.import_slot) is $comment$Gives an id to each record, pipeline or stage that import_keys names, nothing is called by, and may be made.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.import_make()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_slot app_hidden.import_slot;
  v_kin app_hidden.import_slot;
  v_one record;
  v_insert text;
  v_code text;
  v_rule text;
  v_column text;
  v_message text;
  v_stop constant text := E'\x1f';
  v_name constant text := $q$nullif(btrim(regexp_replace(m.wanted, '\S+@\S+', '', 'g'), ' "'), '')$q$;
begin
  for v_slot in
    select s.* from pg_temp.import_state i cross join unnest(i.slots) s where s.n in (select m.slot from pg_temp.import_made m) order by s.n
  loop
    perform app_hidden.import_forget(v_slot);
    v_insert := case
      when v_slot.type = 'pipelines' then 'select app_hidden.import_make_pipeline(m.id, m.wanted) from (select * from pg_temp.import_made order by folded) m where m.slot = $1'
      when v_slot.type = 'stages' then 'select app_hidden.import_make_stage(m.id, m.pipeline_id, m.wanted) from (select * from pg_temp.import_made order by folded) m where m.slot = $1'
      else format('insert into %s %s from pg_temp.import_made m where m.slot = $1', app_hidden.object_table(v_slot.target_object), case v_slot.target_object
        when 'contacts' then
          format('(id, first_name, last_name, emails) select m.id, app_hidden.import_name_part(%1$s, ''first''), app_hidden.import_name_part(%1$s, ''last''),', v_name) || $q$
            case when m.wanted like '%@%' then array[coalesce(app_hidden.import_address(m.wanted), m.wanted)] else '{}' end$q$
        when 'companies' then
          $q$(id, name, domain) select m.id, m.wanted, case when m.wanted ~* '^(https?://)?[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/\S*)?$' then m.wanted end$q$
        else format('(id, %I) select m.id, m.wanted', v_slot.title_of_target) end) end;
    begin
      execute v_insert using v_slot.n;
      continue;
    exception when data_exception or integrity_constraint_violation or insufficient_privilege or sqlstate 'RM400' or sqlstate 'RM403' or sqlstate 'RM409' or raise_exception then
      null; -- one of them is refused: each by itself, to know which
    end;
    for v_one in select * from pg_temp.import_made m where m.slot = v_slot.n loop
      begin
        execute v_insert || ' and m.id = $2' using v_slot.n, v_one.id;
      exception when data_exception or integrity_constraint_violation or insufficient_privilege or sqlstate 'RM400' or sqlstate 'RM403' or sqlstate 'RM409' or raise_exception then
        get stacked diagnostics v_code = returned_sqlstate, v_rule = constraint_name, v_column = column_name, v_message = message_text;
        update pg_temp.import_made m set problem = v_stop || format(case v_slot.type when 'stages' then 'The stage “%s” cannot be made: %3$s' when 'pipelines' then 'The pipeline “%s” cannot be made: %3$s' else '“%s” cannot be made in %s: %s' end,
            left(m.wanted, 80), replace(v_slot.target_object, '_', ' '), app_hidden.import_reason(v_code, v_rule, v_column, coalesce(v_slot.target_object, v_slot.type), v_message)) || v_stop || left(m.wanted, 200)
        where m.id = v_one.id;
      end;
    end loop;
    for v_kin in select * from app_hidden.import_kin(v_slot) loop
      execute format(case v_kin.type when 'many_to_many' then $q$
        update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || ($1 || f.problem)
        from (select r."#row" as row, min(m.problem) as problem from pg_temp.import_work r join pg_temp.import_made m on m.id = any (r.%1$I) and m.problem is not null group by 1) f
        where w."#row" = f.row and w."#action" <> 'reject'
      $q$ else $q$
        update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || ($1 || m.problem)
        from pg_temp.import_made m where m.id = w.%1$I and m.problem is not null and w."#action" <> 'reject'
      $q$ end, coalesce(v_kin.column_name, v_kin.field)) using v_kin.n::text;
    end loop;
    delete from pg_temp.import_made m where m.slot = v_slot.n and m.problem is not null;
  end loop;
  perform app_hidden.complete_pipeline(m.id)
  from pg_temp.import_state i cross join unnest(i.slots) s join pg_temp.import_made m on m.slot = s.n where s.type = 'pipelines';
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_unmake()
 RETURNS void
 LANGUAGE plpgsql
AS $function$
declare
  v_slot app_hidden.import_slot;
  v_ids uuid[];
begin
  for v_slot in
    select s.* from pg_temp.import_state i cross join unnest(i.slots) s where s.n in (select m.slot from pg_temp.import_made m) order by s.n
  loop
    v_ids := app_hidden.import_forget(v_slot);
    if v_slot.type = 'stages' then
      delete from app_public.stages s where s.id = any (v_ids);
    elsif v_slot.type = 'pipelines' then
      delete from app_public.pipelines p where p.id = any (v_ids);
    elsif cardinality(v_ids) > 0 then
      perform app_hidden.import_delete(v_slot.target_object, v_ids);
    end if;
  end loop;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_make_pipeline(id uuid, name text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  perform app_hidden.must_manage('pipelines');
  insert into app_public.pipelines (id, name, position)
  values (import_make_pipeline.id, import_make_pipeline.name, (select coalesce(max(p.position), 0) + 1 from app_public.pipelines p));
end
$function$;

comment on function app_hidden.import_make_pipeline(uuid,text) is $comment$A pipeline that a file names, behind the others, without stages yet.$comment$;

grant execute on function app_hidden.import_make_pipeline(uuid,text) to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_source(import_id uuid, slots app_hidden.import_slot[], plain text, filled text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
AS $function$
begin
  -- An offset keeps each step for itself; of a bare 0 the planner believes that it needs the rows in order, and reads them by one process.
  return format('(select *, %s from (select c.row_number, c.problem, %s from (select s.row_number, s.problem, %s from app_hidden.import_cells s where s.import_id = %L offset ''0'') c offset ''0'') p offset ''0'')',
    import_source.filled, import_source.plain, (
      select string_agg(format('app_hidden.import_cell(s.cells[%1$s]) as c%1$s', u.c), ', ')
      from (select distinct unnest(s.columns || s.pipeline_columns) as c from unnest(import_source.slots) s) u where u.c is not null),
    import_source.import_id);
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_prepare(import_id uuid)
 RETURNS integer
 LANGUAGE plpgsql
AS $function$
declare
  v_import app_public.imports;
  v_options jsonb;
  v_table regclass;
  v_slots app_hidden.import_slot[];
  v_slot app_hidden.import_slot;
  v_e record;
  v_plain text := '';
  v_filled text := '';
  v_inner text := '';
  v_outer text := '';
  v_joins text := '';
  v_errors text := '';
  v_warnings text := '';
  v_id text := 'uuidv7()';
  v_missing text;
  v_rows integer;
begin
  select * into v_import from app_public.imports i where i.id = import_prepare.import_id and i.user_id = app_hidden.user_id();
  if not found then
    perform app_hidden.fail('RM404', 'imports_known', 'There is no such import of yours.', field => 'id');
  end if;
  perform app_hidden.must_manage('import');
  v_options := app_hidden.import_options(v_import.options, v_import.object);
  v_table := app_hidden.object_table(v_import.object);
  v_slots := array(select app_hidden.import_shares(v_import.id, s, v_options) from app_hidden.import_slots(v_import.id) s order by s.n);
  perform set_config('datestyle', 'ISO, ' || (v_options ->> 'dateOrder'), true),
    set_config('timezone', coalesce((select u.time_zone from app_public.users u join pg_catalog.pg_timezone_names z on z.name = u.time_zone where u.id = v_import.user_id), 'UTC'), true),
    -- A few thousand rows tell enough of a file.
    set_config('default_statistics_target', '10', true), set_config('jit', 'off', true), set_config('work_mem', '64MB', true);
  if v_import.row_count > 5000 then -- nobody has counted the file's rows for the planner yet
    perform set_config('parallel_setup_cost', '0', true), set_config('parallel_tuple_cost', '0', true);
  end if;

  if v_options ->> 'mode' <> 'update' then
    select string_agg('“' || t.label || '”', ', ' order by t.position) into v_missing
    from app_public.import_targets(v_import.object) t
    where t.is_required and t.field not in (select field from unnest(v_slots));
    if v_missing is not null then
      perform app_hidden.fail('RM400', 'imports_required_mapped', format('No column goes into %s, which every new record needs.', v_missing), 'Match a column to it, or update existing records only.', 'mapping');
    end if;
  end if;
  select string_agg(b, ', ') into v_missing from jsonb_array_elements_text(v_options -> 'matchBy') b where b not in (select field from unnest(v_slots));
  if v_missing is not null then
    perform app_hidden.fail('RM400', 'imports_match_mapped', format('Records are to be told apart by %s, into which no column goes.', v_missing), field => 'options');
  elsif v_options ->> 'mode' = 'update' and jsonb_array_length(v_options -> 'matchBy') = 0 then
    perform app_hidden.fail('RM400', 'imports_match_given', 'To update records, say by which field a row finds its record.', field => 'options');
  end if;

  create temp table import_state (import_id uuid, object text, options jsonb, slots app_hidden.import_slot[]) on commit drop;
  create temp table import_keys (
    slot integer, key text, uses bigint, wanted text, target uuid, value text, problem text, is_in_file boolean not null default false, primary key (slot, key)
  ) on commit drop;
  create temp table import_made (id uuid primary key, slot integer, folded text, wanted text, pipeline_id uuid, problem text) on commit drop;
  insert into pg_temp.import_state values (v_import.id, v_import.object, v_options, v_slots);

  -- What the file calls by name, each name once.
  foreach v_slot in array v_slots loop
    continue when v_slot.type not in ('enum', 'multi_enum', 'stages', 'pipelines', 'member', 'relation', 'many_to_many');
    select * into v_e from app_hidden.import_expressions(v_slot, v_options);
    execute format('insert into pg_temp.import_keys (slot, key, uses, wanted) select $1, k.key, count(*), coalesce(%s, %s) from (select %s as key from %s f where f.problem is null) k where k.key is not null group by k.key',
      -- What a stage is said to be is said of its name; the pipeline stands behind that.
      case when v_slot.type = 'stages' then '$2 ->> split_part(k.key, E''\x1f'', 1)' else '$2 ->> k.key' end,
      -- People are found, and made, as they are called: "Berg, Ana" is Ana Berg.
      case when v_slot.target_object = 'contacts' then $q$case when k.key like '%,%' and k.key not like '%@%'
        then concat_ws(' ', app_hidden.import_name_part(k.key, 'first'), app_hidden.import_name_part(k.key, 'last')) else k.key end$q$ else 'k.key' end,
      case when v_slot.type in ('multi_enum', 'many_to_many') then format('unnest(%s)', v_e.read) else v_e.read end, app_hidden.import_source(v_import.id, array[v_slot], v_e.plain, v_e.filled))
    using v_slot.n, v_slot.values;
    continue when v_slot.is_self;
    analyze pg_temp.import_keys;
    perform app_hidden.import_find(v_slot);
  end loop;
  if v_import.status <> 'checking' then -- what a check makes is gone again
    perform app_hidden.import_wait();
  end if;
  foreach v_slot in array v_slots loop
    continue when v_slot.is_self;
    perform app_hidden.import_plan(v_slot);
  end loop;
  analyze pg_temp.import_keys;

  -- The typed rows.
  foreach v_slot in array v_slots loop
    select * into v_e from app_hidden.import_expressions(v_slot, v_options);
    v_plain := v_plain || ', ' || v_e.plain;
    v_filled := v_filled || ', ' || v_e.filled;
    v_inner := v_inner || format(', %s as r%s', v_e.raw, v_slot.n) || format(', %s as t%s', v_e.read, v_slot.n);
    if v_slot.is_self then
      v_outer := v_outer || format(', null::%s as %I, t%s as "#key%s"', case v_slot.type when 'relation' then 'uuid' else 'uuid[]' end,
        coalesce(v_slot.column_name, v_slot.field), v_slot.n, v_slot.n);
      if v_slot.warns_of_empty then
        v_warnings := v_warnings || ', ' || v_e.warning;
      end if;
      continue;
    end if;
    if v_slot.field = 'id' then
      v_id := format('coalesce(%s, uuidv7())', v_e.value);
    end if;
    v_outer := v_outer || format(', %s as %I', v_e.value, coalesce(v_slot.column_name, v_slot.field));
    v_errors := v_errors || coalesce(', ' || v_e.error, '');
    v_warnings := v_warnings || coalesce(', ' || v_e.warning, '');
    if v_slot.type in ('enum', 'stages', 'pipelines', 'member', 'relation') then
      v_joins := v_joins || format(' left join pg_temp.import_keys l%1$s on l%1$s.slot = %1$s and l%1$s.key = x.t%1$s', v_slot.n);
    end if;
  end loop;
  execute format($q$
    create temp table import_work on commit drop as
    select x.row_number as "#row", %s as "#id", 'create'::text as "#action", false as "#suspect", false as "#later", null::jsonb as "#diff", null::text as "#title",
      -- What stands in the cells of a row that cannot be read says nothing.
      case when x.problem is not null then array[E'0\x1f' || x.problem || E'\x1f'] else array_remove(array[%s]::text[], null) end as "#errors",
      array_remove(array[%s]::text[], null) as "#warnings" %s
    from (select f.row_number, f.problem %s from %s f offset '0') x %s
  $q$, v_id, ltrim(v_errors, ', '), ltrim(v_warnings, ', '), v_outer, v_inner,
    app_hidden.import_source(v_import.id, v_slots, ltrim(v_plain, ', '), ltrim(v_filled, ', ')), v_joins);
  get diagnostics v_rows = row_count;
  alter table pg_temp.import_work add primary key ("#row");
  analyze pg_temp.import_work;
  if v_rows <> v_import.row_count then
    perform app_hidden.fail('RM409', 'imports_rows_kept', 'The rows of this file are not kept any more.', 'Upload it again.');
  end if;

  update pg_temp.import_work w set "#action" = 'reject' where cardinality(w."#errors") > 0;
  perform app_hidden.import_match();
  perform app_hidden.import_claim();
  perform app_hidden.import_related();
  perform app_hidden.import_compare();
  perform app_hidden.import_suspect();
  perform app_hidden.import_make();
  perform app_hidden.import_differ();
  return v_rows;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.import_counts()
 RETURNS jsonb
 LANGUAGE plpgsql
AS $function$
begin
  return (
    with made as (select r.id, s.type, s.target_object from pg_temp.import_made r join (select (unnest(i.slots)).* from pg_temp.import_state i) s on s.n = r.slot)
    select jsonb_build_object(
      'created', count(*) filter (where w."#action" = 'create'),
      'updated', count(*) filter (where w."#action" = 'update'),
      'unchanged', count(*) filter (where w."#action" = 'unchanged'),
      'rejected', count(*) filter (where w."#action" = 'reject'),
      'warned', count(*) filter (where w."#action" <> 'reject' and cardinality(w."#warnings") > 0),
      'related', (
        select coalesce(jsonb_object_agg(m.name, m.count), '{}') from (
          select coalesce(m.target_object, m.type) as name, count(*) as count from made m group by 1) m),
      'pipelines', (select coalesce(jsonb_agg(m.id) filter (where m.type = 'pipelines'), '[]') from made m),
      'stages', (select coalesce(jsonb_agg(m.id) filter (where m.type = 'stages'), '[]') from made m),
      'problems', app_hidden.import_summary())
    from pg_temp.import_work w);
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.end_import(import_id uuid, status text, counts jsonb DEFAULT '{}'::jsonb, message text DEFAULT ''::text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- An undo that did not happen leaves the import as it was.
  update app_public.imports i set status = case when i.status = 'undoing' and end_import.status <> 'undone' then 'done' else end_import.status end, phase = '', finished_at = clock_timestamp(), message = coalesce(end_import.message, ''), is_cancelled = false,
    rows_done = case when end_import.status in ('checked', 'done') then i.row_count else i.rows_done end,
    created = coalesce((counts ->> 'created')::integer, i.created), updated = coalesce((counts ->> 'updated')::integer, i.updated),
    unchanged = coalesce((counts ->> 'unchanged')::integer, i.unchanged), rejected = coalesce((counts ->> 'rejected')::integer, i.rejected),
    warned = coalesce((counts ->> 'warned')::integer, i.warned), related = coalesce(counts -> 'related', i.related), problems = coalesce(counts -> 'problems', i.problems),
    transaction_id = case end_import.status when 'done' then pg_current_xact_id()::text::bigint else i.transaction_id end,
    stages = case end_import.status when 'done' then array(select jsonb_array_elements_text(counts -> 'stages')::uuid) else i.stages end,
    pipelines = case end_import.status when 'done' then array(select jsonb_array_elements_text(counts -> 'pipelines')::uuid) else i.pipelines end
  where i.id = end_import.import_id;
  if end_import.status = 'done' then
    delete from app_hidden.import_cells c where c.import_id = end_import.import_id;
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.remove_import_pipelines(import_id uuid)
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO ''
BEGIN ATOMIC
 DELETE FROM app_public.stages s
    USING app_public.imports i
   WHERE ((i.id = remove_import_pipelines.import_id) AND (s.id = ANY (i.stages)) AND app_hidden.can_manage('pipelines'::text) AND (NOT (EXISTS ( SELECT
            FROM app_public.deals d
           WHERE (d.stage_id = s.id)))));
 DELETE FROM app_public.pipelines p
    USING app_public.imports i
   WHERE ((i.id = remove_import_pipelines.import_id) AND (p.id = ANY (i.pipelines)) AND app_hidden.can_manage('pipelines'::text) AND (NOT (EXISTS ( SELECT
            FROM app_public.deals d
           WHERE (d.pipeline_id = p.id)))));
END;

comment on function app_hidden.remove_import_pipelines(uuid) is $comment$Deletes the pipelines and stages that an import made, if the caller manages pipelines and no deal is in them.$comment$;

grant execute on function app_hidden.remove_import_pipelines(uuid) to :MEMBER;

drop function app_hidden.remove_import_stages(uuid);

-- What is made from metadata, custom objects included, is made again.
select app_hidden.track(o.name) from app_public.objects o;
select app_hidden.derive_all();
