-- Roles of the CRM. Each is a PostgreSQL role (db_role); its rights are derived from app_public.permissions.
create table app_public.roles (
  id uuid primary key default uuidv7(),
  key text not null constraint roles_key_unique unique constraint roles_key_format check (key ~ '^[a-z][a-z0-9_]{0,29}$'),
  name text not null constraint roles_name_unique unique constraint roles_name_length check (length(btrim(name)) between 1 and 60),
  description text not null default '',
  db_role name not null constraint roles_db_role_unique unique,
  is_shipped boolean not null default false,
  settings text[] not null default '{}' constraint roles_settings_known check (
    settings <@ array['members', 'roles', 'data_model', 'pipelines', 'webhooks', 'api_keys', 'import', 'export', 'audit', 'workspace']),
  default_read text not null default 'none' constraint roles_default_read_scope check (default_read in ('none', 'own', 'all')),
  default_create boolean not null default false,
  default_update text not null default 'none' constraint roles_default_update_scope check (default_update in ('none', 'own', 'all')),
  default_delete text not null default 'none' constraint roles_default_delete_scope check (default_delete in ('none', 'own', 'all')),
  created_at timestamptz not null default now(),
  constraint roles_default_write_implies_read check (
    (default_read = 'all' or (default_update <> 'all' and default_delete <> 'all'))
    and (default_read <> 'none' or (not default_create and default_update = 'none' and default_delete = 'none')))
);
alter table app_public.roles enable row level security;
create policy "roles: read" on app_public.roles for select to :MEMBER using (true);
grant select on app_public.roles to :MEMBER;

comment on table app_public.roles is 'A role of members and API keys; each is a PostgreSQL role of its own.';
comment on column app_public.roles.key is 'The stable name in code and in the PostgreSQL role.';
comment on column app_public.roles.db_role is 'The PostgreSQL role that holds its grants and policies.';
comment on column app_public.roles.is_shipped is 'Admin, User and Read-only ship with Rowan and cannot be deleted.';
comment on column app_public.roles.settings is 'What of the settings it manages: members, roles, data_model, pipelines, webhooks, api_keys, import, export, audit, workspace.';
comment on column app_public.roles.default_read is 'Read scope on objects made later: none, own or all.';
comment on column app_public.roles.default_create is 'Whether it creates records of objects made later.';
comment on column app_public.roles.default_update is 'Update scope on objects made later.';
comment on column app_public.roles.default_delete is 'Delete scope on objects made later.';
comment on constraint roles_default_write_implies_read on app_public.roles is
  'One can only change what one can read: widen default_read, or narrow the other defaults.';
comment on constraint roles_name_unique on app_public.roles is 'Another role already has this name.';
