--! Previous: sha1:8cae23ddcbde746f29e6ce3189f9598264af308f
--! Hash: sha1:f5f7b7c9c5d98839117e3f6a6b16e22a4953559f
--! Message: v0-5-0

create index changes_operation_idx on app_public.changes (operation, id);

CREATE OR REPLACE FUNCTION app_hidden.written(value timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE STRICT COST 20
AS $function$
begin
  return to_char(value, 'YYYY-MM-DD"T"HH24:MI:SS.USTZH:TZM');
end
$function$;

comment on function app_hidden.written(timestamp with time zone) is $comment$A point in time as ISO 8601 has it, with microseconds and the offset of the session's time zone.$comment$;

grant execute on function app_hidden.written(timestamp with time zone) to :ANONYMOUS, :MEMBER, :WORKER;

CREATE OR REPLACE FUNCTION app_hidden.written(value date)
 RETURNS text
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE STRICT COST 20
AS $function$
begin
  return to_char(value, 'YYYY-MM-DD');
end
$function$;

comment on function app_hidden.written(date) is $comment$A date as ISO 8601 has it.$comment$;

grant execute on function app_hidden.written(date) to :ANONYMOUS, :MEMBER, :WORKER;

CREATE OR REPLACE FUNCTION app_hidden.written(value anyarray)
 RETURNS text
 LANGUAGE plpgsql
 STABLE PARALLEL SAFE STRICT COST 20
AS $function$
begin
  return value::text;
end
$function$;

comment on function app_hidden.written(anyarray) is $comment$A list as PostgreSQL writes it: {one,two}.$comment$;

grant execute on function app_hidden.written(anyarray) to :ANONYMOUS, :MEMBER, :WORKER;

CREATE OR REPLACE FUNCTION app_hidden.import_failure()
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN '#(N/A|REF!|VALUE!|DIV/0!|NAME[?]|NULL!|NUM!|SPILL!|CALC!|NV|BEZUG!|WERT!|ZAHL!)'::text;

comment on function app_hidden.import_failure() is $comment$The pattern of what a spreadsheet shows for a formula that failed.$comment$;

grant execute on function app_hidden.import_failure() to :MEMBER;

CREATE OR REPLACE FUNCTION app_hidden.import_expressions(slot app_hidden.import_slot, options jsonb)
 RETURNS TABLE(raw text, read text, value text, error text, warning text)
 LANGUAGE plpgsql
 STABLE
AS $function$
declare
  -- A formula that failed in a spreadsheet leaves its error, which is no value.
  v_error constant text := app_hidden.import_failure();
  v_filled constant text := format('case when c%%1$s not like ''#%%%%'' or c%%1$s !~ ''^%s$'' then c%%1$s end', v_error);
  v_joined constant text := case when cardinality(slot.columns) = 1 then '%s'
    else format('nullif(concat_ws(%L, %%s), '''')', case slot.type when 'long_text' then E'\n' when 'text' then ' ' else '; ' end) end;
  v_plain text := (select string_agg(format('c%s', c), ', ' order by o) from unnest(slot.columns) with ordinality u (c, o));
  v_cells text := (select string_agg(format(v_filled, c), ', ' order by o) from unnest(slot.columns) with ordinality u (c, o));
  v_first text := '(' || format(v_filled, slot.columns[1]) || ')';
  v_known text := format('l%s', slot.n);
  v_kind text;
begin
  -- raw: the text as given; read: what the cast takes; value: typed. raw and read are columns r<n> and t<n> of an inner select.
  raw := format(v_joined, v_plain);
  read := format(v_joined, v_cells);
  if slot.pipeline_columns is not null then
    raw := format('%1$s || coalesce(E''\x1f'' || c%2$s, '''')', v_plain, slot.pipeline_columns[1]);
    read := format('%1$s || coalesce(E''\x1f'' || %2$s, '''')', v_first, format(v_filled, slot.pipeline_columns[1]));
  end if;
  warning := format('case when r%1$s like ''%%#%%'' and r%1$s ~ %2$L then %3$L || r%1$s end', slot.n,
    case when cardinality(slot.columns) = 1 then '^' || v_error || E'(\x1f|$)' else '(^|; |\n| )' || v_error || '($|; |\n| )' end,
    slot.n || E'\x1f' || 'The cell has an error of a spreadsheet: imported without it.' || E'\x1f');
  v_kind := case
    when slot.part = 'currency' then 'sign'
    when slot.part is not null then 'part'
    when slot.type in ('number', 'currency', 'rating') then 'number'
    when slot.type in ('emails', 'phones') then 'list'
    when slot.type in ('multi_enum', 'many_to_many') then 'known list'
    when slot.type in ('enum', 'stages', 'pipelines', 'member', 'relation') then 'known'
    when slot.type in ('text', 'long_text', 'url') then 'text'
    when slot.type = 'currency_code' then 'code'
    else slot.type end;
  if v_kind = 'sign' then
    warning := null; -- the amount has it
  end if;
  read := case v_kind
    when 'sign' then format('app_hidden.import_currency(%s)', v_first)
    when 'part' then format('app_hidden.import_name_part(app_hidden.import_line(%s), %L)', v_first, slot.part)
    when 'number' then case when slot.column_type in ('integer', 'smallint', 'bigint')
      then format('app_hidden.import_whole(app_hidden.import_number(%s, %L))', v_first, options ->> 'numberFormat')
      else format('app_hidden.import_number(%s, %L)', v_first, options ->> 'numberFormat') end
    when 'date' then format('app_hidden.import_date(%s, %L)', v_first, options ->> 'dateOrder')
    when 'date_time' then format('app_hidden.import_date(%s, %L)', v_first, options ->> 'dateOrder')
    when 'boolean' then format('app_hidden.import_boolean(%s)', v_first)
    when 'list' then case when cardinality(slot.columns) = 1 and slot.type = 'emails'
        then format('case when %1$s ~ ''^[^\s;,|<>:]+$'' then array[lower(%1$s)] else app_hidden.import_list(array[%1$s], ''emails'') end', v_first)
      when cardinality(slot.columns) = 1 then format('case when %1$s !~ ''[;,|/\n]'' then array[%1$s] else app_hidden.import_list(array[%1$s], ''phones'') end', v_first)
      else format('app_hidden.import_list(array[%s], %L)', v_cells, slot.type) end
    when 'known list' then format('app_hidden.import_list(array[%s], ''multi_enum'')', v_cells)
    when 'code' then format('upper(%s)', v_first)
    when 'text' then case when slot.settings ->> 'format' = 'domain' or slot.field = 'domain' and slot.is_unique then format('app_hidden.domain_of(%s)', read)
      when slot.type = 'text' then format('app_hidden.import_line(%s)', read) else read end
    else case slot.type when 'relation' then format('app_hidden.import_line(%s)', read) else read end end;
  value := case
    when v_kind in ('text', 'part', 'list', 'code', 'sign') then format('t%s', slot.n)
    when v_kind = 'known' then format(case when slot.type = 'enum' then '%s.value' else '%s.target' end, v_known)
    -- Of links, null says that the cell is empty.
    when v_kind = 'known list' then format(
      $q$case when t%1$s is not null then (select %3$s from pg_temp.import_keys k where k.slot = %1$s and k.key = any (t%1$s) and k.%2$s is not null) end$q$,
      slot.n, case slot.type when 'multi_enum' then 'value' else 'target' end,
      case slot.type when 'multi_enum' then 'array_agg(distinct k.value)' else 'coalesce(array_agg(distinct k.target), ''{}'')' end)
    else format('case when pg_input_is_valid(t%1$s, %2$L) then t%1$s::%2$s end', slot.n, slot.column_type) end;
  error := case
    when v_kind in ('known', 'known list', 'sign') then null
    when v_kind in ('text', 'part', 'code') then case when slot.settings ->> 'format' = 'domain' or slot.field = 'domain' and slot.is_unique
      then format('r%1$s is not null and t%1$s is null and r%1$s !~ ''^%2$s$''', slot.n, v_error) end
    when slot.type = 'emails' then format('not app_hidden.are_emails(t%s)', slot.n)
    when v_kind = 'list' then null
    else format('r%1$s is not null and not coalesce(pg_input_is_valid(t%1$s, %2$L), false) and r%1$s !~ ''^%3$s$''', slot.n, slot.column_type, v_error) end;
  error := case when error is not null then format('case when %s then %L || left(r%s, 200) end', error, slot.n || E'\x1f' || case
    when slot.type in ('number', 'currency', 'rating') and slot.column_type in ('integer', 'smallint', 'bigint') then 'This is not a whole number that fits.'
    when v_kind = 'number' then format('This is not a number as in %s.', options ->> 'numberFormat')
    when v_kind in ('date', 'date_time') then format('This is not a date (%s).', case options ->> 'dateOrder'
      when 'DMY' then 'day, month, year' when 'YMD' then 'year, month, day' else 'month, day, year' end)
    when v_kind = 'boolean' then 'This is neither yes nor no.'
    when slot.type = 'emails' then 'This is not an e-mail address.'
    when slot.field = 'domain' then 'This is not a domain.'
    when v_kind = 'json' then 'This is not JSON.'
    else 'This cannot be read.' end || E'\x1f', slot.n) end;
  if v_kind = 'known' then
    error := format($q$case when t%1$s is not null and l%1$s.target is null and l%1$s.value is null then %2$L || coalesce(l%1$s.problem, %3$L) || E'\x1f' || left(replace(r%1$s, E'\x1f', ' in '), 200) end$q$,
      slot.n, slot.n || E'\x1f', case slot.type when 'member' then 'There is no such member.' when 'relation' then format('There is no such record in %s.', replace(slot.target_object, '_', ' ')) else 'There is no such choice.' end);
  elsif v_kind = 'known list' then
    error := format($q$(select %2$L || coalesce(k.problem, %3$L) || E'\x1f' || left(k.key, 200) from pg_temp.import_keys k where k.slot = %1$s and k.key = any (t%1$s) and k.target is null and k.value is null limit 1)$q$,
      slot.n, slot.n || E'\x1f', case slot.type when 'multi_enum' then 'There is no such choice.' else format('There is no such record in %s.', replace(slot.target_object, '_', ' ')) end);
  end if;
  if v_kind in ('known', 'known list') and (slot.missing = 'empty') then
    warning := concat_ws(', ', warning, error);
    error := null;
  end if;
  if slot.warns_of_empty then
    warning := concat_ws(', ', warning, format('case when r%s is null then %L end', slot.n, slot.n || E'\x1f' || format('The cell is empty: imported without %s.', slot.label) || E'\x1f'));
  end if;
  return next;
end
$function$;

CREATE OR REPLACE FUNCTION app_public.import_values(import_id uuid, "column" integer)
 RETURNS TABLE(value text, count bigint)
 LANGUAGE sql
 STABLE ROWS 50
AS $function$
  select v.value, count(*) from (
    select app_hidden.import_cell(c.cells["column" + 1]) as value from app_hidden.import_cells c
    where c.import_id = import_values.import_id and c.problem is null) v
  where v.value !~ ('^' || app_hidden.import_failure() || '$') group by 1 order by 2 desc, 1 limit 200
$function$;

comment on function app_public.import_values(uuid,integer) is $comment$The different values in a column (from 0) of an uploaded file, the most frequent 200, without the errors of a spreadsheet.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.column_rules(field app_public.fields, options text[])
 RETURNS SETOF app_hidden.column_rule
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
declare
  v_object app_public.objects;
  v_check text;
  v_sql text;
begin
  if field.column_name is null or not field.is_custom and not field.is_indexed then
    return;
  end if;
  if field.settings ? 'formula' then
    -- A virtual column has no index of its own; PostgreSQL knows the one of its expression again.
    if field.is_indexed then
      v_sql := replace(coalesce(app_hidden.formula_sql(field), 'null'), '%', '%%');
      return next ('index', field.column_name, 'idx', format('index %%I on %%s ((%s), id)', v_sql), null)::app_hidden.column_rule;
      return next ('index', field.column_name, 'desc_idx', format('index %%I on %%s ((%s) desc nulls last, id desc)', v_sql), null)::app_hidden.column_rule;
    end if;
    return;
  end if;
  v_check := app_hidden.field_check(field, options);
  select * into strict v_object from app_public.objects o where o.name = field.object;
  if field.is_custom and v_check is not null then
    return next ('check', field.column_name, case when field.type in ('text', 'long_text') then 'length' when field.type in ('enum', 'multi_enum') then 'options'
      when field.type in ('url', 'emails', 'phones') then 'format' when field.type = 'json' then 'size' else 'range' end,
      format('check (%s)', v_check), app_hidden.field_words(field))::app_hidden.column_rule;
  end if;
  if field.type = 'currency' and field.is_custom then
    return next ('check', field.settings ->> 'currency_column', 'code', format('check (%I ~ ''^[A-Z]{3}$'')', field.settings ->> 'currency_column'),
      format('The currency of “%s” is an ISO 4217 code such as EUR.', field.label))::app_hidden.column_rule;
  end if;
  if field.type in ('relation', 'member') and field.is_custom then
    return next ('foreign key', field.column_name, 'fkey', format('foreign key (%I) references %s on delete %s', field.column_name,
        case when field.type = 'member' then 'app_public.users' else app_hidden.object_table(field.target_object)::text end,
        case coalesce(field.settings ->> 'on_delete', case when field.is_required then 'refuse' else 'empty' end) when 'refuse' then 'restrict' when 'delete' then 'cascade' else 'set null' end),
      '@fieldName ' || app_hidden.camel(field.name)
        || case when field.inverse_name is null then E'\n@backwardBehavior -*' else E'\n@foreignFieldName ' || app_hidden.camel(field.inverse_name) || E'\n@backwardDescription ' || field.inverse_label end
        || E'\n@forwardDescription ' || field.label
        || E'\n' || format('“%s” points to a record that does not exist.', field.label))::app_hidden.column_rule;
  end if;
  if field.is_unique and field.is_custom then
    return next ('index', field.column_name, 'unique', format('unique index %%I on %%s (%I)', field.column_name),
      format('Another %s has this “%s” already.', v_object.label, field.label))::app_hidden.column_rule;
  end if;
  if field.is_indexed and not field.is_unique then
    return next ('index', field.column_name, 'idx', format(case
        when field.type in ('multi_enum', 'emails', 'phones') then 'index %%I on %%s using gin (%I)'
        when field.type = 'long_text' then 'index %%I on %%s using gin (%I public.gin_trgm_ops)'
        else 'index %%I on %%s (%I, id)' end, field.column_name), null)::app_hidden.column_rule;
  end if;
  -- The other way round those without a value come last too, which is no order of an index read backwards.
  if field.is_indexed and not field.is_required and field.type not in ('multi_enum', 'emails', 'phones', 'long_text', 'relation', 'member') then
    return next ('index', field.column_name, 'desc_idx', format('index %%I on %%s (%I desc nulls last, id desc)', field.column_name), null)::app_hidden.column_rule;
  end if;
  -- Texts are sorted by one index and looked into by another.
  if field.is_indexed and field.type in ('text', 'url') then
    return next ('index', field.column_name, 'text_idx', format('index %%I on %%s using gin (%I public.gin_trgm_ops)', field.column_name), null)::app_hidden.column_rule;
  end if;
end
$function$;

CREATE OR REPLACE FUNCTION app_hidden.ended_between(earlier pg_snapshot, later pg_snapshot)
 RETURNS bigint[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN ARRAY(SELECT ((x.x)::text)::bigint AS x FROM pg_snapshot_xip(ended_between.earlier) x(x) EXCEPT SELECT ((x.x)::text)::bigint AS x FROM pg_snapshot_xip(ended_between.later) x(x));

comment on function app_hidden.ended_between(pg_snapshot,pg_snapshot) is $comment$The transactions that ran at an earlier position and do so no more at a later one. Immutable, so that who plans with it knows them.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.live_changes(since pg_snapshot, until pg_snapshot DEFAULT NULL::pg_snapshot, most integer DEFAULT 1000)
 RETURNS SETOF app_hidden.live_change
 LANGUAGE sql
 STABLE SECURITY DEFINER ROWS 20
 SET search_path TO ''
 SET plan_cache_mode TO 'force_custom_plan'
 SET enable_seqscan TO 'off'
AS $function$
  with arrived as materialized (
    select c.transaction_id, c.at, c.object, c.operation, count(*) as count, max(c.id) as last
    from app_public.changes c
    where c.at > now() - interval '32 days' -- no transaction is as long, and older months need not be looked into
      and (c.transaction_id >= pg_snapshot_xmax(since)::text::bigint and c.transaction_id < pg_snapshot_xmax(coalesce(until, pg_current_snapshot()))::text::bigint
        or c.transaction_id = any (app_hidden.ended_between(since, coalesce(until, pg_current_snapshot()))))
      and (until is null or pg_visible_in_snapshot(c.transaction_id::text::xid8, until))
    group by c.transaction_id, c.at, c.object, c.operation
  ),
  bundled as (
    select a.*, a.count > most or sum(a.count) over (order by a.last) > most * 5 as is_bundle from arrived a
  )
  select c.id, c.transaction_id, c.object, c.operation, c.record_id, 1, c.user_id, c.at,
    array(select jsonb_object_keys(c.new) order by 1),
    array[case when r.id is null then coalesce(c.old ->> 'owner_id', c.new ->> 'owner_id')::uuid else r.owner_id end],
    case c.operation when 'update' then (c.old ->> 'owner_id')::uuid end,
    null::uuid[], null, null::uuid[], null::uuid[]
  from bundled b
  join app_public.changes c on c.transaction_id = b.transaction_id and c.at = b.at and c.object = b.object and c.operation = b.operation
  left join app_public.records r on r.id = c.record_id
  where not b.is_bundle and b.object in (select o.name from app_public.objects o)
  union all
  select c.id, c.transaction_id, l.object, 'update', l.record_id, 1, c.user_id, c.at,
    array[l.field], array[l.owner_id], null, null, l.other_object, array[l.other_id], array[l.other_owner_id]
  from bundled b
  join app_public.changes c on c.transaction_id = b.transaction_id and c.at = b.at and c.object = b.object and c.operation = b.operation
  cross join lateral app_hidden.live_link_ends(c.object, coalesce(c.new, c.old)) l
  where not b.is_bundle and b.object not in (select o.name from app_public.objects o)
  union all
  select b.last, b.transaction_id, l.object, 'update', null, count(*), null, b.at, null, array_agg(distinct l.owner_id), null,
    (array_agg(l.record_id))[1:500], l.other_object, (array_agg(l.other_id))[1:500], array_agg(distinct l.other_owner_id)
  from bundled b
  join app_public.changes c on c.transaction_id = b.transaction_id and c.at = b.at and c.object = b.object and c.operation = b.operation
  cross join lateral app_hidden.live_link_ends(c.object, coalesce(c.new, c.old)) l
  where b.is_bundle and b.object not in (select o.name from app_public.objects o)
  group by b.last, b.transaction_id, l.object, b.at, l.other_object
  union all
  select b.last, b.transaction_id, b.object, b.operation, null, b.count, null, b.at, null, e.owners, null, e.sample, null, null, null
  from bundled b
  cross join lateral (
    select array_agg(distinct coalesce(r.owner_id, (c.old ->> 'owner_id')::uuid)) as owners, (array_agg(c.record_id))[1:500] as sample
    from app_public.changes c left join app_public.records r on r.id = c.record_id
    where c.transaction_id = b.transaction_id and c.at = b.at and c.object = b.object and c.operation = b.operation
  ) e
  where b.is_bundle and b.object in (select o.name from app_public.objects o)
  union all
  select null, n.transaction_id, 'notifications', 'insert', n.id, 1, n.actor_id, n.created_at, null, array[n.user_id], null, null, null, null, null
  from app_public.notifications n
  where (n.transaction_id >= pg_snapshot_xmax(since)::text::bigint
      or n.transaction_id = any (app_hidden.ended_between(since, coalesce(until, pg_current_snapshot()))))
    and (until is null or pg_visible_in_snapshot(n.transaction_id::text::xid8, until))
  union all
  select null, w.transaction_id, 'workspace', 'update', null, 1, null, w.at, null, null, null, null, null, null, null
  from app_private.workspace_changes w
  where (w.transaction_id >= pg_snapshot_xmax(since)::text::bigint
      or w.transaction_id = any (app_hidden.ended_between(since, coalesce(until, pg_current_snapshot()))))
    and (until is null or pg_visible_in_snapshot(w.transaction_id::text::xid8, until))
  order by 1 nulls last -- by which the changes of any one record keep their order
$function$;

CREATE OR REPLACE FUNCTION app_hidden.poll_live_changes(since text, until text DEFAULT NULL::text)
 RETURNS TABLE(snapshot text, change app_hidden.live_change)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
begin
  -- Stable: the snapshot is the calling statement's, here and in the feed. Where it is the same nothing has come.
  if poll_live_changes.since is null or poll_live_changes.since = coalesce(poll_live_changes.until, pg_current_snapshot()::text) then
    return query select pg_current_snapshot()::text, null::app_hidden.live_change;
    return;
  end if;
  return query
  select n.now::text, c
  from (select pg_current_snapshot() as now) n
  left join lateral app_hidden.live_changes(poll_live_changes.since::pg_snapshot, poll_live_changes.until::pg_snapshot) c on true;
end
$function$;
select app_hidden.put_rules(array(select r from app_hidden.column_rules(f, app_hidden.option_values(f.id)) r where r.suffix <> 'desc_idx'), f)
from app_public.fields f where f.is_indexed;

-- What is made from metadata, custom objects included, is made again.
select app_hidden.track(o.name) from app_public.objects o;
select app_hidden.derive_all();
