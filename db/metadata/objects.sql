-- The metadata: every object, field and option, shipped and custom alike.
create table app_public.objects (
  id uuid primary key default uuidv7(),
  name text not null constraint objects_name_unique unique constraint objects_name_format check (name ~ '^[a-z][a-z0-9_]{0,49}$'),
  singular text not null constraint objects_singular_format check (singular ~ '^[a-z][a-z0-9_]{0,49}$'),
  label text not null constraint objects_label_length check (length(label) between 1 and 60),
  label_plural text not null constraint objects_label_plural_length check (length(label_plural) between 1 and 60),
  description text not null default '',
  icon text not null default 'box' constraint objects_icon_length check (length(icon) between 1 and 40),
  color text not null default 'gray',
  schema_name name not null default 'app_custom' constraint objects_schema check (schema_name in ('app_public', 'app_custom')),
  title_column name not null default 'name',
  api_name text not null generated always as (app_hidden.camel(singular)) stored,
  api_name_plural text not null generated always as (app_hidden.camel(case when name = singular then name || '_list' else name end)) stored,
  rest_name text not null generated always as (replace(regexp_replace(case when name = singular then name || '_list' else name end, '_(\d)', '\1', 'g'), '_', '-')) stored,
  is_custom boolean not null generated always as (schema_name = 'app_custom') stored,
  is_active boolean not null default true,
  position integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index objects_api_name_unique on app_public.objects (api_name);
create unique index objects_api_name_plural_unique on app_public.objects (api_name_plural);
alter table app_public.objects enable row level security;
create policy "objects: read" on app_public.objects for select to :MEMBER using (true);
grant select on app_public.objects to :MEMBER;

comment on table app_public.objects is 'A kind of record, shipped or custom. Its table is schema_name.name.';
comment on column app_public.objects.name is 'The table''s name, and the key of the object everywhere (records, changes, permissions).';
comment on column app_public.objects.singular is 'The singular in snake case.';
comment on column app_public.objects.label is 'What people call one of them.';
comment on column app_public.objects.label_plural is 'What people call many of them.';
comment on column app_public.objects.icon is 'The name of a lucide icon.';
comment on column app_public.objects.title_column is 'The column that names a record.';
comment on column app_public.objects.api_name is 'The singular as GraphQL spells it; mutations are create, update and delete before it.';
comment on column app_public.objects.api_name_plural is 'The plural as GraphQL spells it: the field that lists them.';
comment on column app_public.objects.rest_name is 'The path under /rest.';
comment on column app_public.objects.is_active is 'A deactivated object is hidden from the client and kept.';

create table app_public.field_types (
  name text primary key,
  label text not null,
  sql_type text not null,
  settings text[] not null,
  position integer not null
);
alter table app_public.field_types enable row level security;
create policy "field_types: read" on app_public.field_types for select to :MEMBER using (true);
grant select on app_public.field_types to :MEMBER;
comment on table app_public.field_types is 'The kinds of field, and the PostgreSQL type of each one''s column.';
comment on column app_public.field_types.settings is 'What create_field takes for it, besides help, group and name.';
insert into app_public.field_types (name, label, sql_type, settings, position)
select t.name, t.label, t.sql_type, string_to_array(t.settings, ' '), t.position
from (values
  ('text', 'Text', 'text', 'required unique default index max_length', 1),
  ('long_text', 'Long text', 'text', 'required default index', 2),
  ('number', 'Number', 'numeric', 'required unique default index decimals unit', 3),
  ('currency', 'Currency', 'numeric', 'required default index', 4),
  ('date', 'Date', 'date', 'required unique default', 5),
  ('date_time', 'Date and time', 'timestamptz', 'required unique default', 6),
  ('boolean', 'Yes or no', 'boolean', 'default', 7),
  ('enum', 'Choice', 'text', 'required default options', 8),
  ('multi_enum', 'Several choices', 'text[]', 'required default index options', 9),
  ('emails', 'E-mails', 'text[]', 'required index', 10),
  ('phones', 'Phones', 'text[]', 'required index', 11),
  ('url', 'Link', 'text', 'required unique default index', 12),
  ('rating', 'Rating', 'smallint', 'required default index max', 13),
  ('json', 'JSON', 'jsonb', 'required default', 14),
  ('member', 'Member', 'uuid', 'required default', 15),
  ('relation', 'Relation', 'uuid', 'required target inverse_label inverse_name on_delete', 16),
  ('many_to_many', 'Several records', '', 'target inverse_label inverse_name', 17),
  ('formula', 'Formula', '', 'formula decimals unit index', 18)
) t (name, label, sql_type, settings, position);

create table app_public.fields (
  id uuid primary key default uuidv7(),
  object text not null references app_public.objects (name) on update cascade on delete cascade,
  name text not null constraint fields_name_format check (name ~ '^[a-z][a-z0-9_]{0,49}$'),
  column_name name,
  label text not null constraint fields_label_length check (length(label) between 1 and 60),
  type text not null references app_public.field_types (name) on delete restrict,
  settings jsonb not null default '{}' constraint fields_settings_object check (jsonb_typeof(settings) = 'object'),
  help text not null default '' constraint fields_help_length check (length(help) <= 500),
  target_object text references app_public.objects (name) on update cascade on delete cascade,
  inverse_name text constraint fields_inverse_name_format check (inverse_name ~ '^[a-z][a-z0-9_]{0,49}$'),
  inverse_label text,
  link_table name,
  api_name text not null generated always as (app_hidden.camel(coalesce(column_name::text, name))) stored,
  relation_api_name text generated always as (case when target_object is not null or type = 'member' then app_hidden.camel(name) end) stored,
  is_required boolean not null default false,
  is_unique boolean not null default false,
  is_custom boolean not null default false,
  is_read_only boolean not null default false,
  is_active boolean not null default true,
  is_indexed boolean not null default false,
  "default" jsonb,
  "group" text not null default '',
  position integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint fields_name_unique unique (object, name)
);
create unique index fields_column_unique on app_public.fields (object, column_name);
create index on app_public.fields (target_object);
create index on app_public.fields (type);
alter table app_public.fields enable row level security;
create policy "fields: read" on app_public.fields for select to :MEMBER using (true);
grant select on app_public.fields to :MEMBER;

comment on constraint fields_object_fkey on app_public.fields is E'@fieldName ofObject\n@foreignFieldName fields';
comment on constraint fields_target_object_fkey on app_public.fields is E'@fieldName target\n@foreignFieldName relations';
comment on constraint fields_type_fkey on app_public.fields is E'@fieldName fieldType\n@backwardBehavior -*';
comment on table app_public.fields is 'A field of an object: a column, or a many-to-many link.';
comment on column app_public.fields.name is 'The field''s name in snake case; of a relation, the name without _id.';
comment on column app_public.fields.column_name is 'The column in the object''s table; null for many-to-many.';
comment on column app_public.fields.settings is 'By type: text {max_length}, number {decimals, unit}, currency {currency_column}, rating {max}, relation {on_delete}, enum {options: stages or pipelines, where those are the options}.';
comment on column app_public.fields.target_object is 'The object that a relation points to.';
comment on column app_public.fields.inverse_name is 'What the target calls the records that point to it.';
comment on column app_public.fields.link_table is 'The table of a many-to-many field''s links.';
comment on column app_public.fields.api_name is 'The field of the value in GraphQL and REST (companyId).';
comment on column app_public.fields.relation_api_name is 'The field of the related record in GraphQL (company).';
comment on column app_public.fields.is_read_only is 'Kept by the database; cannot be written.';
comment on column app_public.fields."default" is 'The value of new records that give none.';
comment on column app_public.fields."group" is 'The heading under which the record page shows it.';

create table app_public.field_options (
  id uuid primary key default uuidv7(),
  field_id uuid not null references app_public.fields on delete cascade,
  value text not null constraint field_options_value_length check (length(value) between 1 and 60),
  label text not null constraint field_options_label_length check (length(btrim(label)) between 1 and 60),
  color text not null default 'gray',
  position integer not null default 0,
  constraint field_options_value_unique unique (field_id, value)
);
alter table app_public.field_options enable row level security;
create policy "field_options: read" on app_public.field_options for select to :MEMBER using (true);
grant select on app_public.field_options to :MEMBER;
comment on constraint field_options_field_id_fkey on app_public.field_options is E'@foreignFieldName options';
comment on table app_public.field_options is 'A choice of an enum field: the stored value, its label, colour and order.';

create function app_hidden.object_plural(singular text, plural text) returns text
language sql immutable parallel safe
return case when plural = singular then plural || '_list' else plural end;
comment on function app_hidden.object_plural is 'The plural in the API, where it has to differ from the singular: sheep, sheep_list.';

create function app_hidden.object_name(object text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_name text;
begin
  select o.name into v_name from app_public.objects o
  where object_name.object in (o.name, o.singular, o.api_name, o.api_name_plural, o.rest_name, o.label, o.label_plural, o.id::text)
  order by (o.name = object_name.object) desc limit 1;
  if not found then
    perform app_hidden.fail('RM404', 'object_known', format('There is no object called “%s”.', left(object_name.object, 80)), field => 'object');
  end if;
  return v_name;
end
$$;
comment on function app_hidden.object_name is 'The key of an object given by key, singular, API name, label or id. Raises RM404.';
grant execute on function app_hidden.object_name to :MEMBER;

create function app_hidden.field_of(field text) returns app_public.fields
language plpgsql stable security definer set search_path = '' as $$
declare
  v_object text := split_part(field_of.field, '.', 1);
  v_name text := substr(field_of.field, length(split_part(field_of.field, '.', 1)) + 2);
  v_field app_public.fields;
begin
  select f.* into v_field from app_public.fields f
  where f.id::text = field_of.field
    or v_name in (f.name, f.column_name, f.api_name, f.label) and f.object = (
      select o.name from app_public.objects o where v_object in (o.name, o.singular, o.api_name, o.api_name_plural, o.rest_name, o.label, o.label_plural)
      order by (o.name = v_object) desc limit 1)
  order by (f.name = v_name) desc limit 1;
  if not found then
    perform app_hidden.fail('RM404', 'field_known', format('There is no field “%s”.', left(field_of.field, 100)), 'Give its id, or object.field.', 'field');
  end if;
  return v_field;
end
$$;
comment on function app_hidden.field_of is 'A field given by its id or as object.field. Raises RM404.';
grant execute on function app_hidden.field_of to :MEMBER;
