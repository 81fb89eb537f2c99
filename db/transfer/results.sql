-- What became of the rows, as it is told.
create function app_hidden.import_counts() returns jsonb
language plpgsql volatile as $$
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
$$;
comment on function app_hidden.import_counts is 'What became of the rows of import_work.';

create function app_hidden.import_summary() returns jsonb
language plpgsql stable as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'field', s.field, 'severity', p.severity, 'message', p.message, 'count', p.count, 'values', p.values)) order by p.severity, p.count desc), '[]')
    from (
      select split_part(u.problem, E'\x1f', 1)::integer as slot, u.severity, split_part(u.problem, E'\x1f', 2) as message, count(*) as count,
        (array_agg(distinct left(split_part(u.problem, E'\x1f', 3), 60)) filter (where split_part(u.problem, E'\x1f', 3) <> ''))[1:5] as values
      from (
        select unnest(w."#errors") as problem, 'error' as severity from pg_temp.import_work w
        union all select unnest(w."#warnings"), 'warning' from pg_temp.import_work w where w."#action" <> 'reject') u
      group by 1, 2, 3 order by 4 desc limit 50
    ) p left join (select (unnest(i.slots)).* from pg_temp.import_state i) s on s.n = p.slot);
end
$$;
comment on function app_hidden.import_summary is 'What is wrong with the rows of import_work, each reason once, with how many rows it concerns and some of the values.';

create function app_hidden.import_results(after_row integer, most integer default 2000) returns jsonb
language plpgsql volatile as $$
declare
  v_state record;
  v_title text := app_hidden.import_title_expression('w');
  v_names text[];
  v_values text;
  v_results jsonb;
begin
  select * into v_state from pg_temp.import_state;
  v_names := array(select c ->> 'name' from app_public.imports i, jsonb_array_elements(i.columns) c where i.id = v_state.import_id);
  -- What a new record gets, in the shape of what an update changes.
  select string_agg(format('case when w.%1$I is not null and w.%1$I::text <> ''{}'' then jsonb_build_object(%2$L, jsonb_build_array(null, %3$s)) else ''{}'' end',
    coalesce(s.column_name, s.field), s.field, case s.type
      when 'many_to_many' then format('(select jsonb_agg(r.title order by r.title) from app_public.records r where r.id = any (w.%I))', s.field)
      else app_hidden.import_shown(s, 'w') end), ' || ')
  into v_values from unnest(v_state.slots) s where s.column_name is distinct from 'id';
  if to_regclass('pg_temp.import_told') is null then
    create temp table import_told on commit drop as
    select s.row from (
      select w."#row" as row, w."#action" as action, row_number() over (partition by w."#action", cardinality(w."#warnings") > 0 order by w."#row") as n
      from pg_temp.import_work w) s
    where s.action = 'reject' or s.n <= 100;
    alter table pg_temp.import_told add primary key (row);
  end if;
  execute format($q$
    select jsonb_agg(jsonb_build_object(
      'row_number', w."#row",
      'outcome', case w."#action" when 'create' then 'created' when 'update' then 'updated' when 'unchanged' then 'unchanged' else 'rejected' end,
      'record_id', case when w."#action" <> 'reject' then w."#id" end,
      'title', left(coalesce(%s, ''), 200),
      'diff', case when w."#action" = 'create' then %s else w."#diff" end,
      'cells', case when w."#action" = 'reject' then (select to_jsonb(c.cells) from app_hidden.import_cells c where c.import_id = $1 and c.row_number = w."#row") end,
      'problems', app_hidden.import_problems($2, $5, w."#errors", 'error') || app_hidden.import_problems($2, $5, w."#warnings", 'warning')) order by w."#row")
    from (select t.row from pg_temp.import_told t where t.row > $3 order by t.row limit $4) t
    join pg_temp.import_work w on w."#row" = t.row
  $q$, coalesce(v_title, 'null::text'), coalesce(v_values, 'null')) into v_results using v_state.import_id, v_state.slots, after_row, most, v_names;
  return v_results;
end
$$;
comment on function app_hidden.import_results is 'What there is to tell of the rows of import_work, some rows at a time, in the shape of app_public.import_rows; null at the end.';

create function app_hidden.import_problems(slots app_hidden.import_slot[], names text[], problems text[], severity text) returns jsonb
language sql immutable as $$
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
    'column', names[s.columns[1]], 'field', s.field, 'severity', severity, 'message', split_part(p, E'\x1f', 2), 'value', nullif(split_part(p, E'\x1f', 3), '')))), '[]')
  from unnest(problems) p left join unnest(slots) s on s.n = split_part(p, E'\x1f', 1)::integer
$$;
comment on function app_hidden.import_problems is 'Problems of a row as the API tells them.';
grant execute on function app_hidden.import_counts, app_hidden.import_summary, app_hidden.import_results, app_hidden.import_problems to :MEMBER;
