--! Previous: sha1:73510dd75dbbfce0d85a5839054f631c60dad571
--! Hash: sha1:2563344f3863f6dc5ad502dbe747108a0e54ec39
--! Message: v0-6-0

drop function app_hidden.export_columns(text,text[],text,text);

drop function app_hidden.begin_export(text,text[],text,jsonb,jsonb,text);

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

  -- n.* and not n: an object may have a field that is called N.
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

CREATE OR REPLACE FUNCTION app_hidden.export_columns(object text, fields text[], format text, alias text)
 RETURNS TABLE(name text, expression text, joined text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_field app_public.fields;
  v_value text;
  v_target app_public.objects;
  v_unknown text;
  v_currency text;
  v_table text;
  v_title text;
begin
  if export_columns.object = 'changes' then
    return query select c.name, c.expression, case c.name when 'user' then format('left join app_public.users user_id on user_id.id = %s.user_id', alias) end from (values
      ('id', '%1$s.id'), ('at', 'to_char(%1$s.at at time zone ''UTC'', ''YYYY-MM-DD"T"HH24:MI:SS.US"Z"'')'),
      ('user', 'app_hidden.cell(user_id.name)'), ('userId', '%1$s.user_id'),
      ('apiKeyId', '%1$s.api_key_id'), ('dbRole', '%1$s.db_role'), ('source', '%1$s.source'), ('transactionId', '%1$s.transaction_id'),
      ('undoes', '%1$s.undoes'), ('operation', '%1$s.operation'), ('object', '%1$s.object'), ('recordId', '%1$s.record_id'),
      ('title', 'app_hidden.cell(%1$s.title)'), ('old', '%1$s.old'), ('new', '%1$s.new')) v (name, template)
    cross join lateral (select v.name, format(v.template, alias) as expression) c
    where export_columns.fields is null or c.name = 'id' or c.name = any (export_columns.fields);
    return;
  end if;
  select f into v_unknown from unnest(export_columns.fields) f
  where f <> 'id' and not exists (select from app_public.fields k where k.object = export_columns.object and k.api_name = f and k.is_active);
  if found then
    perform app_hidden.fail('RM400', 'export_fields_known', format('%s have no field “%s”.', export_columns.object, v_unknown), field => 'fields');
  end if;
  name := 'id';
  expression := format('%s.id', alias);
  return next;
  for v_field in
    select k.* from app_public.fields k
    where k.object = export_columns.object and k.is_active and (export_columns.fields is null or k.api_name = any (export_columns.fields))
    order by array_position(export_columns.fields, k.api_name), k.position, k.name
  loop
    name := v_field.api_name;
    if v_field.type = 'many_to_many' then
      select o.* into v_target from app_public.objects o where o.name = v_field.target_object;
      if format = 'csv' then
        name := v_field.api_name || 'Ids';
        expression := format('(select string_agg(t.id::text, ''; '' order by t.%1$I, t.id) from app_custom.%2$I l join %3$s t on t.id = l.target_id where l.source_id = %4$s.id)',
          v_target.title_column, v_field.link_table, app_hidden.object_table(v_target.name), alias);
        return next;
        name := v_field.api_name;
      end if;
      expression := format('(select %s from app_custom.%I l join %s t on t.id = l.target_id where l.source_id = %s.id)',
        case format when 'json' then format('coalesce(json_agg(json_build_object(''id'', t.id, ''title'', t.%1$I) order by t.%1$I, t.id), ''[]'')', v_target.title_column)
          else format('app_hidden.cell(string_agg(app_hidden.list_item(t.%1$I::text), ''; '' order by t.%1$I, t.id))', v_target.title_column) end,
        v_field.link_table, app_hidden.object_table(v_target.name), alias);
      return next;
      continue;
    end if;
    v_value := format('%s.%I', alias, v_field.column_name);
    -- Related records by id and by title; members by id and name.
    expression := case
      when format = 'json' and v_field.type in ('number', 'currency') then v_value || '::text'
      when format = 'json' then v_value
      when v_field.type in ('emails', 'phones', 'multi_enum') then format('app_hidden.cell(nullif(array_to_string(%s, ''; ''), ''''))', v_value)
      when v_field.type in ('text', 'long_text', 'url', 'enum') and v_field.column_name not like '%\_id' then format('app_hidden.cell(%s)', v_value)
      when v_field.type = 'boolean' then v_value || '::text' -- COPY would write t and f
      when v_field.type = 'date_time' then format('to_char(%s at time zone ''UTC'', ''YYYY-MM-DD"T"HH24:MI:SS.US"Z"'')', v_value)
      else v_value end;
    return next;
    v_currency := v_field.settings ->> 'currency_column';
    if v_currency is not null then
      name := app_hidden.camel(v_currency);
      expression := format('%s.%I', alias, v_currency);
      return next;
    end if;
    continue when (v_field.type in ('member', 'relation') or v_field.settings ->> 'options' in ('stages', 'pipelines')) is not true;
    v_table := 'app_public.users';
    v_title := 'name';
    if v_field.type = 'relation' then
      select app_hidden.object_table(o.name), o.title_column into v_table, v_title from app_public.objects o where o.name = v_field.target_object;
    elsif v_field.type <> 'member' then
      v_table := format('app_public.%I', v_field.settings ->> 'options');
    end if;
    -- Joined, and not a subquery for each row: PostgreSQL remembers what it has found. Under the column's name, which no other field has.
    name := app_hidden.camel(v_field.name) || case v_field.column_name when v_field.name then 'Name' else '' end;
    expression := format(case format when 'csv' then 'app_hidden.cell(%I.%I::text)' else '%I.%I::text' end, v_field.column_name, v_title);
    joined := format('left join %1$s %2$I on %2$I.id = %3$s', v_table, v_field.column_name, v_value);
    return next;
    joined := null;
  end loop;
end
$function$;

comment on function app_hidden.export_columns(text,text[],text,text) is $comment$The columns of an export, each with the SQL that gives it for a row called alias and what that row is joined to for it: the chosen fields, or all; related records by id and title. Raises RM400.$comment$;

CREATE OR REPLACE FUNCTION app_hidden.begin_export(object text, fields text[], format text, filter jsonb, sort jsonb, alias text, OUT id uuid, OUT select_list text, OUT joins text)
 RETURNS record
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  v_object text := case begin_export.object when 'changes' then 'changes' else app_hidden.object_name(begin_export.object) end;
begin
  perform app_hidden.must_manage('export');
  select string_agg(format('%s as %I', c.expression, c.name), ', '), coalesce(string_agg(c.joined, ' '), '') into begin_export.select_list, begin_export.joins
  from app_hidden.export_columns(v_object, begin_export.fields, begin_export.format, begin_export.alias) c;
  insert into app_public.exports as e (object, api_key_id, format, columns, filter, sort)
  values (v_object, app_hidden.api_key_id(), begin_export.format,
    array(select c.name from app_hidden.export_columns(v_object, begin_export.fields, begin_export.format, begin_export.alias) c),
    coalesce(begin_export.filter, '{}'), coalesce(begin_export.sort, '[]'))
  returning e.id into begin_export.id;
end
$function$;

comment on function app_hidden.begin_export(text,text[],text,jsonb,jsonb,text) is $comment$Notes that somebody exports, and gives the SQL of the columns and of the joins that they need. Raises RM403 without the permission, RM400 for unknown fields.$comment$;

grant execute on function app_hidden.begin_export(text,text[],text,jsonb,jsonb,text) to :MEMBER;

drop function app_hidden.words(text);

-- What is made from metadata, custom objects included, is made again.
select app_hidden.track(o.name) from app_public.objects o;
select app_hidden.derive_all();
