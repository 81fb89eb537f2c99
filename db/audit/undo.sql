-- Undo of any transaction, and restore of a deleted record: under the caller's own rights, all or none, itself a change like any other.
create function app_hidden.is_moved_link(steps app_hidden.undo_step[], moved app_hidden.undo_step, columns name[], restored uuid[]) returns boolean
language sql stable set search_path = ''
return moved.verb = 'unlink' and exists (
  select from unnest(steps) s
  where s.verb = 'link' and s.object = moved.object
    and exists (select from unnest(columns) k where s.wanted ->> k = moved.had ->> k)
    and exists (select from unnest(columns) k where (s.wanted ->> k)::uuid = any (restored)));
comment on function app_hidden.is_moved_link is 'Whether a link was taken over from a record that went, as merging does.';

create function app_hidden.fits_type(value jsonb, sql_type text) returns boolean
language sql stable set search_path = ''
return case
  when sql_type is null or sql_type = 'jsonb' or value = 'null' then true
  when sql_type = 'text[]' or jsonb_typeof(value) = 'array' then sql_type = 'text[]' and jsonb_typeof(value) = 'array'
  else pg_input_is_valid(value #>> '{}', sql_type) end;
comment on function app_hidden.fits_type is 'Whether a column of this type takes a value as it stands in the audit log.';

create function app_hidden.value_left(step app_hidden.undo_step, column_name text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_field app_public.fields;
  v_value jsonb := step.wanted -> value_left.column_name;
  v_type text;
  v_options jsonb;
  v_left jsonb;
begin
  select f.* into v_field from app_public.fields f
  where f.object = step.object and f.column_name = value_left.column_name and not f.settings ?| array['options', 'formula'] and (f.is_custom or f.type in ('enum', 'multi_enum'));
  v_type := (select t.sql_type from app_public.field_types t where t.name = v_field.type);
  v_options := case when v_field.type in ('enum', 'multi_enum') then (
    select jsonb_agg(jsonb_build_object('value', o.value, 'label', o.label)) from app_public.field_options o where o.field_id = v_field.id) end;
  if app_hidden.fits_type(v_value, v_type) and (v_options is null or jsonb_path_query_array(v_options, '$[*].value') @> v_value) then
    return v_value;
  elsif v_field.type = 'multi_enum' then
    v_left := (
      select coalesce(jsonb_agg(app_hidden.option_of(v_options, w.word) order by w.n) filter (where app_hidden.option_of(v_options, w.word) is not null), '[]')
      from app_hidden.value_words(v_value) with ordinality w (word, n));
  else
    execute format('select coalesce(to_jsonb($1::%s), %L)', v_type, case when v_field.type = 'boolean' then 'false' when v_type = 'text[]' then '[]' else 'null' end)
    into v_left using app_hidden.converted(v_value, v_field.type, v_options, '{}');
  end if;
  if v_value = 'null' or not v_field.is_required or v_left not in ('[]', 'null') then
    return v_left;
  elsif v_field."default" is null then
    perform app_hidden.fail('RM409', 'undo_values', format('“%s” had “%s” as its %s, which is required, and takes that no more.',
      step.title, array_to_string(array(select app_hidden.value_words(v_value)), ', '), lower(v_field.label)), 'Let the field take it again, or give it a default. Nothing was undone.');
  end if;
  return v_field."default";
end
$$;
comment on function app_hidden.value_left is
  'What a column becomes again: its value in the type that the field has by now, and of the options of a choice those that are still there; if nothing is left, the default where it is required. Raises RM409.';

create function app_hidden.own_writes(steps app_hidden.undo_step[]) returns setof app_hidden.undo_step
language plpgsql stable security definer set search_path = '' as $$
declare
  v_restored constant uuid[] := array(select s.record_id from unnest(steps) s where s.verb = 'insert');
  v_leaving constant uuid[] := array(select s.record_id from unnest(steps) s where s.verb = 'delete');
  v_object text;
  v_link record;
  v_columns text[];
  v_blank jsonb;
  v_relations text[];
  v_members text[];
  v_choices jsonb;
  v_types jsonb;
begin
  for v_object in select distinct s.object from unnest(steps) s where s.verb in ('insert', 'update', 'delete') loop
    v_choices := (
      select coalesce(jsonb_object_agg(f.column_name, to_jsonb(app_hidden.option_values(f.id))), '{}')
      from app_public.fields f where f.object = v_object and f.type in ('enum', 'multi_enum') and not f.settings ? 'options');
    v_types := (
      select jsonb_object_agg(f.column_name, t.sql_type)
      from app_public.fields f join app_public.field_types t on t.name = f.type where f.object = v_object and f.column_name is not null and f.is_custom);
    select array_agg(a.attname::text), coalesce(jsonb_object_agg(a.attname, null) filter (where not a.attnotnull), '{}'),
      array(select r.column_name::text from app_hidden.relation_columns(v_object) r),
      array(select f.column_name::text from app_public.fields f where f.object = v_object and f.type = 'member')
    into v_columns, v_blank, v_relations, v_members
    from pg_catalog.pg_attribute a
    where a.attrelid = app_hidden.object_table(v_object) and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
    return query
    select s.verb, s.object, s.record_id, s.title, case when s.verb = 'insert' then v_blank || w.wanted else w.wanted end, s.had, s.last_id
    from unnest(steps) s
    left join lateral (
      select jsonb_object_agg(e.key, case when e.key = any (v_relations) and (e.value #>> '{}')::uuid = any (v_restored) then 'null'
          -- What belonged to a member who was removed belongs to nobody.
          when e.key = any (v_members) and not exists (select from app_public.users u where u.id = (e.value #>> '{}')::uuid) then 'null'
          when v_choices ? e.key and not v_choices -> e.key @> e.value or not app_hidden.fits_type(e.value, v_types ->> e.key) then app_hidden.value_left(s, e.key)
          else e.value end) as wanted
      from jsonb_each(s.wanted) e
      where s.verb <> 'delete' and e.key = any (v_columns)
        -- A relation to what returns, or to what goes, follows by itself.
        and not (s.verb = 'update' and e.key = any (v_relations) and (
          coalesce((e.value #>> '{}')::uuid = any (v_restored), false)
          or e.value = 'null' and coalesce((s.had ->> e.key)::uuid = any (v_leaving), false)))
    ) w on true
    where s.object = v_object and (s.verb in ('insert', 'delete') or w.wanted is not null);
  end loop;
  for v_link in select * from app_hidden.link_tables() l where l.name <> 'favorites' loop
    return query
    select s.* from unnest(steps) s
    where s.object = v_link.name and s.verb in ('link', 'unlink')
      and not exists (select from unnest(v_link.columns) k where (coalesce(s.wanted, s.had) ->> k)::uuid = any (v_restored || v_leaving))
      and (cardinality(v_restored) = 0 or not app_hidden.is_moved_link(steps, s, v_link.columns, v_restored));
  end loop;
end
$$;
comment on function app_hidden.own_writes is
  'Of the steps of an undo those that the caller has to write. What the database did by itself when a record went (links, relations set to null) it does again by itself: reconnect.';

create function app_hidden.plan_undo(transaction_id bigint, record_id uuid default null) returns setof app_hidden.undo_step
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_at timestamptz := (select max(c.at) from app_public.changes c where c.transaction_id = plan_undo.transaction_id);
  v_steps app_hidden.undo_step[];
begin
  if v_at is null then
    perform app_hidden.fail('RM404', 'undo_known', 'There is no such change.', 'The audit log names the transactions that can be undone.', 'transaction_id');
  end if;
  if record_id is null and not app_hidden.sees_changes(plan_undo.transaction_id, v_at) then
    perform app_hidden.fail('RM403', 'undo_visible', 'This change touched records that you may not see.', 'Ask somebody who may see all of them to undo it.', 'transaction_id');
  end if;
  -- Whoever undoes the same at the same time waits, and then sees that it is done.
  perform pg_advisory_xact_lock(hashtextextended('app_hidden.plan_undo', plan_undo.transaction_id));
  if record_id is not null and app_hidden.deletion_of(plan_undo.record_id) <> plan_undo.transaction_id then
    perform app_hidden.fail('RM404', 'restore_known', 'There is no such record to restore.', field => 'id');
  end if;
  if not app_hidden.is_program() then
    delete from app_private.undoings u where u.transaction_id < pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
    insert into app_private.undoings values (pg_current_xact_id()::text::bigint, plan_undo.transaction_id) on conflict do nothing;
  end if;
  select array_agg(s order by s.last_id desc) into v_steps from app_hidden.undo_steps(plan_undo.transaction_id, v_at) s
  where plan_undo.record_id is null or s.record_id = plan_undo.record_id and s.verb = 'insert';
  if v_steps is null then
    perform app_hidden.fail('RM409', 'undo_needed', 'There is nothing to undo: it changed nothing in the end.', field => 'transaction_id');
  end if;
  perform app_hidden.check_objects(v_steps);
  perform app_hidden.check_columns(v_steps);
  if plan_undo.record_id is null then
    perform app_hidden.check_dependents(v_steps);
    perform app_hidden.check_targets(v_steps);
  else -- one record comes back without those that went with it
    v_steps[1].wanted := v_steps[1].wanted - array(
      select r.column_name::text from app_hidden.relation_columns(v_steps[1].object) r
      where not exists (select from app_public.records t where t.id = (v_steps[1].wanted ->> r.column_name)::uuid));
    -- What it had lost before only because another record was deleted, it points to again if that one has come back.
    v_steps[1].wanted := v_steps[1].wanted || coalesce((
      select jsonb_object_agg(r.column_name, l.old -> r.column_name::text)
      from app_hidden.relation_columns(v_steps[1].object) r
      cross join lateral (
        select c.* from app_public.changes c
        where c.record_id = plan_undo.record_id and c.object = v_steps[1].object and c.operation = 'update' and c.id < v_steps[1].last_id and c.new ? r.column_name::text
        order by c.id desc limit 1) l
      where v_steps[1].wanted ->> r.column_name is null and l.new ->> r.column_name is null
        and exists (
          select from app_public.changes d
          where d.transaction_id = l.transaction_id and d.at = l.at and d.record_id = (l.old ->> r.column_name)::uuid and d.operation = 'delete' and d.object = r.target)
        and app_hidden.may_link(r.target, (l.old ->> r.column_name)::uuid, plan_undo.record_id, v_steps[1].object || '.' || r.column_name)), '{}');
    -- A deal whose stage was removed comes back into the first one of its pipeline.
    if v_steps[1].object = 'deals' and not exists (select from app_public.stages s where s.id = (v_steps[1].wanted ->> 'stage_id')::uuid) then
      v_steps[1].wanted := v_steps[1].wanted - array['stage_id', 'probability']
        - array(select 'pipeline_id' where not exists (select from app_public.pipelines p where p.id = (v_steps[1].wanted ->> 'pipeline_id')::uuid));
    end if;
  end if;
  return query select * from app_hidden.own_writes(v_steps);
end
$$;
comment on function app_hidden.plan_undo is
  'What the caller has to write to undo a transaction, or to restore one record that it deleted. Locks the records. Raises RM404, RM403, and RM409 when something stands in the way.';

create function app_hidden.reconnect(transaction_id bigint) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_steps constant app_hidden.undo_step[] := array(
    select s from app_hidden.undo_steps(reconnect.transaction_id,
      (select max(c.at) from app_public.changes c where c.transaction_id = reconnect.transaction_id)) s);
  -- What this very transaction has brought back.
  v_restored constant uuid[] := array(
    select s.record_id from unnest(v_steps) s
    join app_public.changes c on c.record_id = s.record_id and c.transaction_id = pg_current_xact_id()::text::bigint and c.operation = 'insert'
    where s.verb = 'insert');
  v_relation record;
  v_link record;
begin
  if cardinality(v_restored) = 0 then
    return;
  end if;
  for v_relation in
    select distinct o.object, r.column_name from (select distinct s.object from unnest(v_steps) s where s.verb in ('insert', 'update')) o
    cross join app_hidden.relation_columns(o.object) r
  loop
    execute format($sql$
      update %1$s t set %2$I = (s.wanted ->> %2$L)::uuid
      from unnest($1) s
      where s.object = $3 and s.verb in ('insert', 'update') and t.id = s.record_id and (s.wanted ->> %2$L)::uuid = any ($2)
        and t.%2$I is not distinct from case s.verb when 'update' then (s.had ->> %2$L)::uuid end$sql$,
      app_hidden.object_table(v_relation.object), v_relation.column_name)
    using v_steps, v_restored, v_relation.object;
  end loop;
  -- One that a merge had given to another record.
  delete from app_public.favorites f using unnest(v_steps) s where s.object = 'favorites' and s.verb = 'link' and f.id = (s.wanted ->> 'id')::uuid;
  for v_link in select * from app_hidden.link_tables() loop
    execute format($sql$
      insert into %1$s select r.* from unnest($1) s cross join lateral jsonb_populate_record(null::%1$s, s.wanted) r
      where s.object = $3 and s.verb = 'link' and exists (select from unnest($4) k where (s.wanted ->> k)::uuid = any ($2))
        and not exists (select from unnest($4) k where not exists (select from app_public.records t where t.id = (s.wanted ->> k)::uuid))
      on conflict do nothing$sql$, v_link.link_table) using v_steps, v_restored, v_link.name, v_link.columns;
    execute format($sql$
      delete from %1$s t using unnest($1) s
      where s.object = $3 and s.verb = 'unlink' and to_jsonb(t) = s.had and app_hidden.is_moved_link($1, s, $4, $2)$sql$, v_link.link_table)
    using v_steps, v_restored, v_link.name, v_link.columns;
  end loop;
end
$$;
comment on function app_hidden.reconnect is
  'Makes again, for the records of a transaction that this one has restored, what the database itself had taken from them: links, and relations that pointed to them.';

create function app_hidden.update_apart(object text, rows jsonb) returns jsonb
language plpgsql volatile as $$
declare
  v_half integer := jsonb_array_length(rows) / 2;
begin
  perform app_hidden.update_records(update_apart.object, update_apart.rows);
  return '[]';
exception when unique_violation then
  return case when v_half = 0 then rows
    else app_hidden.update_apart(object, jsonb_path_query_array(rows, '$[0 to $n]', jsonb_build_object('n', v_half - 1)))
      || app_hidden.update_apart(object, jsonb_path_query_array(rows, '$[$n to last]', jsonb_build_object('n', v_half))) end;
end
$$;
comment on function app_hidden.update_apart is 'Updates those records whose values no other one has, and gives back the rows of the others.';

create function app_hidden.update_in_turns(object text, rows jsonb) returns void
language plpgsql volatile as $$
declare
  v_rows jsonb := rows;
  v_left jsonb;
begin
  loop
    v_left := app_hidden.update_apart(update_in_turns.object, v_rows);
    exit when v_left = '[]';
    if jsonb_array_length(v_left) = jsonb_array_length(v_rows) then
      perform app_hidden.update_records(update_in_turns.object, v_left); -- which says what stands in the way
    end if;
    v_rows := v_left;
  end loop;
end
$$;
comment on function app_hidden.update_in_turns is 'Updates records that take over unique values from each other, each once its value is free.';

create function app_hidden.write_steps(steps app_hidden.undo_step[], verbs text[]) returns void
language plpgsql volatile as $$
declare
  v_verb text;
  v_object text;
  v_ids uuid[];
  v_rows jsonb;
begin
  foreach v_verb in array verbs loop
    for v_object, v_ids, v_rows in
      select s.object, array_agg(s.record_id order by s.last_id desc),
        jsonb_agg(s.wanted || jsonb_build_object('id', s.record_id) order by s.last_id desc) filter (where s.wanted is not null)
      from unnest(steps) s where s.verb = split_part(v_verb, ' ', 1) group by s.object order by max(s.last_id) desc
    loop
      case v_verb
        when 'update' then perform app_hidden.update_records(v_object, v_rows);
        when 'update in turns' then perform app_hidden.update_in_turns(v_object, v_rows);
        when 'delete' then perform app_hidden.delete_records(v_object, v_ids);
        when 'insert' then perform app_hidden.create_records(v_object, v_rows);
      end case;
    end loop;
  end loop;
end
$$;
comment on function app_hidden.write_steps is 'Writes the steps of an undo that concern records, verb after verb; what changed last is undone first.';

create function app_hidden.carry_out_undo(transaction_id bigint, steps app_hidden.undo_step[]) returns void
language plpgsql volatile as $$
declare
  v_source text := current_setting('app.source', true);
begin
  perform set_config('app.source', 'undo', true), set_config('app.undoes', carry_out_undo.transaction_id::text, true);
  perform app_hidden.write_links(steps, 'unlink');
  begin
    -- What pointed to something that goes points elsewhere first, so that it is never without.
    perform app_hidden.write_steps(steps, array['update', 'delete', 'insert']);
  exception when unique_violation then
    -- Unless it wants a value that what goes, or another one that changes, still has.
    perform app_hidden.write_steps(steps, array['delete', 'update in turns', 'insert']);
  end;
  perform app_hidden.reconnect(carry_out_undo.transaction_id);
  perform app_hidden.write_links(steps, 'link');
  perform set_config('app.source', coalesce(v_source, ''), true), set_config('app.undoes', '', true);
exception when insufficient_privilege then
  perform app_hidden.fail('RM403', 'undo_allowed', format('Your role may not write %s, so this cannot be undone.',
    coalesce(replace(substring(sqlerrm from '(?:table|view|relation) "?(\w+)"?'), '_', ' '), 'these records')), 'Ask somebody who may.');
end
$$;
comment on function app_hidden.carry_out_undo is 'Writes the steps of an undo as the caller. Raises RM403 for what they may not write.';

create function app_hidden.write_links(steps app_hidden.undo_step[], verb text) returns void
language plpgsql volatile as $$
declare
  v_links record;
  v_count integer;
begin
  for v_links in
    select l.link_table, l.columns, jsonb_agg(coalesce(s.wanted, s.had)) as rows, count(*) as count
    from unnest(steps) s join app_hidden.link_tables() l on l.name = s.object where s.verb = write_links.verb group by 1, 2
  loop
    if write_links.verb = 'link' then
      execute format('insert into %1$s (%2$s) select %2$s from jsonb_populate_recordset(null::%1$s, $1)', v_links.link_table,
        (select string_agg(quote_ident(k), ', ') from unnest(v_links.columns) k)) using v_links.rows;
    else
      execute format('delete from %1$s t using jsonb_populate_recordset(null::%1$s, $1) l where (%2$s) = (%3$s)', v_links.link_table,
        (select string_agg(format('t.%I', k), ', ') from unnest(v_links.columns) k),
        (select string_agg(format('l.%I', k), ', ') from unnest(v_links.columns) k)) using v_links.rows;
    end if;
    get diagnostics v_count = row_count;
    if v_count < v_links.count then
      perform app_hidden.fail('RM403', 'undo_allowed', 'You may not change what these notes or tasks are attached to, so this cannot be undone.', 'Ask somebody who may.');
    end if;
  end loop;
end
$$;
comment on function app_hidden.write_links is 'Links records or unlinks them as the caller, all or none. Raises RM403.';

create type app_public.undone as (
  transaction_id bigint,
  objects text[],
  count integer
);
comment on type app_public.undone is 'What an undo did: its own transaction (by which it can be undone in turn), the objects and the number of records concerned.';

create function app_hidden.tell_import(transaction_id bigint) returns void
language sql volatile security definer set search_path = ''
begin atomic
  update app_public.imports i set status = case i.status when 'done' then 'undone' else 'done' end
  where (i.status = 'done' and i.transaction_id = tell_import.transaction_id
      or i.status = 'undone' and i.transaction_id = (
        select c.undoes from app_public.changes c where c.transaction_id = tell_import.transaction_id and c.undoes is not null limit 1))
    and exists (select from app_public.changes c where c.transaction_id = pg_current_xact_id()::text::bigint and c.undoes = tell_import.transaction_id);
end;
comment on function app_hidden.tell_import is 'Notes that the import of this transaction was undone by the current one, or its undo was.';

create function app_public.undo(transaction_id bigint) returns app_public.undone
language plpgsql volatile as $$
declare
  v_steps app_hidden.undo_step[];
  v_undone app_public.undone;
begin
  -- A transaction of which one may see nothing is as good as none.
  if not exists (select from app_public.changes c where c.transaction_id = undo.transaction_id) then
    perform app_hidden.fail('RM404', 'undo_known', 'There is no such change.', 'The audit log names the transactions that can be undone.', 'transaction_id');
  end if;
  v_steps := array(select s from app_hidden.plan_undo(undo.transaction_id) s);
  perform app_hidden.carry_out_undo(undo.transaction_id, v_steps);
  perform app_hidden.tell_import(undo.transaction_id);
  select pg_current_xact_id()::text::bigint, coalesce(array_agg(distinct s.object), '{}'), count(distinct s.record_id) into v_undone from unnest(v_steps) s;
  return v_undone;
end
$$;
comment on function app_public.undo is
  'Takes back everything that a transaction changed (an edit, a bulk change, a deletion with all that went with it, an import, a merge, an undo), all or nothing, under your own rights. Refused when a record was changed since.';

create function app_public.restore_record(id uuid) returns app_public.records
language plpgsql volatile as $$
declare
  v_record app_public.records;
  v_transaction bigint := app_hidden.deletion_of(restore_record.id);
begin
  perform app_hidden.carry_out_undo(v_transaction, array(select s from app_hidden.plan_undo(v_transaction, restore_record.id) s));
  select r.* into v_record from app_public.records r where r.id = restore_record.id;
  return v_record;
end
$$;
comment on function app_public.restore_record is
  'Brings a deleted record back as it was, with its notes, tasks and links and what pointed to it, as far as those are still there.';

create function app_hidden.deletion_of(id uuid) returns bigint
language plpgsql stable security definer set search_path = '' as $$
declare
  v_change app_public.changes;
begin
  select c.* into v_change from app_public.changes c where c.record_id = deletion_of.id and c.object in (select o.name from app_public.objects o) order by c.id desc limit 1;
  if v_change.operation is null or not coalesce(app_hidden.sees_deleted(v_change), false) then
    perform app_hidden.fail('RM404', 'restore_known', 'There is no such record to restore.', field => 'id');
  elsif v_change.operation <> 'delete' then
    perform app_hidden.fail('RM409', 'restore_deleted', format('“%s” is not deleted.', v_change.title), field => 'id');
  end if;
  return v_change.transaction_id;
end
$$;
comment on function app_hidden.deletion_of is 'The transaction that deleted a record. Raises RM404 and RM409.';

grant execute on function app_hidden.plan_undo, app_hidden.reconnect, app_hidden.carry_out_undo, app_hidden.update_apart, app_hidden.update_in_turns, app_hidden.write_steps, app_hidden.write_links, app_hidden.link_tables, app_hidden.value_left, app_hidden.tell_import,
  app_hidden.deletion_of, app_public.undo, app_public.restore_record to :MEMBER;
