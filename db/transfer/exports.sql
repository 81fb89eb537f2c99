-- Exports: who took which records out, and how each field is written in a file.
create table app_public.exports (
  id uuid primary key default uuidv7(),
  object text not null,
  user_id uuid not null default app_hidden.user_id() references app_public.users on delete cascade,
  api_key_id uuid references app_public.api_keys on delete set null,
  format text not null constraint exports_format check (format in ('csv', 'json')),
  columns text[] not null,
  filter jsonb not null default '{}',
  sort jsonb not null default '[]',
  status text not null default 'running' constraint exports_status check (status in ('running', 'done', 'stopped')),
  row_count bigint not null default 0,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index on app_public.exports (user_id, id);
create index on app_public.exports (object, id);
create index on app_public.exports (api_key_id);
alter table app_public.exports enable row level security;
create policy "exports: read" on app_public.exports for select to :MEMBER
  using (user_id = (select app_hidden.user_id()) or (select app_hidden.can_manage('audit')));
grant select on app_public.exports to :MEMBER;
comment on column app_public.exports.object is 'Of what: an object, or changes (the audit log).';
comment on constraint exports_api_key_id_fkey on app_public.exports is E'@backwardBehavior -*';
comment on table app_public.exports is E'@behavior -insert -update -delete\nWho exported what, and when.';
comment on column app_public.exports.user_id is 'The member who exported.';
comment on column app_public.exports.api_key_id is 'The API key with which it was done.';
comment on column app_public.exports.format is 'csv or json.';
comment on column app_public.exports.columns is 'The fields in the file, as the API spells them.';
comment on column app_public.exports.filter is 'Which records, as a GraphQL filter.';
comment on column app_public.exports.sort is 'In which order, as GraphQL''s orderBy.';
comment on column app_public.exports.status is 'running, done, or stopped: whoever asked went away, or something failed.';
comment on column app_public.exports.row_count is 'How many records are in the file.';

create function app_hidden.cell(value text) returns text
language sql immutable parallel safe
return case
  when ascii(value) in (9, 10, 13, 43, 45, 61, 64, 65291, 65293, 65309, 65312) and value !~ '^[+-]?[0-9 ().,/-]*$' then '''' || value
  when ascii(value) = 39 and value ~ '^''+[=+@\t\n\r＝＋＠－-]' then '''' || value
  else value end;
comment on function app_hidden.cell is
  'A text as a spreadsheet may open it: what would be a formula (it begins with =, +, -, @, also in full width, a tab or the end of a line: OWASP, CSV injection) begins with an apostrophe, and with one more what begins so by itself: import_cell takes it off again. Numbers and phone numbers stay as they are.';

create function app_hidden.list_item(title text) returns text
language sql immutable parallel safe
return case when title ~ '[;|,\n"]' then '"' || replace(title, '"', '""') || '"' else title end;
comment on function app_hidden.list_item is 'A title as one of several in a cell, as import_list reads it: in quotes when it holds what separates them.';

create function app_hidden.export_columns(object text, fields text[], format text, alias text) returns table (name text, expression text, joined text)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_field record;
  v_value text;
  v_target app_public.objects;
  v_link record;
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
  where f not in ('id', 'about') and not exists (select from app_public.fields k where k.object = export_columns.object and k.api_name = f and k.is_active);
  if found then
    perform app_hidden.fail('RM400', 'export_fields_known', format('%s have no field “%s”.', export_columns.object, v_unknown), field => 'fields');
  end if;
  name := 'id';
  expression := format('%s.id', alias);
  return next;
  for v_field in
    select k.* from (
      select f.*, f.api_name as wanted from app_public.fields f where f.object = export_columns.object and f.is_active
      union all select f.*, 'about' from app_hidden.about_fields(export_columns.object) f) k
    where export_columns.fields is null or k.wanted = any (export_columns.fields)
    order by array_position(export_columns.fields, k.wanted), k.position, k.name
  loop
    name := v_field.api_name;
    if v_field.type = 'many_to_many' then
      select o.* into v_target from app_public.objects o where o.name = v_field.target_object;
      select * into v_link from app_hidden.link_columns(v_field.link_table);
      if format = 'csv' then
        name := v_field.api_name || 'Ids';
        expression := format('(select string_agg(t.id::text, ''; '' order by t.%1$I, t.id) from %2$s l join %3$s t on t.id = l.%6$I where l.%5$I = %4$s.id)',
          v_target.title_column, v_link.name, app_hidden.object_table(v_target.name), alias, v_link.source, v_link.target);
        return next;
        name := v_field.api_name;
      end if;
      expression := format('(select %s from %s l join %s t on t.id = l.%I where l.%I = %s.id)',
        case format when 'json' then format('coalesce(json_agg(json_build_object(''id'', t.id, ''title'', t.%1$I) order by t.%1$I, t.id), ''[]'')', v_target.title_column)
          else format('app_hidden.cell(string_agg(app_hidden.list_item(t.%1$I::text), ''; '' order by t.%1$I, t.id))', v_target.title_column) end,
        v_link.name, app_hidden.object_table(v_target.name), v_link.target, v_link.source, alias);
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
$$;
comment on function app_hidden.export_columns is
  'The columns of an export, each with the SQL that gives it for a row called alias and what that row is joined to for it: the chosen fields, or all (about: what notes and tasks are about); related records by id and title. Raises RM400.';

create function app_hidden.begin_export(object text, fields text[], format text, filter jsonb, sort jsonb, alias text, out id uuid, out select_list text, out joins text)
language plpgsql volatile security definer set search_path = '' as $$
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
$$;
comment on function app_hidden.begin_export is 'Notes that somebody exports, and gives the SQL of the columns and of the joins that they need. Raises RM403 without the permission, RM400 for unknown fields.';

create function app_hidden.end_export(id uuid, status text, row_count bigint) returns void
language sql volatile security definer set search_path = ''
begin atomic
  update app_public.exports e set status = end_export.status, row_count = end_export.row_count, finished_at = clock_timestamp()
  where e.id = end_export.id and e.user_id = app_hidden.user_id();
end;
comment on function app_hidden.end_export is 'Notes how an export of one''s own ended.';
grant execute on function app_hidden.cell, app_hidden.list_item, app_hidden.begin_export, app_hidden.end_export to :MEMBER;
