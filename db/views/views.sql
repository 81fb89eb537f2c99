-- Saved views and favourites.
create table app_public.views (
  id uuid primary key default uuidv7(),
  object text not null references app_public.objects (name) on update cascade on delete cascade,
  name text not null constraint views_name_length check (length(btrim(name)) between 1 and 80),
  kind text not null default 'table' constraint views_kind check (kind in ('table', 'board')),
  columns jsonb not null default '[]' constraint views_columns_array check (jsonb_typeof(columns) = 'array'),
  filter jsonb not null default '{}' constraint views_filter_object check (jsonb_typeof(filter) = 'object'),
  sort jsonb not null default '[]' constraint views_sort_array check (jsonb_typeof(sort) = 'array'),
  group_by text,
  aggregates jsonb not null default '{}' constraint views_aggregates_object check (jsonb_typeof(aggregates) = 'object'),
  settings jsonb not null default '{}' constraint views_settings_object check (jsonb_typeof(settings) = 'object'),
  is_shared boolean not null default false,
  is_default boolean not null default false,
  user_id uuid default app_hidden.user_id() references app_public.users on delete cascade,
  position numeric not null default extract(epoch from clock_timestamp()),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- What changes fields goes through all views.
  constraint views_size check (octet_length(concat(columns, filter, sort, aggregates, settings)) <= 100000
    and not jsonb_path_exists(jsonb_build_array(columns, filter, sort, aggregates, settings), '$.**{100}'))
);
create index on app_public.views (object, position);
create index on app_public.views (user_id);
alter table app_public.views enable row level security;
create policy "views: read" on app_public.views for select to :MEMBER using (is_shared or user_id = (select app_hidden.user_id()));
create policy "views: insert" on app_public.views for insert to :MEMBER with check (user_id = (select app_hidden.user_id()));
create policy "views: update" on app_public.views for update to :MEMBER
  using (user_id = (select app_hidden.user_id()) or (is_shared and (select app_hidden.can_manage('workspace'))))
  with check (user_id = (select app_hidden.user_id()) or (is_shared and (select app_hidden.can_manage('workspace'))));
create policy "views: delete" on app_public.views for delete to :MEMBER
  using (user_id = (select app_hidden.user_id()) or (is_shared and (select app_hidden.can_manage('workspace'))));
grant select, insert, delete on app_public.views to :MEMBER;
grant update (name, kind, columns, filter, sort, group_by, aggregates, settings, is_shared, is_default, position, updated_at) on app_public.views to :MEMBER;

comment on constraint views_object_fkey on app_public.views is E'@fieldName ofObject\n@foreignFieldName views';
comment on constraint views_size on app_public.views is 'A view takes up to 100,000 characters, and conditions in conditions up to 40 deep.';
comment on table app_public.views is 'A saved way of looking at an object: personal, or shared with everybody.';
comment on column app_public.views.columns is 'Array of {field, width, hidden, pinned} in order.';
comment on column app_public.views.filter is 'Nested {and: [...]}, {or: [...]}, or {field, op, value}.';
comment on column app_public.views.sort is 'Array of {field, desc}.';
comment on column app_public.views.group_by is 'The field by which it groups; of a board, its columns.';
comment on column app_public.views.aggregates is 'Per field: count, filled, unique, sum, average, min or max.';
comment on column app_public.views.is_default is 'Shown first for this object.';
comment on column app_public.views.user_id is 'Whose it is.';

create table app_public.favorites (
  id uuid primary key default uuidv7(),
  user_id uuid not null default app_hidden.user_id() references app_public.users on delete cascade,
  record_id uuid references app_public.records on delete cascade,
  view_id uuid references app_public.views on delete cascade,
  position numeric not null default extract(epoch from clock_timestamp()),
  constraint favorites_one_thing check (num_nonnulls(record_id, view_id) = 1),
  constraint favorites_record_unique unique (user_id, record_id),
  constraint favorites_view_unique unique (user_id, view_id)
);
create index on app_public.favorites (record_id);
create index on app_public.favorites (view_id);
alter table app_public.favorites enable row level security;
create policy "favorites: mine" on app_public.favorites for all to :MEMBER
  using (user_id = (select app_hidden.user_id()))
  with check (user_id = (select app_hidden.user_id()) and (record_id is null or exists (select from app_public.records r where r.id = record_id)));
grant select, insert, delete, update (position) on app_public.favorites to :MEMBER;
-- What a member keeps at hand is their own matter; only that it went with its record is remembered, so that it comes back with it.
create trigger _900_track_unlink after delete on app_public.favorites referencing old table as old_rows
  for each statement execute function app_hidden.tg__track_links('record_id', 'with the record');
comment on table app_public.favorites is 'Records and views that a member keeps at hand.';
