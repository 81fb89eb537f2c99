--! Previous: sha1:73510dd75dbbfce0d85a5839054f631c60dad571
--! Hash: sha1:99e846573d5c4a78b70429740d5f4df0453f6ef8
--! Message: v0-6-0

CREATE OR REPLACE FUNCTION app_hidden.search_vector(value text)
 RETURNS tsvector
 LANGUAGE plpgsql
 IMMUTABLE PARALLEL SAFE STRICT
AS $function$
declare
  v_text text := app_hidden.fold(case when octet_length(value) > 100000 then left(value, 100000) else value end);
  v_words text[] := array_remove(string_to_array(regexp_replace(v_text, '[^[:alnum:] ]+', ' ', 'g'), ' '), '');
begin
  -- PostgreSQL takes no longer words.
  if octet_length(v_text) > 2046 then
    v_words := array(select w from unnest(v_words) w where octet_length(w) <= 2046);
  end if;
  return array_to_tsvector(v_words);
end
$function$;

comment on function app_hidden.search_vector(text) is $comment$The words of the first 100,000 characters, folded: what is between letters and digits parts them, as it does in what is searched for (app_hidden.search_terms), so that ana@acme.com is found by ana, acme or com.$comment$;

grant execute on function app_hidden.search_vector(text) to :ANONYMOUS, :MEMBER, :WORKER;

CREATE OR REPLACE FUNCTION app_hidden.search_expression(object text, row_alias text)
 RETURNS text
 LANGUAGE plpgsql
 STABLE
 SET search_path TO ''
AS $function$
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
$function$;

CREATE OR REPLACE FUNCTION app_hidden.track(object text)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO ''
AS $function$
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

  execute format($f$
    create or replace function %1$s() returns trigger language plpgsql security definer set search_path = '' set timezone = 'UTC' as $body$
    declare
      v_first bigint;
      v_last bigint;
    begin
      if tg_op = 'INSERT' then
        insert into app_public.records (id, object, title, owner_id, search)
        select n.id, %2$L, %3$s, n.owner_id, %4$s from new_rows n;
        with written as (
          insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, new)
          select a.*, 'insert', %2$L, n.id, %3$s, %6$s from new_rows n cross join app_hidden.acting() a
          returning id
        )
        select min(id), max(id) into v_first, v_last from written;
      elsif tg_op = 'UPDATE' then
        with written as (
          insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, old, new)
          select a.*, 'update', %2$L, n.id, %3$s, d.old, d.new
          from new_rows n join old_rows o on o.id = n.id cross join app_hidden.acting() a
          cross join lateral (
            select jsonb_object_agg(b.key, w.value) as old, jsonb_object_agg(b.key, b.value) as new
            from jsonb_each(to_jsonb(n.*) - %5$s) b join jsonb_each(to_jsonb(o.*) - %5$s) w on w.key = b.key
            where w.value is distinct from b.value
          ) d
          where d.new is not null
          returning id
        )
        select min(id), max(id) into v_first, v_last from written;
        update app_public.records r set title = w.title, owner_id = w.owner_id, search = w.search
        from (select n.id, %3$s as title, n.owner_id, %4$s as search from new_rows n) w
        where r.id = w.id and (r.title, r.owner_id, r.search) is distinct from (w.title, w.owner_id, w.search);
      else
        with written as (
          insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, old)
          select a.*, 'delete', %2$L, n.id, %3$s, %7$s from old_rows n cross join app_hidden.acting() a
          returning id
        )
        select min(id), max(id) into v_first, v_last from written;
        delete from app_public.records r using old_rows n where r.id = n.id;
      end if;
      if v_first is not null and exists (select from app_private.webhook_subscriptions s where s.object = %2$L and s.operation = lower(tg_op)) then
        perform app_hidden.queue_events(v_first, v_last);
      end if;
      return null;
    end
    $body$
  $f$, v_function, v_object.name, v_title, app_hidden.search_expression(v_object.name, 'n'), quote_literal(v_generated) || '::text[]', v_made, v_lost);

  execute format('create or replace trigger _900_track_insert after insert on %s referencing new table as new_rows for each statement execute function %s()', v_table, v_function);
  execute format('create or replace trigger _900_track_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function %s()', v_table, v_function);
  execute format('create or replace trigger _900_track_delete after delete on %s referencing old table as old_rows for each statement execute function %s()', v_table, v_function);
end
$function$;

drop function app_hidden.words(text);

-- What is made from metadata, custom objects included, is made again.
select app_hidden.track(o.name) from app_public.objects o;
select app_hidden.derive_all();
