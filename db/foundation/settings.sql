-- What this database knows of itself. One row.
create table app_private.settings (
  id boolean primary key default true constraint settings_one_row check (id),
  role_prefix text not null,
  backup_folder text,
  backup_keep integer
);
comment on table app_private.settings is 'One row: the prefix of this database''s PostgreSQL roles, and where the worker puts backups.';
alter table app_private.settings enable row level security;
insert into app_private.settings (role_prefix) values (current_database() || '_');

create function app_hidden.role_name(key text) returns name
language sql stable security definer set search_path = ''
return (select role_prefix || key from app_private.settings)::name;
comment on function app_hidden.role_name is 'The PostgreSQL role of a CRM role''s key: user gives <database>_user.';
grant execute on function app_hidden.role_name to :MEMBER, :ANONYMOUS, :AUTHENTICATOR, :WORKER;
