-- What keeps the registry and the audit log and queues webhooks' events: one trigger function per object, made from its metadata,
-- run once per statement.
create function app_hidden.search_expression(object text, row_alias text) returns text
language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(format('app_hidden.search_vector(array_to_string(array[%s]::text[], '' ''))', string_agg(
      case case f.settings ->> 'format' when 'phone' then 'phone' else f.type end
        when 'phone' then format('%1$s.%2$I, app_hidden.phone_words(array[%1$s.%2$I])', row_alias, f.column_name)
        when 'emails' then format('array_to_string(%s.%I, '' '')', row_alias, f.column_name)
        when 'phones' then format('app_hidden.phone_words(nullif(%s.%I, ''{}''))', row_alias, f.column_name)
        else format('%s.%I', row_alias, f.column_name)
      end, ', ' order by (f.column_name = o.title_column) desc, f.position, f.name)), '''''::tsvector')
    from app_public.fields f join app_public.objects o on o.name = f.object
    where f.object = search_expression.object and f.column_name is not null and f.is_active
      and f.type in ('text', 'long_text', 'emails', 'phones', 'url')
      -- The words of a generated column are those of the columns that it is generated from.
      and not exists (
        select from pg_catalog.pg_attribute a
        where a.attrelid = format('%I.%I', o.schema_name, o.name)::regclass and a.attname = f.column_name and a.attgenerated <> '')
  );
end
$$;
comment on function app_hidden.search_expression is 'The SQL that makes the search vector of a row of this object: its texts, e-mails, phones and links.';

create function app_hidden.undoing() returns bigint
language plpgsql stable security definer set search_path = '' as $$
declare
  v_undoes bigint := nullif(current_setting('app.undoes', true), '')::bigint;
begin
  if v_undoes is null or app_hidden.is_program() or exists (
    select from app_private.undoings u where u.transaction_id = pg_current_xact_id()::text::bigint and u.undoes = v_undoes) then
    return v_undoes;
  end if;
  return null;
end
$$;
comment on function app_hidden.undoing is 'The transaction that this one undoes, if it is one that may be undone.';

create function app_hidden.acting(out user_id uuid, out api_key_id uuid, out db_role text, out source text, out undoes bigint)
language sql stable security definer set search_path = ''
return (app_hidden.user_id(), app_hidden.api_key_id(), coalesce(nullif(current_setting('role'), 'none'), session_user),
  case when app_hidden.is_program() then coalesce(nullif(current_setting('app.source', true), ''), 'sql')
    when app_hidden.undoing() is not null then 'undo' else 'sql' end,
  app_hidden.undoing());
comment on function app_hidden.acting is 'Who writes, and by which way, as the audit log keeps it.';

create function app_hidden.track(object text) returns void
language plpgsql set search_path = '' as $$
declare
  v_object app_public.objects;
  v_table text;
  v_function text;
  v_title text;
  v_generated name[];
  v_made text;
  v_lost text;
begin
  select * into strict v_object from app_public.objects o where o.name = track.object;
  v_table := format('%I.%I', v_object.schema_name, v_object.name);
  v_function := format('app_hidden.%I', v_object.name || ': track');
  v_title := format('coalesce(n.%I::text, '''')', v_object.title_column);
  -- Columns that are null are left out; what JSON values hold within is kept. What the database itself keeps is not worth a line in
  -- the log, but comes back with a deleted record.
  select array_agg(a.attname) filter (where not w.is_written),
    format('json_object(%s absent on null returning jsonb)', string_agg(format('%1$L: n.%1$I', a.attname), ', ' order by a.attnum) filter (where w.is_written)),
    format('json_object(%s absent on null returning jsonb)', string_agg(format('%1$L: n.%1$I', a.attname), ', ' order by a.attnum))
  into v_generated, v_made, v_lost
  from pg_catalog.pg_attribute a
  cross join lateral (select a.attgenerated = '' and a.attname not in ('id', 'created_at', 'created_by', 'updated_at', 'updated_by') as is_written) w
  where a.attrelid = v_table::regclass and a.attnum > 0 and not a.attisdropped;

  -- n.* and not n: an object may have a field that is called N.
  execute format($f$
    create or replace function %1$s() returns trigger language plpgsql security definer set search_path = '' set timezone = 'UTC' as $body$
    declare
      v_before bigint := nextval('app_public.changes_id_seq'); -- what this statement writes comes after it
      v_last bigint;
    begin
      if tg_op = 'INSERT' then
        -- Ids that the writer has given, and not the database just now.
        perform app_hidden.check_ids(array(
          select n.id from new_rows n where coalesce(uuid_extract_timestamp(n.id) < date_trunc('milliseconds', now()), true)));
        insert into app_public.records (id, object, title, owner_id, search)
        select n.id, %2$L, %3$s, n.owner_id, %4$s from new_rows n;
        insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, new)
        select a.*, 'insert', %2$L, n.id, %3$s, %6$s from new_rows n cross join app_hidden.acting() a;
        v_last := currval('app_public.changes_id_seq');
      elsif tg_op = 'UPDATE' then
        insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, old, new)
        select a.*, 'update', %2$L, n.id, %3$s, d.old, d.new
        from new_rows n join old_rows o on o.id = n.id cross join app_hidden.acting() a
        cross join lateral (
          select jsonb_object_agg(b.key, w.value) as old, jsonb_object_agg(b.key, b.value) as new
          from jsonb_each(to_jsonb(n.*) - %5$s) b join jsonb_each(to_jsonb(o.*) - %5$s) w on w.key = b.key
          where w.value is distinct from b.value
        ) d
        where d.new is not null;
        v_last := currval('app_public.changes_id_seq');
        update app_public.records r set title = w.title, owner_id = w.owner_id, search = w.search
        from (select n.id, %3$s as title, n.owner_id, %4$s as search from new_rows n) w
        where r.id = w.id and (r.title, r.owner_id, r.search) is distinct from (w.title, w.owner_id, w.search);
      else
        insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, old)
        select a.*, 'delete', %2$L, n.id, %3$s, %7$s from old_rows n cross join app_hidden.acting() a;
        v_last := currval('app_public.changes_id_seq');
        delete from app_public.records r using old_rows n where r.id = n.id;
      end if;
      if v_last > v_before and exists (select from app_private.webhook_subscriptions s where s.object = %2$L and s.operation = lower(tg_op)) then
        perform app_hidden.queue_events(v_before, v_last);
      end if;
      return null;
    end
    $body$
  $f$, v_function, v_object.name, v_title, app_hidden.search_expression(v_object.name, 'n'), quote_literal(v_generated) || '::text[]', v_made, v_lost);

  execute format('create or replace trigger _900_track_insert after insert on %s referencing new table as new_rows for each statement execute function %s()', v_table, v_function);
  execute format('create or replace trigger _900_track_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function %s()', v_table, v_function);
  execute format('create or replace trigger _900_track_delete after delete on %s referencing old table as old_rows for each statement execute function %s()', v_table, v_function);
end
$$;
comment on function app_hidden.track is 'Makes (again) the triggers that keep the registry and the audit log for this object. Call it when its columns change.';

create function app_hidden.tg__track_links() returns trigger
language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_first bigint;
  v_last bigint;
begin
  if tg_op = 'INSERT' then
    with written as (
      insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, new)
      select a.*, 'insert', tg_table_name, (l.link ->> tg_argv[0])::uuid, coalesce(r.title, ''), l.link
      from (select to_jsonb(n) as link from new_rows n) l
      cross join app_hidden.acting() a
      left join app_public.records r on r.id = (l.link ->> tg_argv[0])::uuid
      returning id
    )
    select min(id), max(id) into v_first, v_last from written;
  else
    with written as (
      insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, old)
      select a.*, 'delete', tg_table_name, (l.link ->> tg_argv[0])::uuid, coalesce(r.title, ''), l.link
      from (select to_jsonb(n) as link from old_rows n) l
      cross join app_hidden.acting() a
      left join app_public.records r on r.id = (l.link ->> tg_argv[0])::uuid
      where tg_argv[1] = 'always' or l.link ->> tg_argv[0] is not null and r.id is null
      returning id
    )
    select min(id), max(id) into v_first, v_last from written;
  end if;
  if tg_table_schema = 'app_custom' and v_first is not null and exists (select from app_private.webhook_subscriptions s where s.operation = 'update') then
    perform app_hidden.queue_link_events(v_first, v_last);
  end if;
  return null;
end
$$;
comment on function app_hidden.tg__track_links is 'Keeps the links of records in the audit log, where undo finds them, and queues the events of fields of several records.';

create function app_hidden.track_links(link_table regclass, record_column name) returns void
language plpgsql set search_path = '' as $$
begin
  execute format('create or replace trigger _900_track_link after insert on %s referencing new table as new_rows for each statement execute function app_hidden.tg__track_links(%L, ''always'')', link_table, record_column);
  execute format('create or replace trigger _900_track_unlink after delete on %s referencing old table as old_rows for each statement execute function app_hidden.tg__track_links(%L, ''always'')', link_table, record_column);
end
$$;
comment on function app_hidden.track_links is
  'Makes the triggers that keep the rows of a link table in the audit log, under the record in record_column, so that links are undone and restored with the records that they join.';

create function app_hidden.reindex(object text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  execute (
    select format($q$
      update app_public.records r set title = w.title, search = w.search
      from (select n.id, coalesce(n.%1$I::text, '') as title, %2$s as search from %3$I.%4$I n) w
      where r.id = w.id and (r.title, r.search) is distinct from (w.title, w.search)
    $q$, o.title_column, app_hidden.search_expression(o.name, 'n'), o.schema_name, o.name)
    from app_public.objects o where o.name = reindex.object);
end
$$;
comment on function app_hidden.reindex is 'Brings titles and search of an object''s records in line with its fields, when those have changed.';
