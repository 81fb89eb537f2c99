-- What each role may do with the records of each object. These rows are the truth; derive.sql makes policies of them.
create table app_public.permissions (
  role_id uuid not null references app_public.roles on delete cascade,
  object text not null references app_public.objects (name) on update cascade on delete cascade,
  read text not null default 'none' constraint permissions_read_scope check (read in ('none', 'own', 'all')),
  "create" boolean not null default false,
  update text not null default 'none' constraint permissions_update_scope check (update in ('none', 'own', 'all')),
  delete text not null default 'none' constraint permissions_delete_scope check (delete in ('none', 'own', 'all')),
  primary key (role_id, object),
  constraint permissions_write_implies_read check (
    (read = 'all' or (update <> 'all' and delete <> 'all')) and (read <> 'none' or (not "create" and update = 'none' and delete = 'none')))
);
create index on app_public.permissions (object);
alter table app_public.permissions enable row level security;
create policy "permissions: read" on app_public.permissions for select to :MEMBER using (true);
grant select on app_public.permissions to :MEMBER;

comment on constraint permissions_object_fkey on app_public.permissions is E'@fieldName ofObject\n@foreignFieldName permissions';
comment on table app_public.permissions is 'Per role and object: which records it reads, updates and deletes (none, own, all) and whether it creates.';
comment on column app_public.permissions.read is 'none, own (owner_id is me) or all.';
comment on column app_public.permissions."create" is 'Whether it creates records.';
comment on column app_public.permissions.update is 'none, own or all; at most as wide as read.';
comment on column app_public.permissions.delete is 'none, own or all; at most as wide as read.';

create table app_private.former_objects (
  name text primary key,
  readers uuid[] not null
);
alter table app_private.former_objects enable row level security;
comment on table app_private.former_objects is
  'What the audit log calls objects, and the links from and to them, that were deleted, with the roles that read all of them then: only these, and who reads the whole log, read on what is told of them there.';
