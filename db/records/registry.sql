-- The registry: one row for every record of every object, under the same id; kept by triggers (track.sql).
create table app_public.records (
  id uuid primary key,
  object text not null,
  title text not null default '',
  owner_id uuid references app_public.users on delete set null not enforced, -- the record's own is
  search tsvector not null default '',
  title_key text not null generated always as (app_hidden.fold(left(title, 200))) stored
);
create index records_object_title_key_idx on app_public.records (object, title_key collate "C");
create index records_owner_idx on app_public.records (owner_id, object);
create index records_search_idx on app_public.records using gin (search) with (gin_pending_list_limit = 16384);
alter table app_public.records enable row level security;
grant select on app_public.records to :MEMBER;

comment on column app_public.records.object is 'The object of the record.';
comment on column app_public.records.title is 'What the record is called.';
comment on column app_public.records.owner_id is 'The member answerable for the record.';
comment on column app_public.records.search is 'What search finds it by.';
comment on column app_public.records.title_key is E'@behavior -*\nThe title as search compares it.';
