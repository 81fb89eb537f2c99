--! Previous: -
--! Hash: sha1:76a0d025ba4009c2c16658d2bf4cffb7409ba07a
--! Message: rowan

--! Included index.sql
-- The program, in the order in which its parts need each other.
--! Included foundation/schemas.sql
-- The four schemas, the extensions and the fixed roles of the cluster.
create extension if not exists pgcrypto with schema public;
create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;

create schema app_public;
create schema app_custom;
create schema app_hidden;
create schema app_private;
comment on schema app_public is 'Shipped tables and functions: what GraphQL, REST and SQL offer.';
comment on schema app_custom is 'Tables of custom objects; only the metadata functions create them.';
comment on schema app_hidden is 'Helpers that policies, triggers and the server call; not part of the API.';
comment on schema app_private is 'Secrets; reached through security definer functions only.';

-- Only this form, without a schema, takes EXECUTE away from PUBLIC for functions made later.
alter default privileges revoke execute on functions from public;

-- Roles belong to the cluster and outlive a database, so each is made only when it is missing.
do $$
declare
  v_role text;
begin
  if length(current_database()) > 30 then
    raise exception 'The name of the database (%) is longer than 30 bytes; role names start with it.', current_database();
  end if;
  foreach v_role in array array['authenticator', 'worker', 'anonymous', 'member'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = current_database() || '_' || v_role) then
      execute format('create role %I %s', current_database() || '_' || v_role,
        case when v_role in ('authenticator', 'worker') then 'login noinherit' else 'nologin' end);
    end if;
  end loop;
end
$$;
grant :ANONYMOUS to :AUTHENTICATOR;

grant usage on schema app_public, app_custom to :MEMBER, :ANONYMOUS;
grant usage on schema app_hidden to :MEMBER, :ANONYMOUS, :AUTHENTICATOR, :WORKER;
--! EndIncluded foundation/schemas.sql
--! Included foundation/errors.sql
-- How every rule says no: SQLSTATE RM + HTTP status, the rule's name as the constraint, the field as the column.
create function app_hidden.fail(code text, rule text, message text, hint text default null, field text default null)
returns void language plpgsql immutable as $$
begin
  raise exception using
    errcode = fail.code,
    constraint = fail.rule,
    message = fail.message,
    hint = coalesce(fail.hint, ''),
    column = coalesce(fail.field, '');
end
$$;
comment on function app_hidden.fail is
  'Raises an error for people. code: RM400 bad input, RM401 not signed in, RM403 forbidden, RM404 not found, RM409 conflict, RM429 too many. rule: the name of the broken rule. hint: the way out. field: the column concerned.';
grant execute on function app_hidden.fail to :MEMBER, :ANONYMOUS, :AUTHENTICATOR, :WORKER;
--! EndIncluded foundation/errors.sql
--! Included foundation/text.sql
-- Text as it is compared: without accents, case, punctuation.
create function app_hidden.fold(value text) returns text
language sql immutable parallel safe strict
return lower(public.unaccent('public.unaccent'::regdictionary, value));
comment on function app_hidden.fold is 'Lower case without accents: how search compares.';

create function app_hidden.words(value text) returns text
language sql immutable parallel safe strict
return translate(app_hidden.fold(value), '@._-/+', '      ');
comment on function app_hidden.words is 'Folded text in which what joins words (@ . _ - / +) is a blank, so that ana@acme.com is found by ana, acme or com.';

create function app_hidden.phone_words(phones text[]) returns text
language plpgsql immutable parallel safe strict as $$
declare
  v_phone text;
  v_words text := '';
begin
  foreach v_phone in array phones loop
    v_phone := translate(v_phone, ' ()+-./', '');
    v_words := concat_ws(' ', v_words, v_phone, case when length(v_phone) > 10 then right(v_phone, 10) end, case when length(v_phone) > 7 then right(v_phone, 7) end);
  end loop;
  return v_words;
end
$$;
comment on function app_hidden.phone_words is 'Phone numbers as digits: whole, last ten, last seven, so that a prefix of any finds them.';

create function app_hidden.are_emails(emails text[]) returns boolean
language plpgsql immutable parallel safe strict as $$
declare
  v_email text;
begin
  foreach v_email in array emails loop
    if v_email is null or length(v_email) > 254 or v_email !~ '^[^\s@,;<>"]+@[^\s@,;<>"]+\.[^\s@,;<>".]+$' then
      return false;
    end if;
  end loop;
  return true;
end
$$;
comment on function app_hidden.are_emails is 'Whether every element looks like an e-mail address (one @, a dot after it, at most 254 characters: RFC 5321).';

create function app_hidden.lower_all(texts text[]) returns text[]
language sql immutable parallel safe strict
return (select coalesce(array_agg(lower(btrim(t)) order by n), '{}') from unnest(texts) with ordinality u (t, n) where btrim(t) <> '');
comment on function app_hidden.lower_all is 'Elements trimmed and in lower case, empty ones left out: e-mail addresses compare without case.';

create function app_hidden.domain_of(value text) returns text
language sql immutable parallel safe strict
return nullif(rtrim(regexp_replace(regexp_replace(lower(btrim(value)), '^[a-z]+://', ''), '^www\.|[/?#:].*$', '', 'g'), '.'), '');
comment on function app_hidden.domain_of is 'The bare domain of a URL or host: https://www.Acme.com/x gives acme.com.';

create function app_hidden.slug(label text) returns text
language sql immutable parallel safe strict
return btrim(regexp_replace(app_hidden.fold(label), '[^a-z0-9]+', '_', 'g'), '_');
comment on function app_hidden.slug is 'A label as a lower-case snake name: "Delivery date" gives delivery_date. Empty when no letter or digit is left.';

create function app_hidden.camel(name text) returns text
language sql immutable parallel safe strict
return (select string_agg(case when n = 1 then part else initcap(part) end, '' order by n) from string_to_table(name, '_') with ordinality u (part, n));
comment on function app_hidden.camel is 'A snake name as the API spells it: delivery_date gives deliveryDate.';

create function app_hidden.plain_comment(words text) returns text
language sql immutable parallel safe
return case when words ~ '^\s*@' then '“' || words || '”' else words end;
comment on function app_hidden.plain_comment is 'Text of people as a comment in the catalogue, where PostGraphile takes lines that begin with @ for instructions.';

grant execute on function app_hidden.fold, app_hidden.words, app_hidden.phone_words, app_hidden.are_emails, app_hidden.lower_all,
  app_hidden.domain_of, app_hidden.slug, app_hidden.camel to :MEMBER, :ANONYMOUS, :WORKER;
--! EndIncluded foundation/text.sql
--! Included foundation/settings.sql
-- What this database knows of itself. One row.
create table app_private.settings (
  id boolean primary key default true constraint settings_one_row check (id),
  role_prefix text not null
);
comment on table app_private.settings is 'One row: the prefix of this database''s PostgreSQL roles.';
alter table app_private.settings enable row level security;
insert into app_private.settings (role_prefix) values (current_database() || '_');

create function app_hidden.role_name(key text) returns name
language sql stable security definer set search_path = ''
return (select role_prefix || key from app_private.settings)::name;
comment on function app_hidden.role_name is 'The PostgreSQL role of a CRM role''s key: user gives <database>_user.';
grant execute on function app_hidden.role_name to :MEMBER, :ANONYMOUS, :AUTHENTICATOR, :WORKER;
--! EndIncluded foundation/settings.sql
--! Included foundation/jobs.sql
-- Queueing a job in the transaction that wants it: it runs when that commits, and not at all when it is undone.
create function app_hidden.add_job(
  task text, payload json default '{}', run_at timestamptz default now(), job_key text default null, max_attempts integer default null
) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform graphile_worker.add_job(add_job.task, add_job.payload, run_at => add_job.run_at, job_key => add_job.job_key, max_attempts => add_job.max_attempts);
end
$$;
comment on function app_hidden.add_job is
  'Queues a task of server/tasks for graphile-worker, whose tables nobody but the owner and the worker may touch. With a job_key, the job of that key that still waits is replaced.';
grant execute on function app_hidden.add_job to :WORKER;
--! EndIncluded foundation/jobs.sql
--! Included foundation/locks.sql
-- Locks for changing tables while others use them.
create function app_hidden.lock_briefly(wanted jsonb) returns void
language plpgsql volatile security definer set search_path = '' set lock_timeout = '100ms' as $$
declare
  v_until timestamptz := clock_timestamp() + interval '5 seconds';
  v_lock record;
begin
  -- Whoever waits for an exclusive lock makes everybody behind wait too. So we wait a tenth of a second, let them pass, and come again.
  loop
    begin
      for v_lock in select l.key as table, l.value as mode from jsonb_each_text(lock_briefly.wanted) l order by l.key loop
        execute format('lock table %s in %s mode', v_lock.table, v_lock.mode);
      end loop;
      return;
    exception when lock_not_available then
      if clock_timestamp() > v_until then
        perform app_hidden.fail('RM409', 'metadata_lock',
          format('Something that takes long is using “%s”: a report, an import, a backup. Nothing was changed.',
            coalesce((select o.label_plural from app_public.objects o where format('%I.%I', o.schema_name, o.name) = v_lock.table), v_lock.table)),
          'Try again when it is done.');
      end if;
    end;
    perform pg_sleep(0.02 + random() * 0.05);
  end loop;
end
$$;
comment on function app_hidden.lock_briefly is
  'Locks tables ({"schema.table": "access exclusive"}), in one order, without ever holding others up for more than a tenth of a second. Raises RM409 after five seconds.';
--! EndIncluded foundation/locks.sql
-- Who: roles, members, sessions; how a transaction becomes a person's.
--! Included rbac/roles.sql
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
  created_at timestamptz not null default now()
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
comment on constraint roles_name_unique on app_public.roles is 'Another role already has this name.';
--! EndIncluded rbac/roles.sql
--! Included auth/users.sql
-- Members. Who may sign in, and as which role.
create table app_public.users (
  id uuid primary key default uuidv7(),
  email text not null constraint users_email_format check (app_hidden.are_emails(array[email])) constraint users_email_lower check (email = lower(email)),
  name text not null constraint users_name_length check (length(btrim(name)) between 1 and 120),
  role_id uuid not null references app_public.roles on delete restrict,
  is_active boolean not null default true,
  locale text not null default 'en-US' constraint users_locale_format check (locale ~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  time_zone text not null default 'UTC' constraint users_time_zone_length check (length(time_zone) between 1 and 60),
  preferences jsonb not null default '{}' constraint users_preferences_object check (jsonb_typeof(preferences) = 'object'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index users_email_unique on app_public.users (email);
create index on app_public.users (role_id);
alter table app_public.users enable row level security;
create policy "users: read" on app_public.users for select to :MEMBER using (true);
grant select on app_public.users to :MEMBER;

comment on table app_public.users is 'A member: a person who signs in.';
comment on column app_public.users.email is 'Where the member is reached and what they sign in with; compared without case.';
comment on column app_public.users.role_id is 'The role that decides what the member may do.';
comment on column app_public.users.is_active is 'A deactivated member cannot sign in; their records stay.';
comment on column app_public.users.locale is 'BCP 47 tag for dates and numbers, such as en-GB.';
comment on column app_public.users.time_zone is 'IANA time zone, such as Europe/Berlin.';
comment on column app_public.users.preferences is 'What the client remembers for this member: theme, widths and the like.';
comment on index app_public.users_email_unique is 'This e-mail address already has an account.';

create table app_private.passwords (
  user_id uuid primary key references app_public.users on delete cascade,
  hash text not null,
  changed_at timestamptz not null default now()
);
alter table app_private.passwords enable row level security;
comment on table app_private.passwords is 'bcrypt hashes (cost 12).';

-- A member's own PostgreSQL login, for psql and BI tools.
create table app_private.database_logins (
  login name primary key,
  user_id uuid not null constraint database_logins_user_unique unique references app_public.users on delete cascade,
  created_at timestamptz not null default now()
);
alter table app_private.database_logins enable row level security;
comment on table app_private.database_logins is 'Which PostgreSQL login is which member.';
--! EndIncluded auth/users.sql
--! Included auth/sessions.sql
-- Sessions, API keys and how a transaction becomes a person's: app_hidden.enter.
create table app_private.sessions (
  id uuid primary key default uuidv7(),
  user_id uuid not null references app_public.users on delete cascade,
  view_as_role_id uuid references app_public.roles on delete cascade,
  user_agent text not null default '',
  address text not null default '',
  created_at timestamptz not null default now(),
  used_at timestamptz not null default now(),
  expires_at timestamptz not null default now() + interval '30 days',
  ended_at timestamptz
);
create index on app_private.sessions (user_id);
create index on app_private.sessions (view_as_role_id);
alter table app_private.sessions enable row level security;
comment on table app_private.sessions is 'One per sign-in. An ended or expired one counts on the next request.';

create table app_private.refresh_tokens (
  hash bytea primary key,
  session_id uuid not null references app_private.sessions on delete cascade,
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index on app_private.refresh_tokens (session_id);
alter table app_private.refresh_tokens enable row level security;
comment on table app_private.refresh_tokens is 'SHA-256 of each refresh token of a session; using one twice ends the session.';

create table app_public.api_keys (
  id uuid primary key default uuidv7(),
  name text not null constraint api_keys_name_length check (length(btrim(name)) between 1 and 80),
  prefix text not null,
  role_id uuid not null references app_public.roles on delete restrict,
  user_id uuid not null references app_public.users on delete cascade,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index on app_public.api_keys (role_id);
create index on app_public.api_keys (user_id);
alter table app_public.api_keys enable row level security;
comment on table app_public.api_keys is 'A key (rk_…) with which a program acts, with a role of its own, for the member who made it.';
comment on column app_public.api_keys.prefix is 'The first characters of the key, to recognise it by.';
comment on column app_public.api_keys.user_id is 'The member who made it; what it writes is theirs.';

create table app_private.api_key_hashes (
  hash bytea primary key,
  api_key_id uuid not null constraint api_key_hashes_key_unique unique references app_public.api_keys on delete cascade
);
alter table app_private.api_key_hashes enable row level security;
comment on table app_private.api_key_hashes is 'SHA-256 of each API key.';

create function app_hidden.login_user_id() returns uuid
language plpgsql stable security definer set search_path = '' parallel safe as $$
declare
  v_user uuid;
begin
  select l.user_id into v_user from app_private.database_logins l where l.login = session_user;
  if not found and pg_has_role(session_user, current_user, 'member') then
    v_user := nullif(current_setting('app.user_id', true), '');
  end if;
  return v_user;
end
$$;
comment on function app_hidden.login_user_id is 'The member whose own PostgreSQL login this is; what a superuser says of app.user_id is believed.';

-- The server's logins and the owner may say for whom they act; anyone else is who their login is, whatever they set.
-- Their names are written into the body, so that the planner can inline it: it runs for every row that is written.
do $$
begin
  execute format($f$
    create function app_hidden.user_id() returns uuid language sql stable parallel safe
    return case when session_user in (%L, %L, %L) then nullif(current_setting('app.user_id', true), '')::uuid
                else app_hidden.login_user_id() end
  $f$, app_hidden.role_name('authenticator'), app_hidden.role_name('worker'), current_user);
end
$$;
comment on function app_hidden.user_id is 'The member for whom this transaction acts; null for visitors, the owner and jobs of the system.';

create function app_hidden.role_id() returns uuid
language plpgsql stable security definer set search_path = '' parallel safe as $$
declare
  v_role text := current_setting('role');
begin
  if v_role = 'none' then
    return (select u.role_id from app_public.users u join app_private.database_logins l on l.user_id = u.id where l.login = session_user);
  end if;
  return (select r.id from app_public.roles r where r.db_role = v_role);
end
$$;
comment on function app_hidden.role_id is 'The CRM role in force in this transaction; null for the owner.';

create function app_hidden.is_owner() returns boolean
language sql stable security definer set search_path = '' parallel safe
return current_setting('role') = 'none' and pg_has_role(session_user, current_user, 'member');
comment on function app_hidden.is_owner is 'Whether the owner of the database (or a superuser) acts, as no CRM role.';

create function app_hidden.can_manage(setting text) returns boolean
language sql stable security definer set search_path = '' parallel safe
return app_hidden.is_owner() or exists (
  select from app_public.roles r where r.id = app_hidden.role_id() and can_manage.setting = any (r.settings));
comment on function app_hidden.can_manage is 'Whether the role in force manages this part of the settings.';

create function app_hidden.must_manage(setting text) returns void
language plpgsql stable as $$
begin
  if not app_hidden.can_manage(must_manage.setting) then
    perform app_hidden.fail('RM403', 'settings_' || must_manage.setting,
      format('Your role may not manage %s.', replace(must_manage.setting, '_', ' ')), 'Ask an admin.');
  end if;
end
$$;
comment on function app_hidden.must_manage is 'Raises RM403 unless the role in force manages this part of the settings.';

create function app_hidden.access(session_id uuid, api_key_hash bytea, out user_id uuid, out api_key_id uuid, out db_role name)
language plpgsql security definer set search_path = '' as $$
declare
  v_last_used timestamptz;
begin
  if access.session_id is not null then
    select u.id, r.db_role into access.user_id, access.db_role
    from app_private.sessions s
    join app_public.users u on u.id = s.user_id and u.is_active
    join app_public.roles r on r.id = coalesce(s.view_as_role_id, u.role_id)
    where s.id = access.session_id and s.ended_at is null and s.expires_at > now();
  else
    select u.id, k.id, r.db_role, k.last_used_at into access.user_id, access.api_key_id, access.db_role, v_last_used
    from app_private.api_key_hashes h
    join app_public.api_keys k on k.id = h.api_key_id and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())
    join app_public.users u on u.id = k.user_id and u.is_active
    join app_public.roles r on r.id = k.role_id
    where h.hash = access.api_key_hash;
    -- Once a minute is enough to know, and keeps reads from writing.
    if found and coalesce(v_last_used, '-infinity') < now() - interval '1 minute' and not pg_is_in_recovery() then
      update app_public.api_keys set last_used_at = now() where id = access.api_key_id;
    end if;
  end if;
end
$$;
comment on function app_hidden.access is 'Who a live session or API key is, and as which PostgreSQL role; nulls when it is not valid (any more).';

create function app_hidden.enter(session_id uuid, api_key_hash bytea) returns void
language plpgsql as $$
declare
  v_access record;
begin
  if enter.session_id is null and enter.api_key_hash is null then
    perform set_config('role', app_hidden.role_name('anonymous')::text, true);
    return;
  end if;
  v_access := app_hidden.access(enter.session_id, enter.api_key_hash);
  if v_access.user_id is null then
    perform app_hidden.fail('RM401', 'session_valid', 'You are not signed in any more.', 'Sign in again, or use a valid API key.');
  end if;
  perform set_config('app.user_id', v_access.user_id::text, true),
    set_config('app.session_id', coalesce(enter.session_id::text, ''), true),
    set_config('app.api_key_id', coalesce(v_access.api_key_id::text, ''), true),
    set_config('role', v_access.db_role::text, true);
end
$$;
comment on function app_hidden.enter is
  'First statement of every transaction of a request: checks the session (id from the token) or API key (its SHA-256), then acts as that person. Both null: a visitor. Raises RM401.';

grant execute on function app_hidden.user_id, app_hidden.login_user_id, app_hidden.role_id, app_hidden.is_owner, app_hidden.can_manage, app_hidden.must_manage to :MEMBER, :WORKER;
grant execute on function app_hidden.access, app_hidden.enter to :AUTHENTICATOR;
--! EndIncluded auth/sessions.sql
--! Included auth/workspace.sql
-- The workspace: one row.
create table app_public.workspace (
  id smallint primary key default 1 constraint workspace_one_row check (id = 1),
  name text not null default 'Rowan' constraint workspace_name_length check (length(btrim(name)) between 1 and 80),
  currency text not null default 'USD' constraint workspace_currency_format check (currency ~ '^[A-Z]{3}$'),
  locale text not null default 'en-US' constraint workspace_locale_format check (locale ~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$'),
  time_zone text not null default 'UTC' constraint workspace_time_zone_length check (length(time_zone) between 1 and 60),
  sign_up text not null default 'open' constraint workspace_sign_up_policy check (sign_up in ('open', 'domain', 'invitation')),
  sign_up_domain text constraint workspace_sign_up_domain_format check (sign_up_domain ~ '^[a-z0-9.-]+\.[a-z]{2,}$'),
  default_role_id uuid references app_public.roles on delete set null,
  updated_at timestamptz not null default now(),
  constraint workspace_domain_given check (sign_up <> 'domain' or sign_up_domain is not null)
);
create index on app_public.workspace (default_role_id);
alter table app_public.workspace enable row level security;
create policy "workspace: read" on app_public.workspace for select to :MEMBER using (true);
create policy "workspace: update" on app_public.workspace for update to :MEMBER
  using ((select app_hidden.can_manage('workspace'))) with check ((select app_hidden.can_manage('workspace')));
grant select on app_public.workspace to :MEMBER;
grant update (name, currency, locale, time_zone, sign_up, sign_up_domain, default_role_id) on app_public.workspace to :MEMBER;
insert into app_public.workspace default values;

comment on table app_public.workspace is 'The company that uses this Rowan: its name, currency, formats and who may join.';
comment on column app_public.workspace.currency is 'ISO 4217 code in which totals are shown and new amounts start.';
comment on column app_public.workspace.locale is 'BCP 47 tag for dates and numbers of members who chose none.';
comment on column app_public.workspace.sign_up is 'Who may join: open (anyone), domain (addresses of sign_up_domain) or invitation.';
comment on column app_public.workspace.default_role_id is 'The role of members who join without an invitation.';

create function app_hidden.tg_workspace__default_role() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app_hidden.must_not_exceed_mine(new.default_role_id);
  return new;
end
$$;
comment on function app_hidden.tg_workspace__default_role is 'Who signs up gets no more than whoever decided so has.';
create trigger _200_default_role before update of default_role_id on app_public.workspace
  for each row when (new.default_role_id is not null and new.default_role_id is distinct from old.default_role_id)
  execute function app_hidden.tg_workspace__default_role();
--! EndIncluded auth/workspace.sql
--! Included auth/sign_in.sql
-- Sign-up, sign-in and refresh. The server calls these as a visitor; each gives a status instead of raising where a failure must be kept.
create table app_private.sign_in_failures (
  key text primary key,
  failures integer not null default 0,
  locked_until timestamptz not null default now(),
  failed_at timestamptz not null default now()
);
alter table app_private.sign_in_failures enable row level security;
comment on table app_private.sign_in_failures is 'Failed sign-ins in a row, per account and address and per address alone.';

create function app_hidden.check_password(password text) returns void
language plpgsql immutable as $$
begin
  if check_password.password is null or length(check_password.password) < 8 then
    perform app_hidden.fail('RM400', 'password_length', 'A password needs at least 8 characters.', field => 'password');
  elsif octet_length(check_password.password) > 72 then
    perform app_hidden.fail('RM400', 'password_length', 'A password can have at most 72 bytes.', 'Anything after byte 72 would not count (bcrypt).', 'password');
  end if;
end
$$;
comment on function app_hidden.check_password is 'Raises RM400 unless the password has 8 characters or more and at most 72 bytes (the limit of bcrypt).';

create function app_hidden.set_password(user_id uuid, password text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform app_hidden.check_password(set_password.password);
  insert into app_private.passwords (user_id, hash)
  values (set_password.user_id, public.crypt(set_password.password, public.gen_salt('bf', 12)))
  on conflict on constraint passwords_pkey do update set hash = excluded.hash, changed_at = now();
end
$$;
comment on function app_hidden.set_password is 'Sets a member''s password (bcrypt, cost 12).';

create function app_hidden.open_session(user_id uuid, user_agent text, address text, out session_id uuid, out refresh_token text)
language plpgsql security definer set search_path = '' as $$
begin
  open_session.refresh_token := encode(public.gen_random_bytes(32), 'hex');
  insert into app_private.sessions (user_id, user_agent, address)
  values (open_session.user_id, left(coalesce(open_session.user_agent, ''), 300), left(coalesce(open_session.address, ''), 60))
  returning id into open_session.session_id;
  insert into app_private.refresh_tokens (hash, session_id)
  values (sha256(convert_to(open_session.refresh_token, 'UTF8')), open_session.session_id);
end
$$;
comment on function app_hidden.open_session is 'Opens a session of 30 days and gives its id and first refresh token.';

create function app_hidden.add_user(email text, name text, password text, role_id uuid) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user uuid;
begin
  if add_user.email is null or not app_hidden.are_emails(array[add_user.email]) then
    perform app_hidden.fail('RM400', 'users_email_format', 'This is not an e-mail address.', field => 'email');
  end if;
  if coalesce(btrim(add_user.name), '') = '' or length(add_user.name) > 120 then
    perform app_hidden.fail('RM400', 'users_name_length', 'Your name has to have 1 to 120 characters.', field => 'name');
  end if;
  perform app_hidden.check_password(add_user.password);
  if exists (select from app_public.users u where u.email = add_user.email) then
    perform app_hidden.fail('RM409', 'users_email_unique', 'This e-mail address already has an account.', 'Sign in, or reset the password.', 'email');
  end if;
  insert into app_public.users (email, name, role_id, locale, time_zone)
  select add_user.email, btrim(add_user.name), add_user.role_id, w.locale, w.time_zone from app_public.workspace w returning id into v_user;
  perform app_hidden.set_password(v_user, add_user.password);
  return v_user;
end
$$;
comment on function app_hidden.add_user is 'Makes a member with a password. Raises RM400 with the field, RM409.';

create function app_hidden.sign_up(
  email text, password text, name text, workspace_name text default null, user_agent text default '', address text default '',
  out user_id uuid, out session_id uuid, out refresh_token text
) language plpgsql security definer set search_path = '' as $$
declare
  v_workspace app_public.workspace;
  v_first boolean;
  v_email text := lower(btrim(sign_up.email));
  v_role uuid;
begin
  -- One at a time, so that only one can be the first.
  perform pg_advisory_xact_lock(hashtext('app_hidden.sign_up'));
  select not exists (select from app_public.users) into v_first;
  select * into v_workspace from app_public.workspace;
  if not v_first then
    if v_workspace.sign_up = 'invitation' then
      perform app_hidden.fail('RM403', 'workspace_sign_up', 'One joins this workspace by invitation only.', 'Ask a member of it for a link.');
    elsif v_workspace.sign_up = 'domain' and split_part(v_email, '@', 2) <> v_workspace.sign_up_domain then
      perform app_hidden.fail('RM403', 'workspace_sign_up_domain', format('Only addresses at %s may join.', v_workspace.sign_up_domain), 'Use your work e-mail, or ask for an invitation.', 'email');
    end if;
  end if;
  v_role := case when v_first then (select r.id from app_public.roles r where r.key = 'admin')
    else coalesce(v_workspace.default_role_id, (select r.id from app_public.roles r where r.key = 'read_only')) end;
  sign_up.user_id := app_hidden.add_user(v_email, sign_up.name, sign_up.password, v_role);
  if v_first and coalesce(btrim(sign_up.workspace_name), '') <> '' then
    update app_public.workspace set name = left(btrim(sign_up.workspace_name), 80);
  end if;
  select o.session_id, o.refresh_token into sign_up.session_id, sign_up.refresh_token
  from app_hidden.open_session(sign_up.user_id, sign_up.user_agent, sign_up.address) o;
end
$$;
comment on function app_hidden.sign_up is
  'Makes an account and opens a session. The first becomes Admin and names the workspace; later ones get the default role, if the workspace lets them. Raises RM400 with the field, RM403, RM409.';

create function app_hidden.log_in(
  email text, password text, user_agent text default '', address text default '',
  out status text, out user_id uuid, out session_id uuid, out refresh_token text, out retry_after integer
) language plpgsql security definer set search_path = '' as $$
declare
  v_email text := lower(btrim(coalesce(log_in.email, '')));
  v_account text := 'account:' || v_email || ' ' || coalesce(log_in.address, '');
  v_address text := 'address:' || coalesce(log_in.address, '');
  v_wait interval;
  v_hash text;
begin
  select max(f.locked_until) - now() into v_wait from app_private.sign_in_failures f where f.key in (v_account, v_address);
  if v_wait > interval '0' then
    log_in.status := 'locked';
    log_in.retry_after := ceil(extract(epoch from v_wait));
    return;
  end if;

  select u.id, p.hash into log_in.user_id, v_hash
  from app_public.users u join app_private.passwords p on p.user_id = u.id
  where u.email = v_email and u.is_active;
  -- As long without an account as with one: the same work is done against a hash of nothing.
  if public.crypt(left(coalesce(log_in.password, ''), 200), coalesce(v_hash, '$2a$12$abcdefghijklmnopqrstuuPnRyuWJPxTbKnGQxVvgMvM6uDlWVdCa')) is distinct from v_hash then
    -- From the fifth failure on a lock that doubles: 5, 10, 20 … seconds, an hour at most. An address alone has twenty.
    insert into app_private.sign_in_failures as f (key, failures) values (v_account, 1), (v_address, 1)
    on conflict (key) do update set
      failures = case when f.failed_at < now() - interval '1 day' then 1 else f.failures + 1 end,
      failed_at = now(),
      locked_until = case
        when f.key = v_account and f.failures + 1 >= 5 then now() + least(interval '5 seconds' * power(2, least(f.failures + 1 - 5, 12)), interval '1 hour')
        when f.key = v_address and f.failures + 1 >= 20 then now() + least(interval '5 seconds' * power(2, least(f.failures + 1 - 20, 12)), interval '1 hour')
        else now() end;
    log_in.user_id := null;
    log_in.status := 'wrong';
    return;
  end if;
  delete from app_private.sign_in_failures f where f.key = v_account;
  log_in.status := 'ok';
  select o.session_id, o.refresh_token into log_in.session_id, log_in.refresh_token
  from app_hidden.open_session(log_in.user_id, log_in.user_agent, log_in.address) o;
end
$$;
comment on function app_hidden.log_in is
  'Status ok with a session; wrong (e-mail or password, the same answer and time for both); or locked, with the seconds to wait. Failures are counted per account and address.';

create function app_hidden.refresh_session(refresh_token text, out status text, out user_id uuid, out session_id uuid, out new_refresh_token text)
language plpgsql security definer set search_path = '' as $$
declare
  v_hash bytea := sha256(convert_to(coalesce(refresh_session.refresh_token, ''), 'UTF8'));
  v_used_at timestamptz;
begin
  select t.session_id, t.used_at into refresh_session.session_id, v_used_at
  from app_private.refresh_tokens t where t.hash = v_hash for update;
  if not found then
    refresh_session.status := 'unknown';
    return;
  end if;
  if v_used_at is not null then
    update app_private.sessions s set ended_at = now() where s.id = refresh_session.session_id and s.ended_at is null;
    refresh_session.status := 'reused';
    refresh_session.session_id := null;
    return;
  end if;
  update app_private.sessions s set used_at = now(), expires_at = now() + interval '30 days'
  from app_public.users u
  where s.id = refresh_session.session_id and s.ended_at is null and s.expires_at > now() and u.id = s.user_id and u.is_active
  returning s.user_id into refresh_session.user_id;
  if not found then
    refresh_session.status := 'ended';
    refresh_session.session_id := null;
    return;
  end if;
  update app_private.refresh_tokens t set used_at = now() where t.hash = v_hash;
  refresh_session.new_refresh_token := encode(public.gen_random_bytes(32), 'hex');
  insert into app_private.refresh_tokens (hash, session_id)
  values (sha256(convert_to(refresh_session.new_refresh_token, 'UTF8')), refresh_session.session_id);
  refresh_session.status := 'ok';
end
$$;
comment on function app_hidden.refresh_session is
  'Status ok with a new refresh token; unknown; ended; or reused: somebody used this token before, so the whole session is ended.';

create function app_hidden.log_out(refresh_token text) returns void
language sql volatile security definer set search_path = ''
begin atomic
  update app_private.sessions s set ended_at = now()
  from app_private.refresh_tokens t
  where t.hash = sha256(convert_to(coalesce(refresh_token, ''), 'UTF8')) and s.id = t.session_id and s.ended_at is null;
end;
comment on function app_hidden.log_out is 'Ends the session of this refresh token.';

create function app_hidden.change_password(current_password text, new_password text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_user uuid := app_hidden.user_id();
  v_hash text := (select p.hash from app_private.passwords p where p.user_id = v_user);
begin
  if v_user is null or public.crypt(left(coalesce(change_password.current_password, ''), 200), v_hash) is distinct from v_hash then
    perform app_hidden.fail('RM400', 'password_current', 'The current password is not right.', field => 'currentPassword');
  end if;
  perform app_hidden.set_password(v_user, change_password.new_password);
  update app_private.sessions s set ended_at = now()
  where s.user_id = v_user and s.ended_at is null and s.id is distinct from nullif(current_setting('app.session_id', true), '')::uuid;
  return true;
end
$$;
comment on function app_hidden.change_password is 'Changes one''s own password and ends one''s other sessions. Raises RM400.';

create function app_hidden.auth_status(out needs_first_account boolean, out sign_up text, out sign_up_domain text, out workspace_name text)
language sql stable security definer set search_path = ''
return (select row (not exists (select from app_public.users), w.sign_up, w.sign_up_domain, w.name) from app_public.workspace w);
comment on function app_hidden.auth_status is 'What the sign-in page has to know before anybody is signed in.';

grant execute on function app_hidden.sign_up, app_hidden.log_in, app_hidden.refresh_session, app_hidden.log_out, app_hidden.auth_status to :ANONYMOUS;
grant execute on function app_hidden.change_password to :MEMBER;
--! EndIncluded auth/sign_in.sql
--! Included foundation/stamps.sql
-- Who and when, on every row of every object; and the version check.
create function app_hidden.tg__stamp() returns trigger
language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    -- Only the owner may say that somebody else created a record. One that comes back (restore, undo) is still its maker's.
    if current_user <> (select nspowner::regrole::name from pg_catalog.pg_namespace where nspname = 'app_hidden') then
      new.created_by := app_hidden.creator_of(new.id);
    end if;
    return new;
  end if;
  if new.id <> old.id then
    perform app_hidden.fail('RM400', 'id_immutable', 'The id of a record cannot change.', field => 'id');
  end if;
  if new.updated_at <> old.updated_at then
    perform app_hidden.fail('RM409', 'version_current', 'Somebody changed this record in the meantime.',
      'Read it again, then decide.', 'updated_at');
  end if;
  new.created_at := old.created_at;
  -- Null only by the foreign key: when that member is gone.
  if new.created_by is not null or exists (select from app_public.users u where u.id = old.created_by) then
    new.created_by := old.created_by;
  end if;
  new.updated_at := greatest(clock_timestamp(), old.updated_at + interval '1 microsecond');
  if new.updated_by is not null or app_hidden.user_id() is not null or exists (select from app_public.users u where u.id = old.updated_by) then
    new.updated_by := coalesce(app_hidden.user_id(), old.updated_by);
  end if;
  return new;
end
$$;
comment on function app_hidden.tg__stamp is
  'Before insert or update of an object''s row: keeps id and creation as they were, stamps the update. A writer that sends updated_at sends the version it read: RM409 when it is not the current one.';
--! EndIncluded foundation/stamps.sql
-- What: metadata, permissions, registry, audit, and the function that gives any object all of it.
--! Included metadata/objects.sql
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
  ('many_to_many', 'Several records', '', 'target inverse_label inverse_name', 17)
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
--! EndIncluded metadata/objects.sql
--! Included rbac/permissions.sql
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
--! EndIncluded rbac/permissions.sql
--! Included rbac/me.sql
-- Who asks, and what they may do.
create function app_public.me() returns app_public.users
language sql stable
return (select u from app_public.users u where u.id = app_hidden.user_id());
comment on function app_public.me is 'The member who asks; null for a visitor.';

create function app_public.users_permissions("user" app_public.users) returns app_public.permissions[]
language sql stable
return array(
  select p from app_public.permissions p
  where p.role_id = case when "user".id = app_hidden.user_id() then app_hidden.role_id() else "user".role_id end order by p.object);
comment on function app_public.users_permissions is 'What the member may do, by object; of myself, by the role that counts for this request.';
grant execute on function app_public.me, app_public.users_permissions to :MEMBER;
--! EndIncluded rbac/me.sql
--! Included records/registry.sql
-- The registry: one row for every record of every object, under the same id; kept by triggers (track.sql).
create table app_public.records (
  id uuid primary key,
  object text not null,
  title text not null default '',
  owner_id uuid references app_public.users on delete set null,
  search tsvector not null default '',
  title_key text not null generated always as (app_hidden.fold(left(title, 200))) stored
);
create index records_object_title_key_idx on app_public.records (object, title_key collate "C");
create index records_owner_idx on app_public.records (owner_id, object);
create index records_search_idx on app_public.records using gin (search);
alter table app_public.records enable row level security;
grant select on app_public.records to :MEMBER;

comment on column app_public.records.object is 'The object of the record.';
comment on column app_public.records.title is 'What the record is called.';
comment on column app_public.records.owner_id is 'The member answerable for the record.';
comment on column app_public.records.search is 'What search finds it by.';
comment on column app_public.records.title_key is E'@behavior -*\nThe title as search compares it.';
--! EndIncluded records/registry.sql
--! Included audit/changes.sql
-- The audit log: one row per change of one record, by every writer; written by the triggers of track.sql.
create table app_public.changes (
  id bigint not null generated always as identity,
  at timestamptz not null default now(),
  transaction_id bigint not null default pg_current_xact_id()::text::bigint,
  user_id uuid,
  api_key_id uuid,
  db_role text not null,
  source text not null,
  undoes bigint,
  operation text not null constraint changes_operation check (operation in ('insert', 'update', 'delete')),
  object text not null,
  record_id uuid not null,
  title text not null,
  old jsonb,
  new jsonb,
  primary key (id, at)
) partition by range (at);
create index changes_record_idx on app_public.changes (record_id, id);
create index changes_transaction_idx on app_public.changes (transaction_id, id);
create index changes_user_idx on app_public.changes (user_id, id);
create index changes_object_idx on app_public.changes (object, id);
alter table app_public.changes enable row level security;
grant select on app_public.changes to :MEMBER;

comment on table app_public.changes is E'@behavior -insert -update -delete\nThe audit log: one row per change of one record. Partitioned by month.';
comment on column app_public.changes.at is 'When the transaction began.';
comment on column app_public.changes.transaction_id is 'The PostgreSQL transaction: what changed together can be undone together.';
comment on column app_public.changes.user_id is 'The member who did it; null for the system.';
comment on column app_public.changes.api_key_id is 'The API key with which it was done.';
comment on column app_public.changes.db_role is 'The PostgreSQL role or login that wrote.';
comment on column app_public.changes.source is 'By what: web, graphql, rest, import, undo, sql.';
comment on column app_public.changes.undoes is 'The transaction that this one undoes.';
comment on column app_public.changes.object is 'The object of the record; of a link between records, its table (note_targets).';
comment on column app_public.changes.record_id is 'The record; it may be gone.';
comment on column app_public.changes.title is 'What the record was called at the time.';
comment on column app_public.changes.old is 'The changed columns before (of a deletion, all of them).';
comment on column app_public.changes.new is 'The changed columns after (of an insertion, all that are set).';

create function app_hidden.ensure_change_partitions(months integer default 3) returns void
language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_month timestamptz;
  v_name text;
begin
  perform pg_advisory_xact_lock(hashtext('app_hidden.ensure_change_partitions'));
  for v_month in
    select date_trunc('month', now()) + make_interval(months => n) from generate_series(0, ensure_change_partitions.months) n
  loop
    v_name := to_char(v_month, '"changes_"YYYY_MM');
    if to_regclass('app_private.' || v_name) is null then
      execute format('create table app_private.%I partition of app_public.changes for values from (%L) to (%L)',
        v_name, v_month, v_month + interval '1 month');
      execute format('alter table app_private.%I enable row level security', v_name);
    end if;
  end loop;
end
$$;
comment on function app_hidden.ensure_change_partitions is 'Makes the partitions of this month and the coming ones; run by a daily job.';
grant execute on function app_hidden.ensure_change_partitions to :WORKER;

create table app_private.changes_other partition of app_public.changes default;
alter table app_private.changes_other enable row level security;
comment on table app_private.changes_other is 'Changes of months without a partition of their own.';
select app_hidden.ensure_change_partitions();
--! EndIncluded audit/changes.sql
--! Included audit/track.sql
-- What keeps the registry and the audit log and queues webhooks' events: one trigger function per object, made from its metadata,
-- run once per statement.
create function app_hidden.search_expression(object text, row_alias text) returns text
language plpgsql stable set search_path = '' as $$
begin
  return (
    select coalesce(format('to_tsvector(''simple'', app_hidden.words(left(concat_ws('' '', %s), 100000)))', string_agg(
      case f.type
        when 'emails' then format('array_to_string(%s.%I, '' '')', row_alias, f.column_name)
        when 'phones' then format('app_hidden.phone_words(nullif(%s.%I, ''{}''))', row_alias, f.column_name)
        else format('%s.%I', row_alias, f.column_name)
      end, ', ' order by (f.column_name = o.title_column) desc, f.position, f.name)), '''''::tsvector')
    from app_public.fields f join app_public.objects o on o.name = f.object
    where f.object = search_expression.object and f.column_name is not null and f.is_active
      and f.type in ('text', 'long_text', 'emails', 'phones', 'url')
  );
end
$$;
comment on function app_hidden.search_expression is 'The SQL that makes the search vector of a row of this object: its texts, e-mails, phones and links.';

create function app_hidden.acting(out user_id uuid, out api_key_id uuid, out db_role text, out source text, out undoes bigint)
language sql stable security definer set search_path = ''
return (app_hidden.user_id(), nullif(current_setting('app.api_key_id', true), '')::uuid,
  coalesce(nullif(current_setting('role'), 'none'), session_user), coalesce(nullif(current_setting('app.source', true), ''), 'sql'),
  nullif(current_setting('app.undoes', true), '')::bigint);
comment on function app_hidden.acting is 'Who writes, and by which way, as the audit log keeps it.';

create function app_hidden.track(object text) returns void
language plpgsql set search_path = '' as $$
declare
  v_object app_public.objects;
  v_table text;
  v_function text;
  v_title text;
  v_generated text;
  v_set text;
begin
  select * into strict v_object from app_public.objects o where o.name = track.object;
  v_table := format('%I.%I', v_object.schema_name, v_object.name);
  v_function := format('app_hidden.%I', v_object.name || ': track');
  -- Columns that are null are left out; what JSON values hold within is kept.
  v_set := case when exists (
      select from pg_catalog.pg_attribute a
      where a.attrelid = v_table::regclass and a.atttypid in ('json'::regtype, 'jsonb'::regtype) and not a.attisdropped)
    then '(select jsonb_object_agg(e.key, e.value) from jsonb_each(%s) e where e.value <> ''null'')' else 'jsonb_strip_nulls(%s)' end;
  v_title := format('coalesce(n.%I::text, '''')', v_object.title_column);
  -- Not worth a line in the log: what the database itself keeps.
  select 'array[' || string_agg(quote_literal(a.attname), ', ') || ']' into v_generated
  from pg_catalog.pg_attribute a
  where a.attrelid = v_table::regclass and a.attnum > 0 and not a.attisdropped
    and (a.attgenerated <> '' or a.attname in ('id', 'created_at', 'created_by', 'updated_at', 'updated_by'));

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
            from jsonb_each(to_jsonb(n) - %5$s) b join jsonb_each(to_jsonb(o) - %5$s) w on w.key = b.key
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
  $f$, v_function, v_object.name, v_title, app_hidden.search_expression(v_object.name, 'n'), v_generated,
    format(v_set, 'to_jsonb(n) - ' || v_generated), format(v_set, 'to_jsonb(n)'));

  execute format('create or replace trigger _900_track_insert after insert on %s referencing new table as new_rows for each statement execute function %s()', v_table, v_function);
  execute format('create or replace trigger _900_track_update after update on %s referencing old table as old_rows new table as new_rows for each statement execute function %s()', v_table, v_function);
  execute format('create or replace trigger _900_track_delete after delete on %s referencing old table as old_rows for each statement execute function %s()', v_table, v_function);
end
$$;
comment on function app_hidden.track is 'Makes (again) the triggers that keep the registry and the audit log for this object. Call it when its columns change.';

create function app_hidden.tg__track_links() returns trigger
language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
begin
  if tg_op = 'INSERT' then
    insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, new)
    select a.*, 'insert', tg_table_name, (l.link ->> tg_argv[0])::uuid, coalesce(r.title, ''), l.link
    from (select to_jsonb(n) as link from new_rows n) l
    cross join app_hidden.acting() a
    left join app_public.records r on r.id = (l.link ->> tg_argv[0])::uuid;
  else
    insert into app_public.changes (user_id, api_key_id, db_role, source, undoes, operation, object, record_id, title, old)
    select a.*, 'delete', tg_table_name, (l.link ->> tg_argv[0])::uuid, coalesce(r.title, ''), l.link
    from (select to_jsonb(n) as link from old_rows n) l
    cross join app_hidden.acting() a
    left join app_public.records r on r.id = (l.link ->> tg_argv[0])::uuid
    where tg_argv[1] = 'always' or l.link ->> tg_argv[0] is not null and r.id is null;
  end if;
  return null;
end
$$;
comment on function app_hidden.tg__track_links is 'Keeps the links of records in the audit log, where undo finds them.';

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
--! EndIncluded audit/track.sql
--! Included rbac/derive.sql
-- From app_public.permissions to GRANTs and static policies. Each derived policy carries, as its comment, the text it was made
-- from and a digest of what PostgreSQL made of it: so a second derivation changes nothing, and verify finds what was altered by hand.
create function app_hidden.wanted_policies(role_id uuid, object text)
returns table (verb text, qual text, check_qual text)
language plpgsql stable set search_path = '' as $$
declare
  v_permission app_public.permissions;
  v_mine constant text := 'owner_id = (select app_hidden.user_id())';
  v_sees_everything boolean;
  v_links text;
begin
  select * into v_permission from app_public.permissions p where p.role_id = wanted_policies.role_id and p.object = wanted_policies.object;
  if not found then
    return;
  end if;

  -- A link to a record that the writer may not read is refused; where the role reads all of the target there is nothing to check.
  select string_agg(format('(%I is null or app_hidden.may_link(%L, %I, id, %L))', f.column_name, f.target_object, f.column_name, f.object || '.' || f.column_name), ' and ' order by f.column_name)
  into v_links
  from app_public.fields f
  where f.object = wanted_policies.object and f.target_object is not null and f.column_name is not null
    and f.target_object in (select o.name from app_public.objects o)
    and not exists (
      select from app_public.permissions t where t.role_id = wanted_policies.role_id and t.object = f.target_object and t.read = 'all');

  verb := 'select';
  check_qual := null;
  if v_permission.read <> 'none' then
    qual := case v_permission.read when 'all' then 'true' else v_mine end;
    if wanted_policies.object in ('notes', 'tasks') then
      -- Attached things are seen by who sees what they are attached to; a role that reads everything sees them all.
      select not exists (
        select from app_public.objects o
        where o.name not in ('notes', 'tasks') and not exists (
          select from app_public.permissions p where p.role_id = wanted_policies.role_id and p.object = o.name and p.read = 'all'))
      into v_sees_everything;
      if not v_sees_everything then
        qual := concat_ws(' and ', nullif(qual, 'true'), 'app_hidden.sees_attached(id)');
      end if;
    end if;
    return next;
  end if;

  if v_permission."create" then
    verb := 'insert';
    qual := null;
    check_qual := concat_ws(' and ', case v_permission.read when 'own' then v_mine end, v_links);
    check_qual := coalesce(nullif(check_qual, ''), 'true');
    return next;
  end if;
  if v_permission.update <> 'none' then
    verb := 'update';
    qual := case v_permission.update when 'all' then 'true' else v_mine end;
    check_qual := coalesce(nullif(concat_ws(' and ', nullif(qual, 'true'), v_links), ''), 'true');
    return next;
  end if;
  if v_permission.delete <> 'none' then
    verb := 'delete';
    qual := case v_permission.delete when 'all' then 'true' else v_mine end;
    check_qual := null;
    return next;
  end if;
end
$$;
comment on function app_hidden.wanted_policies is 'The policies that a role''s permission on an object implies: verb, USING and WITH CHECK.';

create function app_hidden.policy_digest(policy_table regclass, policy_name name) returns text
language sql stable set search_path = ''
return (
  select md5(concat_ws('|', p.polcmd, p.polpermissive, p.polroles::regrole[]::text,
    pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)))
  from pg_catalog.pg_policy p where p.polrelid = policy_table and p.polname = policy_name);
comment on function app_hidden.policy_digest is 'A digest of a policy as PostgreSQL holds it.';

create function app_hidden.policy_text(verb text, qual text, check_qual text) returns text
language sql immutable
return concat_ws(' ', 'for ' || verb, 'using (' || qual || ')', 'with check (' || check_qual || ')');
comment on function app_hidden.policy_text is 'A derived policy as it was wanted: the beginning of its comment.';

create function app_hidden.put_policy(policy_table regclass, policy_name name, db_role name, verb text, qual text, check_qual text)
returns void language plpgsql set search_path = '' as $$
declare
  v_text text := app_hidden.policy_text(verb, qual, check_qual);
  v_comment text := (
    select pg_catalog.obj_description(p.oid, 'pg_policy') from pg_catalog.pg_policy p
    where p.polrelid = policy_table and p.polname = policy_name);
begin
  if v_comment = v_text || ' #' || app_hidden.policy_digest(policy_table, policy_name) then
    return;
  end if;
  if exists (select from pg_catalog.pg_policy p where p.polrelid = policy_table and p.polname = policy_name) then
    execute format('drop policy %I on %s', policy_name, policy_table);
  end if;
  execute format('create policy %I on %s for %s to %I %s %s', policy_name, policy_table, verb, db_role,
    'using (' || qual || ')', 'with check (' || check_qual || ')');
  execute format('comment on policy %I on %s is %L', policy_name, policy_table,
    v_text || ' #' || app_hidden.policy_digest(policy_table, policy_name));
end
$$;
comment on function app_hidden.put_policy is 'Makes a derived policy, unless it stands already exactly so.';

create function app_hidden.derive_permission(role_id uuid, object text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_role app_public.roles;
  v_table regclass;
  v_policy record;
  v_keep text[] := '{}';
  v_granted text;
  v_verb text;
begin
  select * into strict v_role from app_public.roles r where r.id = derive_permission.role_id;
  select format('%I.%I', o.schema_name, o.name)::regclass into strict v_table from app_public.objects o where o.name = derive_permission.object;
  for v_policy in select * from app_hidden.wanted_policies(derive_permission.role_id, derive_permission.object) loop
    perform app_hidden.put_policy(v_table, (v_role.key || ': ' || v_policy.verb)::name, v_role.db_role, v_policy.verb, v_policy.qual, v_policy.check_qual);
    v_keep := v_keep || v_policy.verb;
  end loop;
  foreach v_verb in array array['select', 'insert', 'update', 'delete'] loop
    if not v_verb = any (v_keep) and exists (
      select from pg_catalog.pg_policy p where p.polrelid = v_table and p.polname = v_role.key || ': ' || v_verb) then
      execute format('drop policy %I on %s', v_role.key || ': ' || v_verb, v_table);
    end if;
    if v_verb <> 'select' then
      v_granted := case when exists (
        select from pg_catalog.pg_class c cross join lateral pg_catalog.aclexplode(c.relacl) a
        where c.oid = v_table and a.grantee = v_role.db_role::regrole and lower(a.privilege_type) = v_verb) then 'yes' else 'no' end;
      if v_verb = any (v_keep) and v_granted = 'no' then
        execute format('grant %s on %s to %I', v_verb, v_table, v_role.db_role);
      elsif not v_verb = any (v_keep) and v_granted = 'yes' then
        execute format('revoke %s on %s from %I', v_verb, v_table, v_role.db_role);
      end if;
    end if;
  end loop;
  perform app_hidden.derive_links(derive_permission.role_id, f)
  from app_public.fields f where f.link_table is not null and derive_permission.object in (f.object, f.target_object);
end
$$;
comment on function app_hidden.derive_permission is 'Brings grants and policies of one role on one object, and on the links of its fields, in line with its permissions.';

create function app_hidden.wanted_registry_policies(role_id uuid) returns table (policy_table regclass, qual text)
language plpgsql stable set search_path = '' as $$
declare
  v_settings text[] := (select r.settings from app_public.roles r where r.id = wanted_registry_policies.role_id);
  v_all text[];
  v_own text[];
  v_hidden boolean;
  v_attached boolean;
begin
  select coalesce(array_agg(o.name order by o.name) filter (where p.read = 'all'), '{}'),
         coalesce(array_agg(o.name order by o.name) filter (where p.read = 'own'), '{}'),
         bool_or(coalesce(p.read, 'none') <> 'all'),
         bool_or(coalesce(p.read, 'none') <> 'all' and o.name not in ('notes', 'tasks'))
  into v_all, v_own, v_hidden, v_attached
  from app_public.objects o left join app_public.permissions p on p.object = o.name and p.role_id = wanted_registry_policies.role_id;

  policy_table := 'app_public.records';
  qual := case when not v_hidden then 'true' else
    format('(object = any (%L::text[]) or (object = any (%L::text[]) and owner_id = (select app_hidden.user_id())))', v_all, v_own)
    || case when v_attached then ' and case when object in (''notes'', ''tasks'') then app_hidden.sees_attached(id) else true end' else '' end
  end;
  return next;
  policy_table := 'app_public.changes';
  qual := case when not v_hidden or 'audit' = any (v_settings) then 'true' else format(
    'object = any (%L::text[]) or exists (select from app_public.records r where r.id = record_id)',
    array(select unnest(v_all) except select unnest(case when v_attached then array['notes', 'tasks'] else '{}' end) order by 1)) end;
  return next;
  foreach policy_table in array array['app_public.note_targets', 'app_public.task_targets']::regclass[] loop
    qual := case when not v_hidden then 'true' else 'exists (select from app_public.records r where r.id = record_id)'
      || format(' and exists (select from app_public.records r where r.id = %I)', case policy_table when 'app_public.note_targets'::regclass then 'note_id' else 'task_id' end) end;
    return next;
  end loop;
end
$$;
comment on function app_hidden.wanted_registry_policies is
  'The policies for reading that follow from all permissions of a role together: on records, changes, note_targets and task_targets.';

create function app_hidden.derive_registry(role_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_role app_public.roles;
  v_policy record;
begin
  select * into strict v_role from app_public.roles r where r.id = derive_registry.role_id;
  for v_policy in select * from app_hidden.wanted_registry_policies(v_role.id) loop
    perform app_hidden.put_policy(v_policy.policy_table, (v_role.key || ': select')::name, v_role.db_role, 'select', v_policy.qual, null);
  end loop;
end
$$;
comment on function app_hidden.derive_registry is 'Brings the policies of a role on the registry, the audit log and what is attached in line with its permissions.';

create function app_hidden.role_drift(role_id uuid) returns table (policy_table regclass, problem text)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_role app_public.roles;
begin
  select * into strict v_role from app_public.roles r where r.id = role_drift.role_id;
  return query
  with wanted as materialized (
    select app_hidden.object_table(o.name) as on_table, w.verb, app_hidden.policy_text(w.verb, w.qual, w.check_qual) as text
    from app_public.objects o cross join lateral app_hidden.wanted_policies(v_role.id, o.name) w
    union all
    select format('app_custom.%I', f.link_table)::regclass, w.verb, app_hidden.policy_text(w.verb, w.qual, w.check_qual)
    from app_public.fields f cross join lateral app_hidden.wanted_link_policies(v_role.id, f) w where f.link_table is not null
    union all
    select w.policy_table, 'select', app_hidden.policy_text('select', w.qual, null) from app_hidden.wanted_registry_policies(v_role.id) w
  ),
  held as materialized (
    select p.polrelid::regclass as on_table, v.verb,
      pg_catalog.obj_description(p.oid, 'pg_policy') as text, app_hidden.policy_digest(p.polrelid, p.polname) as digest
    from pg_catalog.pg_policy p join unnest(array['select', 'insert', 'update', 'delete']) v (verb) on p.polname = v_role.key || ': ' || v.verb
  )
  select coalesce(w.on_table, h.on_table), case
    when h.on_table is null then format('the policy “%s: %s” is missing', v_role.key, w.verb)
    when w.on_table is null then format('the policy “%s: %s” is not of any permission', v_role.key, h.verb)
    else format('the policy “%s: %s” is not what the permissions say', v_role.key, w.verb) end
  from wanted w full join held h on h.on_table = w.on_table and h.verb = w.verb
  where h.on_table is null or w.on_table is null or h.text is distinct from w.text || ' #' || h.digest
  union all
  select app_hidden.object_table(o.name), format('%s %s the privilege to %s', v_role.db_role,
    case when w.verb is null then 'still has' else 'lacks' end, v.verb)
  from app_public.objects o
  cross join unnest(array['insert', 'update', 'delete']) v (verb)
  left join wanted w on w.on_table = app_hidden.object_table(o.name) and w.verb = v.verb
  where (w.verb is not null) <> exists (
    select from pg_catalog.pg_class c cross join lateral pg_catalog.aclexplode(c.relacl) a join pg_catalog.pg_roles g on g.oid = a.grantee
    where c.oid = app_hidden.object_table(o.name) and g.rolname = v_role.db_role and lower(a.privilege_type) = v.verb);
end
$$;
comment on function app_hidden.role_drift is
  'Where the grants and policies of a role are not what its permissions say. Policies that a DBA wrote are nobody''s drift.';

create function app_hidden.derive_role(role_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_role app_public.roles;
  v_object text;
  v_drift text[];
begin
  select * into strict v_role from app_public.roles r where r.id = derive_role.role_id;
  if not exists (select from pg_catalog.pg_roles where rolname = v_role.db_role) then
    execute format('create role %I nologin', v_role.db_role);
  end if;
  if not pg_has_role(v_role.db_role, app_hidden.role_name('member'), 'member') then
    execute format('grant %I to %I', app_hidden.role_name('member'), v_role.db_role);
  end if;
  if not exists (
    select from pg_catalog.pg_auth_members m
    where m.roleid = v_role.db_role::regrole and m.member = app_hidden.role_name('authenticator')::text::regrole) then
    execute format('grant %I to %I', v_role.db_role, app_hidden.role_name('authenticator'));
    execute format('grant %I to %I', v_role.db_role, app_hidden.role_name('worker'));
    execute format('grant %I to %I with inherit false, set true', v_role.db_role, current_user);
  end if;
  -- What stands already is left alone; for the rest all locks at once, so that nobody waits for us longer than the change itself takes.
  v_drift := array(select distinct d.policy_table::text from app_hidden.role_drift(v_role.id) d);
  perform app_hidden.lock_briefly((select jsonb_object_agg(t, 'access exclusive') from unnest(v_drift) t));
  for v_object in
    select o.name from app_public.objects o
    where app_hidden.object_table(o.name)::text = any (v_drift) or exists (
      select from app_public.fields f where f.object = o.name and f.link_table is not null and format('app_custom.%I', f.link_table) = any (v_drift))
  loop
    perform app_hidden.derive_permission(v_role.id, v_object);
  end loop;
  if v_drift && array['app_public.records', 'app_public.changes', 'app_public.note_targets', 'app_public.task_targets'] then
    perform app_hidden.derive_registry(v_role.id);
  end if;
end
$$;
comment on function app_hidden.derive_role is 'Makes the PostgreSQL role of a CRM role if it is missing, and derives all its grants and policies.';

create function app_hidden.derive_all() returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform app_hidden.derive_role(r.id) from app_public.roles r;
end
$$;
comment on function app_hidden.derive_all is 'Derives everything again from the permissions, as after a restore. Changes nothing that stands already.';

-- Helpers of the derived policies.
create function app_hidden.sees_attached(source_id uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_role uuid := app_hidden.role_id();
  v_user uuid := app_hidden.user_id();
begin
  return not exists (select from app_hidden.attachments a where a.source_id = sees_attached.source_id)
    or exists (
      select from app_hidden.attachments a
      join app_public.records r on r.id = a.record_id
      join app_public.permissions p on p.object = r.object and p.role_id = v_role
      where a.source_id = sees_attached.source_id and (p.read = 'all' or (p.read = 'own' and r.owner_id = v_user)));
end
$$;
comment on function app_hidden.sees_attached is 'Whether a note or task is attached to nothing, or to at least one record that the role in force may read.';

create function app_hidden.may_link(target text, target_id uuid, source_id uuid, source_column text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_unchanged boolean;
  v_table text;
begin
  if exists (
    select from app_public.records r
    join app_public.permissions p on p.object = r.object and p.role_id = app_hidden.role_id()
    where r.id = may_link.target_id and (p.read = 'all' or (p.read = 'own' and r.owner_id = app_hidden.user_id()))) then
    return true;
  end if;
  select format('%I.%I', o.schema_name, o.name) into v_table from app_public.objects o where o.name = split_part(source_column, '.', 1);
  execute format('select exists (select from %s s where s.id = $1 and s.%I = $2)', v_table, split_part(source_column, '.', 2))
  into v_unchanged using may_link.source_id, may_link.target_id;
  return v_unchanged;
end
$$;
comment on function app_hidden.may_link is 'Whether a writer may let this column point to this record: they may read it, or it pointed there before.';
grant execute on function app_hidden.sees_attached, app_hidden.may_link to :MEMBER;
--! EndIncluded rbac/derive.sql
--! Included rbac/links.sql
-- Who sees, makes and removes the links of fields that lead to several records (metadata/links.sql).
create function app_hidden.wanted_link_policies(role_id uuid, field app_public.fields) returns table (verb text, qual text, check_qual text)
language plpgsql stable set search_path = '' as $$
declare
  v_source app_public.permissions;
  v_target app_public.permissions;
  v_read text;
  v_edit text;
begin
  select * into v_source from app_public.permissions p where p.role_id = wanted_link_policies.role_id and p.object = field.object;
  select * into v_target from app_public.permissions p where p.role_id = wanted_link_policies.role_id and p.object = field.target_object;
  -- Seen by who sees both ends; made and removed by who may edit the record that has the field. Records have the same rights as objects.
  v_read := concat_ws(' and ', case when v_source.read is distinct from 'all' then 'exists (select from app_public.records r where r.id = source_id)' end,
    case when v_target.read is distinct from 'all' then 'exists (select from app_public.records r where r.id = target_id)' end);
  v_edit := case when v_source.update is distinct from 'all' then 'app_hidden.may_edit(source_id)' end;
  return query values
    ('select', coalesce(nullif(v_read, ''), 'true'), null),
    ('insert', null, coalesce(nullif(concat_ws(' and ', nullif(v_read, ''), v_edit), ''), 'true')),
    ('delete', coalesce(v_edit, 'true'), null);
end
$$;
comment on function app_hidden.wanted_link_policies is 'The policies of a role on the links of a field, which follow from its permissions on both objects.';

create function app_hidden.derive_links(role_id uuid, field app_public.fields) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app_hidden.put_policy(format('app_custom.%I', field.link_table)::regclass, (r.key || ': ' || w.verb)::name, r.db_role, w.verb, w.qual, w.check_qual)
  from app_public.roles r cross join lateral app_hidden.wanted_link_policies(r.id, field) w
  where r.id = derive_links.role_id;
end
$$;
comment on function app_hidden.derive_links is 'Brings the policies of a role on the links of a field in line with its permissions.';

create function app_hidden.may_edit(record_id uuid) returns boolean
language sql stable security definer set search_path = ''
return app_hidden.is_owner() or exists (
  select from app_public.records r join app_public.permissions p on p.object = r.object and p.role_id = app_hidden.role_id()
  where r.id = may_edit.record_id and (p.update = 'all' or (p.update = 'own' and r.owner_id = app_hidden.user_id())));
comment on function app_hidden.may_edit is 'Whether the role in force may change this record.';
grant execute on function app_hidden.may_edit to :MEMBER;
--! EndIncluded rbac/links.sql
--! Included rbac/expose.sql
-- Everything that makes a table the table of an object; shipped and custom objects alike.
create function app_hidden.expose(object_table regclass) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_object text := (select relname from pg_catalog.pg_class where oid = object_table);
begin
  perform from app_public.objects o where o.name = v_object and format('%I.%I', o.schema_name, o.name)::regclass = object_table;
  if not found then
    raise exception 'Table % is not the table of an object.', object_table;
  end if;
  execute format('alter table %s enable row level security', object_table);
  execute format('grant select on %s to %I', object_table, app_hidden.role_name('member'));
  execute format('alter table %s alter created_by set default app_hidden.user_id(), alter updated_by set default app_hidden.user_id()', object_table);
  execute format('create or replace trigger _100_stamp_insert before insert on %s for each row when (new.created_by is distinct from app_hidden.user_id()) execute function app_hidden.tg__stamp()', object_table);
  execute format('create or replace trigger _100_stamp_update before update on %s for each row execute function app_hidden.tg__stamp()', object_table);
  perform app_hidden.track(v_object);

  insert into app_public.permissions (role_id, object, read, "create", update, delete)
  select r.id, v_object, r.default_read, r.default_create, r.default_update, r.default_delete from app_public.roles r
  on conflict (role_id, object) do nothing;
  perform app_hidden.derive_permission(r.id, v_object) from app_public.roles r;
  perform app_hidden.derive_together(r.id) from app_public.roles r;
  perform app_hidden.describe_object(v_object);
  perform app_hidden.describe_records();
end
$$;
comment on function app_hidden.expose is
  'Gives the table of an object all that belongs to it: row-level security, permissions of every role with their grants and policies, stamps, registry and audit. Idempotent.';

create function app_hidden.derive_together(role_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform app_hidden.derive_permission(derive_together.role_id, o.name) from app_public.objects o where o.name in ('notes', 'tasks');
  perform app_hidden.derive_registry(derive_together.role_id);
end
$$;
comment on function app_hidden.derive_together is 'Derives what follows from all permissions of a role together, when an object comes or goes: the policies on the registry, and on notes and tasks, which may be attached to anything.';

create function app_hidden.describe_records() returns void
language plpgsql security definer set search_path = '' as $$
begin
  execute format('comment on table app_public.records is %L',
    E'@behavior -insert -update -delete\n@ref subject to:RecordSubject singular\n'
    || (select string_agg(format('@refVia subject via:%I.%I', o.schema_name, o.name), E'\n' order by o.name) from app_public.objects o)
    || E'\nThe registry: one row for every record of every object.');
end
$$;
comment on function app_hidden.describe_records is 'Tells GraphQL which tables records.subject can be.';

create function app_hidden.describe_object(object text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_object app_public.objects;
  v_key record;
begin
  select * into strict v_object from app_public.objects o where o.name = describe_object.object;
  -- The registry has no foreign key to each object, because its row is written after the record's; GraphQL is told of one.
  execute format('comment on table %I.%I is %L', v_object.schema_name, v_object.name,
    E'@unionMember RecordSubject\n@foreignKey (id) references app_public.records (id)|@fieldName record|@backwardBehavior -*\n'
    || case when v_object.is_custom then format(E'@singular %s\n@plural %s\n', v_object.singular, app_hidden.object_plural(v_object.singular, v_object.name)) else '' end
    || app_hidden.plain_comment(v_object.description));
  -- Who created and updated is worth a name in GraphQL; the way back from a member is not.
  for v_key in
    select c.conname, a.attname from pg_catalog.pg_constraint c
    join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
    where c.conrelid = format('%I.%I', v_object.schema_name, v_object.name)::regclass and c.contype = 'f'
      and a.attname in ('created_by', 'updated_by')
  loop
    execute format('comment on constraint %I on %I.%I is %L', v_key.conname, v_object.schema_name, v_object.name,
      E'@fieldName ' || case v_key.attname when 'created_by' then 'creator' else 'updater' end || E'\n@backwardBehavior -*');
  end loop;
end
$$;
comment on function app_hidden.describe_object is 'Comments the table of an object: its description, and for GraphQL its link to the registry.';
--! EndIncluded rbac/expose.sql
--! Included rbac/limits.sql
-- Nobody gives more than they have: not to a role, not to a member, not to a key. The owner of the database may give anything.
create function app_hidden.scope_rank(scope text) returns integer
language sql immutable parallel safe
return array_position(array['none', 'own', 'all'], scope);
comment on function app_hidden.scope_rank is 'none, own and all as numbers that grow.';

create function app_hidden.role_exceeds(role_id uuid, other_id uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_role app_public.roles;
  v_other app_public.roles;
begin
  if role_id = other_id then
    return null;
  end if;
  select * into v_role from app_public.roles r where r.id = role_exceeds.role_id;
  select * into v_other from app_public.roles r where r.id = role_exceeds.other_id;
  return case
    when v_other.id is null then 'do something'
    when v_role.key = 'admin' then 'do everything'
    else coalesce(
      (select 'manage ' || replace(s, '_', ' ') from unnest(v_role.settings) s where s <> all (v_other.settings) order by s limit 1),
      (select format('%s %s', a.action, lower(o.label_plural))
       from app_public.permissions p
       join app_public.objects o on o.name = p.object
       left join app_public.permissions q on q.role_id = v_other.id and q.object = p.object
       cross join lateral (values
         ('read', app_hidden.scope_rank(p.read), app_hidden.scope_rank(coalesce(q.read, 'none'))),
         ('create', p."create"::integer, coalesce(q."create", false)::integer),
         ('update', app_hidden.scope_rank(p.update), app_hidden.scope_rank(coalesce(q.update, 'none'))),
         ('delete', app_hidden.scope_rank(p.delete), app_hidden.scope_rank(coalesce(q.delete, 'none')))) a (action, here, there)
       where p.role_id = v_role.id and a.here > a.there
       order by o.position, o.name limit 1),
      case when app_hidden.scope_rank(v_role.default_read) > app_hidden.scope_rank(v_other.default_read)
          or v_role.default_create and not v_other.default_create
          or app_hidden.scope_rank(v_role.default_update) > app_hidden.scope_rank(v_other.default_update)
          or app_hidden.scope_rank(v_role.default_delete) > app_hidden.scope_rank(v_other.default_delete)
        then 'do more with objects made later' end)
  end;
end
$$;
comment on function app_hidden.role_exceeds is 'What a role may do that another one may not, in words; null when there is nothing.';

create function app_hidden.must_not_exceed_mine(role_id uuid) returns app_public.roles
language plpgsql stable security definer set search_path = '' as $$
declare
  v_role app_public.roles;
  v_beyond text;
begin
  select * into v_role from app_public.roles r where r.id = must_not_exceed_mine.role_id;
  if not found then
    perform app_hidden.fail('RM404', 'roles_known', 'There is no such role.', field => 'role_id');
  end if;
  v_beyond := case when not app_hidden.is_owner() then app_hidden.role_exceeds(v_role.id, app_hidden.role_id()) end;
  if v_beyond is not null then
    perform app_hidden.fail('RM403', 'roles_no_more_than_mine', format('The role “%s” may %s, and yours may not.', v_role.name, v_beyond),
      'Ask somebody whose role may do that.', 'role_id');
  end if;
  return v_role;
end
$$;
comment on function app_hidden.must_not_exceed_mine is
  'The role, if it may do nothing that the role in force may not. Raises RM403 and RM404. It stands before whatever gives, takes or changes a role.';

create function app_hidden.begin_role_change() returns void
language plpgsql volatile security definer set search_path = '' set lock_timeout = '10s' as $$
begin
  perform app_hidden.must_manage('roles');
  perform pg_advisory_xact_lock(hashtext('app_hidden.metadata'));
exception when lock_not_available then
  perform app_hidden.fail('RM409', 'metadata_one_at_a_time', 'Somebody else is changing objects or roles at this moment.', 'Try again in a moment.');
end
$$;
comment on function app_hidden.begin_role_change is
  'Checks the right to manage roles, and lets changes of roles and of objects pass one after another. Raises RM403, RM409.';
--! EndIncluded rbac/limits.sql
--! Included rbac/manage_roles.sql
-- Making, copying, changing and deleting roles.
create function app_hidden.check_role_name(name text, role_id uuid default null) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_name text := btrim(regexp_replace(coalesce(check_role_name.name, ''), '\s+', ' ', 'g'));
  v_key text := app_hidden.slug(v_name);
begin
  if length(v_name) not between 1 and 60 or v_name ~ '[[:cntrl:]]' then
    perform app_hidden.fail('RM400', 'roles_name_length', 'The name of a role has 1 to 60 characters.', field => 'name');
  elsif v_key = '' or v_key ~ '^[0-9]' then
    perform app_hidden.fail('RM400', 'roles_name_letter', 'The name of a role has to begin with a letter from A to Z.', field => 'name');
  elsif v_key = any (array['authenticator', 'worker', 'anonymous', 'member', 'public', 'owner', 'none', 'postgres', 'superuser']) or v_key ~ '^(pg|login)_' then
    perform app_hidden.fail('RM400', 'roles_name_reserved', format('“%s” is a name that PostgreSQL or Rowan needs.', v_name), 'Choose another one.', 'name');
  -- What reads alike is the same: “Ádmin” beside Admin would only deceive.
  elsif exists (select from app_public.roles r where (app_hidden.slug(r.name) = v_key or r.key = left(v_key, 30)) and r.id is distinct from check_role_name.role_id) then
    perform app_hidden.fail('RM409', 'roles_name_unique', 'Another role already has this name.', field => 'name');
  end if;
  return v_name;
end
$$;
comment on function app_hidden.check_role_name is 'The name as it is kept. Raises RM400 and RM409.';

create function app_hidden.add_role(role app_public.roles, like_role_id uuid default null) returns app_public.roles
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_role app_public.roles := add_role.role;
  v_key text;
  v_n integer := 1;
begin
  v_role.name := app_hidden.check_role_name(v_role.name);
  v_key := left(app_hidden.slug(v_role.name), 30);
  v_role.key := v_key;
  -- Roles are the cluster's: one that this database does not know keeps whatever somebody gave it, and is left alone.
  while exists (select from pg_catalog.pg_roles g where g.rolname = app_hidden.role_name(v_role.key)) loop
    v_n := v_n + 1;
    v_role.key := left(v_key, 29 - length(v_n::text)) || '_' || v_n;
  end loop;
  insert into app_public.roles (key, name, description, db_role, settings, default_read, default_create, default_update, default_delete)
  values (v_role.key, v_role.name, coalesce(v_role.description, ''), app_hidden.role_name(v_role.key), v_role.settings,
    v_role.default_read, v_role.default_create, v_role.default_update, v_role.default_delete)
  returning * into v_role;
  insert into app_public.permissions (role_id, object, read, "create", update, delete)
  select v_role.id, o.name,
    coalesce(p.read, v_role.default_read), coalesce(p."create", v_role.default_create), coalesce(p.update, v_role.default_update), coalesce(p.delete, v_role.default_delete)
  from app_public.objects o left join app_public.permissions p on p.object = o.name and p.role_id = add_role.like_role_id;
  perform app_hidden.must_not_exceed_mine(v_role.id);
  perform app_hidden.derive_role(v_role.id);
  return v_role;
end
$$;
comment on function app_hidden.add_role is 'Adds a role with its PostgreSQL role, grants and policies; its permissions are its defaults, or those of another role.';

create function app_public.create_role(
  name text, description text default '', settings text[] default '{}', default_read text default 'none', default_create boolean default false,
  default_update text default 'none', default_delete text default 'none'
) returns app_public.roles
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_role app_public.roles;
begin
  perform app_hidden.begin_role_change();
  v_role.name := create_role.name;
  v_role.description := create_role.description;
  v_role.settings := coalesce(create_role.settings, '{}');
  v_role.default_read := coalesce(create_role.default_read, 'none');
  v_role.default_create := coalesce(create_role.default_create, false);
  v_role.default_update := coalesce(create_role.default_update, 'none');
  v_role.default_delete := coalesce(create_role.default_delete, 'none');
  return app_hidden.add_role(v_role);
end
$$;
comment on function app_public.create_role is
  'Makes a role, which is a PostgreSQL role too. It may do with every object, and with those made later, what its defaults say (none, own, all) until set_permission says otherwise; settings are the parts of the settings that it manages. Raises RM400, RM403 (more than one''s own role may), RM409.';

create function app_public.copy_role(role_id uuid, name text) returns app_public.roles
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_role app_public.roles;
begin
  perform app_hidden.begin_role_change();
  v_role := app_hidden.must_not_exceed_mine(copy_role.role_id);
  v_role.name := copy_role.name;
  return app_hidden.add_role(v_role, like_role_id => copy_role.role_id);
end
$$;
comment on function app_public.copy_role is 'Makes a role with the permissions, settings and defaults of another one. Raises RM400, RM403, RM404, RM409.';

create function app_hidden.changeable_role(id uuid) returns app_public.roles
language plpgsql stable security definer set search_path = '' as $$
declare
  v_role app_public.roles := app_hidden.must_not_exceed_mine(changeable_role.id);
begin
  if v_role.key = 'admin' then
    perform app_hidden.fail('RM403', 'roles_admin_fixed', 'The role Admin may do everything, and stays as it is.', 'Copy it, and change the copy.', 'role_id');
  elsif v_role.id = app_hidden.role_id() then
    perform app_hidden.fail('RM403', 'roles_not_my_own', format('“%s” is your own role, and nobody changes their own.', v_role.name), 'Ask an Admin.', 'role_id');
  end if;
  return v_role;
end
$$;
comment on function app_hidden.changeable_role is 'The role, if the role in force may change it. Raises RM403 and RM404.';

create function app_public.update_role(
  id uuid, name text default null, description text default null, settings text[] default null, default_read text default null,
  default_create boolean default null, default_update text default null, default_delete text default null
) returns app_public.roles
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_role app_public.roles;
begin
  perform app_hidden.begin_role_change();
  v_role := app_hidden.changeable_role(update_role.id);
  update app_public.roles r set
    name = case when update_role.name is null then r.name else app_hidden.check_role_name(update_role.name, r.id) end,
    description = coalesce(update_role.description, r.description), settings = coalesce(update_role.settings, r.settings),
    default_read = coalesce(update_role.default_read, r.default_read), default_create = coalesce(update_role.default_create, r.default_create),
    default_update = coalesce(update_role.default_update, r.default_update), default_delete = coalesce(update_role.default_delete, r.default_delete)
  where r.id = update_role.id;
  v_role := app_hidden.must_not_exceed_mine(update_role.id);
  perform app_hidden.derive_role(v_role.id);
  return v_role;
end
$$;
comment on function app_public.update_role is
  'Changes what is given of a role: its name, the settings that it manages, what it may do with objects made later. Admin stays as it is. Raises RM400, RM403, RM404, RM409.';

create function app_public.delete_role(id uuid, new_role_id uuid default null) returns app_public.roles
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_role app_public.roles;
  v_members bigint;
  v_keys bigint;
  v_table regclass;
  v_policy record;
  v_detail text;
begin
  perform app_hidden.begin_role_change();
  v_role := app_hidden.changeable_role(delete_role.id);
  if v_role.is_shipped then
    perform app_hidden.fail('RM403', 'roles_shipped_kept', format('The role “%s” ships with Rowan and stays.', v_role.name), 'Take its permissions away, if nobody is to have it.', 'id');
  end if;
  if delete_role.new_role_id is not null then
    if delete_role.new_role_id = delete_role.id then
      perform app_hidden.fail('RM400', 'roles_new_other', 'Members cannot move to the role that is deleted.', field => 'new_role_id');
    end if;
    perform app_hidden.must_not_exceed_mine(delete_role.new_role_id);
    update app_public.users u set role_id = delete_role.new_role_id where u.role_id = v_role.id;
    update app_public.api_keys k set role_id = delete_role.new_role_id where k.role_id = v_role.id;
    update app_public.webhooks w set role_id = delete_role.new_role_id where w.role_id = v_role.id;
    update app_public.workspace w set default_role_id = delete_role.new_role_id where w.default_role_id = v_role.id;
  end if;
  select count(*) into v_members from app_public.users u where u.role_id = v_role.id;
  select count(*) into v_keys from app_public.api_keys k where k.role_id = v_role.id and k.revoked_at is null;
  if v_members + v_keys > 0 then
    perform app_hidden.fail('RM409', 'roles_unused', format('“%s” is the role of %s members and %s API keys.', v_role.name, v_members, v_keys),
      'Say which role they get instead.', 'new_role_id');
  end if;
  delete from app_public.api_keys k where k.role_id = v_role.id;
  delete from app_public.webhooks w where w.role_id = v_role.id;

  perform app_hidden.lock_briefly((
    select jsonb_object_agg(p.polrelid::regclass, 'access exclusive') from pg_catalog.pg_policy p where v_role.db_role::regrole = any (p.polroles)));
  for v_policy in
    select p.polrelid::regclass as on_table, p.polname from pg_catalog.pg_policy p
    where p.polroles = array[v_role.db_role::regrole::oid] and p.polname = any (array(select v_role.key || ': ' || v from unnest(array['select', 'insert', 'update', 'delete']) v))
  loop
    execute format('drop policy %I on %s', v_policy.polname, v_policy.on_table);
  end loop;
  for v_table in select app_hidden.object_table(o.name) from app_public.objects o loop
    execute format('revoke insert, update, delete on %s from %I', v_table, v_role.db_role);
  end loop;
  begin
    execute format('drop role %I', v_role.db_role);
  exception when dependent_objects_still_exist then
    get stacked diagnostics v_detail = pg_exception_detail;
    perform app_hidden.fail('RM409', 'roles_db_role_unused', format('In PostgreSQL something made by hand is of the role %s: %s', v_role.db_role, split_part(v_detail, E'\n', 1)),
      'Drop or revoke that first.');
  end;
  delete from app_public.roles r where r.id = v_role.id;
  return v_role;
end
$$;
comment on function app_public.delete_role is
  'Deletes a role with its PostgreSQL role. Members and API keys of it get new_role_id; without that, they keep it from being deleted (RM409). Shipped roles stay. Raises RM403, RM404.';
grant execute on function app_public.create_role, app_public.copy_role, app_public.update_role, app_public.delete_role to :MEMBER;
--! EndIncluded rbac/manage_roles.sql
--! Included rbac/set_permissions.sql
-- Changing what a role may do: the rows, and in the same transaction the grants and policies.
create function app_public.set_permissions(role_id uuid, permissions jsonb) returns setof app_public.permissions
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_role app_public.roles;
  v_wanted record;
  v_old app_public.permissions;
begin
  perform app_hidden.begin_role_change();
  v_role := app_hidden.changeable_role(set_permissions.role_id);
  if jsonb_typeof(set_permissions.permissions) is distinct from 'array' then
    perform app_hidden.fail('RM400', 'permissions_list', 'Permissions are a list of {"object", "read", "create", "update", "delete"}.', field => 'permissions');
  end if;
  for v_wanted in
    select app_hidden.object_name(p.value ->> 'object') as object, p.value ->> 'read' as read, p.value -> 'create' as "create",
      p.value ->> 'update' as update, p.value ->> 'delete' as delete
    from jsonb_array_elements(set_permissions.permissions) p
  loop
    if exists (select from unnest(array[v_wanted.read, v_wanted.update, v_wanted.delete]) s where s <> all (array['none', 'own', 'all']))
      or jsonb_typeof(v_wanted.create) not in ('boolean', 'null') then
      perform app_hidden.fail('RM400', 'permissions_known', 'read, update and delete are none, own or all; create is true or false.', field => 'permissions');
    end if;
    insert into app_public.permissions (role_id, object) values (v_role.id, v_wanted.object) on conflict on constraint permissions_pkey do nothing;
    select * into strict v_old from app_public.permissions p where p.role_id = v_role.id and p.object = v_wanted.object;
    v_wanted.read := coalesce(v_wanted.read, v_old.read);
    -- What is not said stays as it was, as far as the new scope of reading lets it.
    update app_public.permissions p set
      read = v_wanted.read,
      "create" = coalesce((nullif(v_wanted.create, 'null') #>> '{}')::boolean, p."create" and v_wanted.read <> 'none'),
      update = coalesce(v_wanted.update, (array['none', 'own', 'all'])[least(app_hidden.scope_rank(p.update), app_hidden.scope_rank(v_wanted.read))]),
      delete = coalesce(v_wanted.delete, (array['none', 'own', 'all'])[least(app_hidden.scope_rank(p.delete), app_hidden.scope_rank(v_wanted.read))])
    where p.role_id = v_role.id and p.object = v_wanted.object;
  end loop;
  perform app_hidden.must_not_exceed_mine(v_role.id);
  perform app_hidden.derive_role(v_role.id);
  return query select p.* from app_public.permissions p where p.role_id = v_role.id order by p.object;
end
$$;
comment on function app_public.set_permissions is
  'Changes permissions of a role on many objects at once: [{"object", "read", "create", "update", "delete"}], where what is left out stays, but never wider than read. It counts from the next request on. Raises RM400, RM403 (more than one''s own role may), RM404, RM409.';

create function app_public.set_permission(
  role_id uuid, object text, read text default null, "create" boolean default null, update text default null, delete text default null
) returns app_public.permissions
language sql volatile
begin atomic
  select p.* from app_public.set_permissions(set_permission.role_id, jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
    'object', set_permission.object, 'read', set_permission.read, 'create', set_permission.create,
    'update', set_permission.update, 'delete', set_permission.delete)))) p
  where p.object = app_hidden.object_name(set_permission.object);
end;
comment on function app_public.set_permission is
  'Changes the permission of a role on one object: read, update, delete are none, own or all; create is yes or no. What is left out stays, but never wider than read. It counts from the next request on. Raises RM400, RM403, RM404, RM409.';
comment on constraint permissions_write_implies_read on app_public.permissions is
  'One can only change what one can read: widen read, or narrow create, update and delete.';
grant execute on function app_public.set_permissions, app_public.set_permission to :MEMBER;
--! EndIncluded rbac/set_permissions.sql
--! Included auth/api_keys.sql
-- API keys: made, listed, revoked. The table is beside the sessions (sessions.sql), because a transaction begins with either.
create policy "api_keys: read" on app_public.api_keys for select to :MEMBER using ((select app_hidden.can_manage('api_keys')));
grant select on app_public.api_keys to :MEMBER;

create type app_public.api_key_secret as (api_key_id uuid, key text);
comment on type app_public.api_key_secret is E'@foreignKey (api_key_id) references app_public.api_keys (id)\nA new API key; shown this once.';

create function app_public.create_api_key(name text, role_id uuid, expires_at timestamptz default null) returns app_public.api_key_secret
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_secret app_public.api_key_secret;
begin
  perform app_hidden.must_manage('api_keys');
  if app_hidden.user_id() is null or nullif(current_setting('app.api_key_id', true), '') is not null then
    perform app_hidden.fail('RM403', 'api_keys_by_person', 'An API key is made by a person, whose it is then; not by another key.', 'Sign in as yourself.');
  end if;
  perform app_hidden.must_not_exceed_mine(create_api_key.role_id);
  if create_api_key.expires_at <= now() then
    perform app_hidden.fail('RM400', 'api_keys_expires_later', 'This key would have expired already.', field => 'expires_at');
  end if;
  v_secret.key := 'rk_' || encode(public.gen_random_bytes(24), 'hex');
  insert into app_public.api_keys (name, prefix, role_id, user_id, expires_at)
  values (btrim(create_api_key.name), left(v_secret.key, 9), create_api_key.role_id, app_hidden.user_id(), create_api_key.expires_at)
  returning id into v_secret.api_key_id;
  insert into app_private.api_key_hashes (hash, api_key_id) values (sha256(convert_to(v_secret.key, 'UTF8')), v_secret.api_key_id);
  return v_secret;
end
$$;
comment on function app_public.create_api_key is
  'Makes a key with which a program acts for me under this role, which may do no more than mine. The key is shown this once; kept is its hash. Raises RM400, RM403, RM404.';

create function app_public.revoke_api_key(id uuid) returns app_public.api_keys
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_key app_public.api_keys;
begin
  perform app_hidden.must_manage('api_keys');
  update app_public.api_keys k set revoked_at = coalesce(k.revoked_at, now()) where k.id = revoke_api_key.id returning * into v_key;
  if not found then
    perform app_hidden.fail('RM404', 'api_keys_known', 'There is no such API key.', field => 'id');
  end if;
  return v_key;
end
$$;
comment on function app_public.revoke_api_key is 'Ends an API key: it counts on the very next request. Raises RM403, RM404.';

comment on constraint api_keys_name_length on app_public.api_keys is 'A key needs a name of at most 80 characters, to know it by.';
comment on column app_public.api_keys.expires_at is 'When it ends by itself; null is never.';
comment on column app_public.api_keys.last_used_at is 'When it was used last, to the minute.';
comment on column app_public.api_keys.revoked_at is 'When somebody ended it.';
grant execute on function app_public.create_api_key, app_public.revoke_api_key to :MEMBER;
--! EndIncluded auth/api_keys.sql
--! Included auth/members.sql
-- What is done with members: role, deactivation, removal. And one's own profile.
create function app_hidden.tg_users__keep_admin() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_admin uuid := (select r.id from app_public.roles r where r.key = 'admin');
begin
  if exists (
    select from old_rows o where o.role_id = v_admin and o.is_active
      and not exists (select from app_public.users u where u.id = o.id and u.role_id = v_admin and u.is_active)) then
    -- One after another, or two admins could take each other's place away at the same time.
    perform pg_advisory_xact_lock(hashtext('app_hidden.admins'));
    if not exists (select from app_public.users u where u.role_id = v_admin and u.is_active) then
      perform app_hidden.fail('RM409', 'users_last_admin', 'This is the last Admin; without one nobody could manage the workspace.', 'Make somebody else an Admin first.');
    end if;
  end if;
  return null;
end
$$;
comment on function app_hidden.tg_users__keep_admin is 'The last active Admin cannot be removed, deactivated or demoted, whoever tries.';
create trigger _500_keep_admin_update after update on app_public.users
  referencing old table as old_rows for each statement execute function app_hidden.tg_users__keep_admin();
create trigger _500_keep_admin_delete after delete on app_public.users
  referencing old table as old_rows for each statement execute function app_hidden.tg_users__keep_admin();

create function app_hidden.tg_users__lose_role() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- What was lent to the former role: seeing as another role, and keys and webhooks that may do what the member no longer may.
  update app_private.sessions s set view_as_role_id = null where s.user_id = new.id and s.view_as_role_id is not null;
  update app_public.api_keys k set revoked_at = now()
  where k.user_id = new.id and k.revoked_at is null and app_hidden.role_exceeds(k.role_id, new.role_id) is not null;
  update app_public.webhooks w set role_id = null
  where w.user_id = new.id and w.role_id is not null and app_hidden.role_exceeds(w.role_id, new.role_id) is not null;
  return null;
end
$$;
comment on function app_hidden.tg_users__lose_role is 'With a role goes what was made by it: the view as another role, and API keys beyond the new role.';
create trigger _600_lose_role after update of role_id on app_public.users
  for each row when (new.role_id <> old.role_id) execute function app_hidden.tg_users__lose_role();

create function app_hidden.managed_member(user_id uuid) returns app_public.users
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user app_public.users;
begin
  perform app_hidden.must_manage('members');
  select * into v_user from app_public.users u where u.id = managed_member.user_id for update;
  if not found then
    perform app_hidden.fail('RM404', 'users_known', 'There is no such member.', field => 'user_id');
  end if;
  perform app_hidden.must_not_exceed_mine(v_user.role_id);
  return v_user;
end
$$;
comment on function app_hidden.managed_member is 'The member, locked, for somebody who may manage members and whose role may do all that theirs may. Raises RM403, RM404.';

create function app_public.change_member_role(user_id uuid, role_id uuid) returns app_public.users
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user app_public.users := app_hidden.managed_member(change_member_role.user_id);
begin
  perform app_hidden.must_not_exceed_mine(change_member_role.role_id);
  update app_public.users u set role_id = change_member_role.role_id, updated_at = now() where u.id = v_user.id returning * into v_user;
  return v_user;
end
$$;
comment on function app_public.change_member_role is
  'Gives a member another role, from their next request on. Neither the old nor the new one may do more than mine; the last Admin stays one. Raises RM403, RM404, RM409.';

create function app_public.deactivate_member(user_id uuid) returns app_public.users
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user app_public.users := app_hidden.managed_member(deactivate_member.user_id);
begin
  update app_public.users u set is_active = false, updated_at = now() where u.id = v_user.id returning * into v_user;
  update app_private.sessions s set ended_at = now() where s.user_id = v_user.id and s.ended_at is null;
  return v_user;
end
$$;
comment on function app_public.deactivate_member is
  'Shuts a member out from the next request on: sessions end, API keys and the database login stop. Records stay theirs. Raises RM403, RM404, RM409 (the last Admin).';

create function app_public.reactivate_member(user_id uuid) returns app_public.users
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user app_public.users := app_hidden.managed_member(reactivate_member.user_id);
begin
  update app_public.users u set is_active = true, updated_at = now() where u.id = v_user.id returning * into v_user;
  return v_user;
end
$$;
comment on function app_public.reactivate_member is 'Lets a deactivated member in again; they sign in anew. Raises RM403, RM404.';

create function app_public.member_records(user_id uuid) returns table (object text, records bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app_hidden.must_manage('members');
  return query
  select r.object, count(*) from app_public.records r where r.owner_id = member_records.user_id group by r.object order by r.object;
end
$$;
comment on function app_public.member_records is 'How many records of each object belong to a member: what removing them has to decide about. Raises RM403.';

create function app_public.remove_member(user_id uuid, new_owner_id uuid default null) returns app_public.users
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user app_public.users := app_hidden.managed_member(remove_member.user_id);
  v_object text;
begin
  if v_user.id = app_hidden.user_id() then
    perform app_hidden.fail('RM409', 'users_not_myself', 'One does not remove oneself.', 'Ask another Admin.', 'user_id');
  end if;
  if remove_member.new_owner_id is not null and not exists (
    select from app_public.users u where u.id = remove_member.new_owner_id and u.is_active and u.id <> v_user.id) then
    perform app_hidden.fail('RM400', 'users_new_owner', 'Records can only go to another, active member.', field => 'new_owner_id');
  end if;
  for v_object in select distinct r.object from app_public.records r where r.owner_id = v_user.id order by 1 loop
    execute format('update %s set owner_id = $2 where owner_id = $1', app_hidden.object_table(v_object)) using v_user.id, remove_member.new_owner_id;
  end loop;
  update app_public.tasks t set assignee_id = remove_member.new_owner_id where t.assignee_id = v_user.id;
  delete from app_public.users u where u.id = v_user.id;
  return v_user;
end
$$;
comment on function app_public.remove_member is
  'Removes a member for good. Their records and tasks go to new_owner_id, or to nobody. What they changed stays in the log. Raises RM400, RM403, RM404, RM409 (the last Admin).';

create function app_public.update_profile(name text default null, locale text default null, time_zone text default null, preferences jsonb default null)
returns app_public.users
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user app_public.users;
begin
  if update_profile.time_zone is not null and not exists (select from pg_catalog.pg_timezone_names z where z.name = update_profile.time_zone) then
    perform app_hidden.fail('RM400', 'users_time_zone_known', format('There is no time zone “%s”.', left(update_profile.time_zone, 60)), 'Such as Europe/Berlin.', 'time_zone');
  end if;
  update app_public.users u set
    name = coalesce(btrim(update_profile.name), u.name), locale = coalesce(update_profile.locale, u.locale),
    time_zone = coalesce(update_profile.time_zone, u.time_zone), preferences = u.preferences || coalesce(update_profile.preferences, '{}'), updated_at = now()
  where u.id = app_hidden.user_id() returning * into v_user;
  if not found then
    perform app_hidden.fail('RM401', 'session_valid', 'You are not signed in.', 'Sign in first.');
  end if;
  return v_user;
end
$$;
comment on function app_public.update_profile is
  'Changes what is given of one''s own name, locale and time zone; preferences are merged key by key. Raises RM400.';
comment on constraint users_name_length on app_public.users is 'A name has 1 to 120 characters.';
comment on constraint users_locale_format on app_public.users is 'This is not a language tag such as en-GB.';

grant execute on function app_public.change_member_role, app_public.deactivate_member, app_public.reactivate_member, app_public.member_records,
  app_public.remove_member, app_public.update_profile to :MEMBER;
--! EndIncluded auth/members.sql
--! Included auth/secret_links.sql
-- Links that carry a secret: invitations and password resets. The secret stands behind a #, which browsers send to nobody; kept is its hash.
create type app_public.secret_link as (path text, expires_at timestamptz);
comment on type app_public.secret_link is 'A link to give to somebody: its path on this Rowan, with a secret that is shown this once, and until when it works.';

create table app_public.invitations (
  id uuid primary key default uuidv7(),
  email text not null constraint invitations_email_format check (app_hidden.are_emails(array[email])),
  role_id uuid not null references app_public.roles on delete cascade,
  invited_by uuid references app_public.users on delete set null,
  expires_at timestamptz not null default now() + interval '7 days',
  accepted_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index on app_public.invitations (role_id);
create index on app_public.invitations (invited_by);
create unique index invitations_open_unique on app_public.invitations (email) where accepted_at is null and revoked_at is null;
alter table app_public.invitations enable row level security;
create policy "invitations: read" on app_public.invitations for select to :MEMBER using ((select app_hidden.can_manage('members')));
grant select on app_public.invitations to :MEMBER;
comment on table app_public.invitations is 'Who was invited, as what, by whom. It is open until it is accepted, revoked or expired.';
comment on column app_public.invitations.invited_by is 'The member who invited.';
comment on constraint invitations_email_format on app_public.invitations is 'This is not an e-mail address.';
comment on constraint invitations_invited_by_fkey on app_public.invitations is E'@fieldName inviter\n@backwardBehavior -*';

create table app_private.secret_links (
  hash bytea primary key,
  invitation_id uuid references app_public.invitations on delete cascade,
  reset_user_id uuid references app_public.users on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  constraint secret_links_for_one check (num_nonnulls(invitation_id, reset_user_id) = 1)
);
create index on app_private.secret_links (invitation_id);
create index on app_private.secret_links (reset_user_id);
alter table app_private.secret_links enable row level security;
comment on table app_private.secret_links is 'SHA-256 of the secret of each link that works: an invitation, or the new password of a member.';

create function app_hidden.add_secret_link(path text, expires_at timestamptz, invitation_id uuid default null, reset_user_id uuid default null)
returns app_public.secret_link
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_secret text := encode(public.gen_random_bytes(32), 'hex');
begin
  delete from app_private.secret_links l
  where l.expires_at < now() or l.invitation_id = add_secret_link.invitation_id or l.reset_user_id = add_secret_link.reset_user_id;
  insert into app_private.secret_links (hash, invitation_id, reset_user_id, expires_at)
  values (sha256(convert_to(v_secret, 'UTF8')), add_secret_link.invitation_id, add_secret_link.reset_user_id, add_secret_link.expires_at);
  return row (add_secret_link.path || '#' || v_secret, add_secret_link.expires_at)::app_public.secret_link;
end
$$;
comment on function app_hidden.add_secret_link is 'Makes a link; the one before for the same purpose stops working.';

create function app_hidden.secret_link_of(secret text) returns app_private.secret_links
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_link app_private.secret_links;
begin
  select * into v_link from app_private.secret_links l
  where l.hash = sha256(convert_to(coalesce(secret_link_of.secret, ''), 'UTF8')) and l.expires_at > now() for update;
  if not found then
    perform app_hidden.fail('RM400', 'secret_link_valid', 'This link does not work any more: it was used, replaced or withdrawn, or it is too old.', 'Ask for a new one.', 'token');
  end if;
  return v_link;
end
$$;
comment on function app_hidden.secret_link_of is 'The link of a secret, locked, so that it is used once. Raises RM400.';

-- Invitations.
create function app_public.invite_member(email text, role_id uuid) returns app_public.secret_link
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_email text := lower(btrim(coalesce(invite_member.email, '')));
  v_invitation app_public.invitations;
  v_link app_public.secret_link;
  v_workspace text := (select w.name from app_public.workspace w);
  v_inviter text := (select u.name from app_public.users u where u.id = app_hidden.user_id());
begin
  perform app_hidden.must_manage('members');
  perform app_hidden.must_not_exceed_mine(invite_member.role_id);
  if exists (select from app_public.users u where u.email = v_email) then
    perform app_hidden.fail('RM409', 'users_email_unique', 'This person is a member already.', field => 'email');
  end if;
  with replaced as (
    update app_public.invitations i set revoked_at = now() where i.email = v_email and i.accepted_at is null and i.revoked_at is null returning i.id)
  delete from app_private.secret_links l using replaced r where l.invitation_id = r.id;
  insert into app_public.invitations (email, role_id, invited_by) values (v_email, invite_member.role_id, app_hidden.user_id())
  returning * into v_invitation;
  v_link := app_hidden.add_secret_link('/invitation', v_invitation.expires_at, invitation_id => v_invitation.id);
  perform app_hidden.add_job('auth__send_email', json_build_object('to', v_email,
    'subject', format('Join %s on Rowan', v_workspace),
    'text', format('%s invites you to join %s. This link works for 7 days:', coalesce(v_inviter, 'Somebody'), v_workspace), 'path', v_link.path));
  return v_link;
end
$$;
comment on function app_public.invite_member is
  'Invites somebody by e-mail address, as a role that may do no more than mine, and gives the link (path /invitation#…), this once; it is mailed too when SMTP_URL is set. Inviting again replaces the link before. Raises RM400, RM403, RM404, RM409.';

create function app_public.revoke_invitation(id uuid) returns app_public.invitations
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_invitation app_public.invitations;
begin
  perform app_hidden.must_manage('members');
  update app_public.invitations i set revoked_at = now()
  where i.id = revoke_invitation.id and i.accepted_at is null and i.revoked_at is null returning * into v_invitation;
  if not found then
    perform app_hidden.fail('RM404', 'invitations_open', 'There is no such open invitation.', field => 'id');
  end if;
  delete from app_private.secret_links l where l.invitation_id = v_invitation.id;
  return v_invitation;
end
$$;
comment on function app_public.revoke_invitation is 'Withdraws an invitation: its link stops working. Raises RM403, RM404.';

create function app_hidden.read_invitation(secret text, out email text, out workspace_name text, out inviter text, out role_name text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_link app_private.secret_links := app_hidden.secret_link_of(read_invitation.secret);
begin
  select i.email, w.name, u.name, r.name into read_invitation.email, read_invitation.workspace_name, read_invitation.inviter, read_invitation.role_name
  from app_public.invitations i join app_public.roles r on r.id = i.role_id
  cross join app_public.workspace w left join app_public.users u on u.id = i.invited_by
  where i.id = v_link.invitation_id;
  if not found then
    perform app_hidden.fail('RM400', 'secret_link_valid', 'This is not the link of an invitation.', field => 'token');
  end if;
end
$$;
comment on function app_hidden.read_invitation is 'What an invitation says to whoever has its link. Raises RM400.';

create function app_hidden.accept_invitation(
  secret text, name text, password text, user_agent text default '', address text default '', out user_id uuid, out session_id uuid, out refresh_token text
) language plpgsql volatile security definer set search_path = '' as $$
declare
  v_link app_private.secret_links := app_hidden.secret_link_of(accept_invitation.secret);
  v_invitation app_public.invitations;
begin
  select * into v_invitation from app_public.invitations i where i.id = v_link.invitation_id;
  if not found then
    perform app_hidden.fail('RM400', 'secret_link_valid', 'This is not the link of an invitation.', field => 'token');
  end if;
  accept_invitation.user_id := app_hidden.add_user(v_invitation.email, accept_invitation.name, accept_invitation.password, v_invitation.role_id);
  update app_public.invitations i set accepted_at = now() where i.id = v_invitation.id;
  delete from app_private.secret_links l where l.hash = v_link.hash;
  select o.session_id, o.refresh_token into accept_invitation.session_id, accept_invitation.refresh_token
  from app_hidden.open_session(accept_invitation.user_id, accept_invitation.user_agent, accept_invitation.address) o;
end
$$;
comment on function app_hidden.accept_invitation is 'Makes the account of somebody invited and opens a session, whatever the sign-up policy. Raises RM400, RM409.';

-- Forgotten passwords.
create function app_public.create_password_reset(user_id uuid) returns app_public.secret_link
language plpgsql volatile security definer set search_path = '' as $$
begin
  return app_hidden.add_secret_link('/reset-password', now() + interval '1 day', reset_user_id => (app_hidden.managed_member(create_password_reset.user_id)).id);
end
$$;
comment on function app_public.create_password_reset is
  'A link (path /reset-password#…) with which a member chooses a new password within a day; for members whose role may do no more than mine. Raises RM403, RM404.';

create function app_hidden.request_password_reset(email text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  -- The same for an account as for none: what there is to do about it is done later.
  perform app_hidden.add_job('auth__mail_password_reset', json_build_object('email', lower(btrim(left(request_password_reset.email, 254)))),
    job_key => 'password reset ' || md5(lower(btrim(request_password_reset.email))));
end
$$;
comment on function app_hidden.request_password_reset is 'Asks for a mail with a link to a new password. It answers and takes the same for an address that nobody has.';

create function app_hidden.mail_password_reset(email text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user app_public.users;
begin
  select * into v_user from app_public.users u where u.email = mail_password_reset.email and u.is_active;
  -- Not more than one in a minute, so that nobody's mailbox is filled.
  if not found or exists (select from app_private.secret_links l where l.reset_user_id = v_user.id and l.created_at > now() - interval '1 minute') then
    return;
  end if;
  perform app_hidden.add_job('auth__send_email', json_build_object('to', v_user.email, 'subject', 'A new password for Rowan',
    'text', format(E'Hello %s,\n\nsomebody, hopefully you, asked for a new password. This link works for an hour. If it was not you, there is nothing to do.', v_user.name),
    'path', (app_hidden.add_secret_link('/reset-password', now() + interval '1 hour', reset_user_id => v_user.id)).path));
end
$$;
comment on function app_hidden.mail_password_reset is 'Mails a link to a new password, if there is an active account.';

create function app_hidden.reset_password(
  secret text, password text, user_agent text default '', address text default '', out user_id uuid, out session_id uuid, out refresh_token text
) language plpgsql volatile security definer set search_path = '' as $$
declare
  v_link app_private.secret_links := app_hidden.secret_link_of(reset_password.secret);
  v_user app_public.users;
begin
  select * into v_user from app_public.users u where u.id = v_link.reset_user_id and u.is_active;
  if not found then
    perform app_hidden.fail('RM400', 'secret_link_valid', 'This link does not lead to a password that could be set.', field => 'token');
  end if;
  perform app_hidden.set_password(v_user.id, reset_password.password);
  delete from app_private.secret_links l where l.hash = v_link.hash;
  delete from app_private.sign_in_failures f where f.key like 'account:' || replace(replace(v_user.email, '_', '\_'), '%', '\%') || ' %';
  update app_private.sessions s set ended_at = now() where s.user_id = v_user.id and s.ended_at is null;
  reset_password.user_id := v_user.id;
  select o.session_id, o.refresh_token into reset_password.session_id, reset_password.refresh_token
  from app_hidden.open_session(v_user.id, reset_password.user_agent, reset_password.address) o;
end
$$;
comment on function app_hidden.reset_password is 'Sets the password of the member to whom the link leads, ends all their sessions and opens a new one. Raises RM400.';

grant execute on function app_public.invite_member, app_public.revoke_invitation, app_public.create_password_reset to :MEMBER;
grant execute on function app_hidden.read_invitation, app_hidden.accept_invitation, app_hidden.request_password_reset, app_hidden.reset_password to :ANONYMOUS;
grant execute on function app_hidden.mail_password_reset to :WORKER;
--! EndIncluded auth/secret_links.sql
--! Included auth/manage_sessions.sql
-- Sessions as people see them, and seeing as another role.
create type app_public.session as (id uuid, user_id uuid, user_agent text, address text, created_at timestamptz, used_at timestamptz, is_current boolean);
comment on type app_public.session is E'@foreignKey (user_id) references app_public.users (id)\nWhere somebody is signed in.';

create function app_public.sessions(of_user_id uuid default null) returns setof app_public.session
language plpgsql stable security definer set search_path = '' rows 5 as $$
declare
  v_user uuid := coalesce(of_user_id, app_hidden.user_id());
begin
  if v_user is distinct from app_hidden.user_id() then
    perform app_hidden.must_manage('members');
  end if;
  return query
  select s.id, s.user_id, s.user_agent, s.address, s.created_at, s.used_at, s.id::text = current_setting('app.session_id', true)
  from app_private.sessions s
  where s.user_id = v_user and s.ended_at is null and s.expires_at > now()
  order by s.used_at desc;
end
$$;
comment on function app_public.sessions is 'Where I am signed in, used last first; or another member, for those who manage members. Raises RM403.';

create function app_public.end_session(id uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user uuid := (select s.user_id from app_private.sessions s where s.id = end_session.id and s.ended_at is null);
begin
  if v_user is null then
    perform app_hidden.fail('RM404', 'sessions_known', 'There is no such session.', field => 'id');
  elsif v_user is distinct from app_hidden.user_id() then
    perform app_hidden.managed_member(v_user);
  end if;
  update app_private.sessions s set ended_at = now() where s.id = end_session.id;
  return true;
end
$$;
comment on function app_public.end_session is 'Ends a session of mine, or of a member whom I manage: it counts on its very next request. Raises RM403, RM404.';

create function app_public.end_sessions(of_user_id uuid default null) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user uuid := coalesce(of_user_id, app_hidden.user_id());
  v_count integer;
begin
  if v_user is distinct from app_hidden.user_id() then
    perform app_hidden.managed_member(v_user);
  end if;
  update app_private.sessions s set ended_at = now()
  where s.user_id = v_user and s.ended_at is null and s.id::text is distinct from current_setting('app.session_id', true);
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function app_public.end_sessions is 'Ends all my sessions but this one, or all of a member whom I manage, and says how many. Raises RM403, RM404.';

create function app_public.active_role() returns app_public.roles
language sql stable security definer set search_path = ''
return (select r from app_public.roles r where r.id = app_hidden.role_id());
comment on function app_public.active_role is 'The role whose rights count for this request: mine, that of the API key, or the one that I view as.';

create function app_public.view_as_role(role_id uuid default null) returns app_public.roles
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_session app_private.sessions;
  v_own app_public.roles;
  v_role app_public.roles;
  v_beyond text;
begin
  select s.* into v_session from app_private.sessions s
  where s.id = nullif(current_setting('app.session_id', true), '')::uuid and s.user_id = app_hidden.user_id() for update;
  if not found then
    perform app_hidden.fail('RM403', 'view_as_session', 'Only somebody who is signed in can look as another role.', 'Sign in as yourself.');
  end if;
  -- What counts is one's own role, also while one looks as another.
  select r.* into v_own from app_public.roles r join app_public.users u on u.role_id = r.id where u.id = v_session.user_id;
  if view_as_role.role_id is not null and view_as_role.role_id <> v_own.id then
    if not 'roles' = any (v_own.settings) then
      perform app_hidden.fail('RM403', 'settings_roles', 'Your role may not manage roles.', 'Ask an admin.');
    end if;
    select * into v_role from app_public.roles r where r.id = view_as_role.role_id;
    if not found then
      perform app_hidden.fail('RM404', 'roles_known', 'There is no such role.', field => 'role_id');
    end if;
    v_beyond := app_hidden.role_exceeds(v_role.id, v_own.id);
    if v_beyond is not null then
      perform app_hidden.fail('RM403', 'roles_no_more_than_mine', format('The role “%s” may %s, and yours may not.', v_role.name, v_beyond), field => 'role_id');
    end if;
  end if;
  update app_private.sessions s set view_as_role_id = v_role.id where s.id = v_session.id;
  return case when v_role.id is null then v_own else v_role end;
end
$$;
comment on function app_public.view_as_role is
  'From the next request on this session sees and may do what a member of this role would; without a role, as myself again. For those who manage roles, and no wider than their own. Raises RM403, RM404.';

grant execute on function app_public.sessions, app_public.end_session, app_public.end_sessions, app_public.active_role, app_public.view_as_role to :MEMBER;
--! EndIncluded auth/manage_sessions.sql
--! Included auth/database_logins.sql
-- A member's own PostgreSQL login, for psql and BI tools: the same rows, the same rights, and no more. It inherits the member's role,
-- which it cannot become, and the table of logins (users.sql) says whose it is.
create type app_public.database_login as (login text, password text, database text);
comment on type app_public.database_login is 'A login for psql and BI tools; its password is shown this once.';

create function app_hidden.derive_login(user_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_login name := (select l.login from app_private.database_logins l where l.user_id = derive_login.user_id);
  v_role name := (
    select r.db_role from app_public.users u join app_public.roles r on r.id = u.role_id where u.id = derive_login.user_id and u.is_active);
  v_held name;
begin
  if v_login is null then
    return;
  end if;
  for v_held in
    select g.rolname from pg_catalog.pg_auth_members m join pg_catalog.pg_roles g on g.oid = m.roleid
    where m.member = v_login::text::regrole and g.rolname is distinct from v_role and g.rolname in (select r.db_role from app_public.roles r)
  loop
    execute format('revoke %I from %I', v_held, v_login);
  end loop;
  if v_role is not null then
    execute format('grant %I to %I with inherit true, set false', v_role, v_login);
  end if;
  execute format('alter role %I %s', v_login, case when v_role is null then 'nologin' else 'login' end);
end
$$;
comment on function app_hidden.derive_login is 'Gives the login of a member the role that they have now, and shuts it while they are deactivated; an open connection feels it with its next statement.';

create function app_hidden.drop_login(login name) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_detail text;
begin
  execute format('drop role if exists %I', login);
exception when dependent_objects_still_exist then
  get stacked diagnostics v_detail = pg_exception_detail;
  perform app_hidden.fail('RM409', 'database_logins_unused', format('In PostgreSQL something made by hand belongs to %s: %s', login, split_part(v_detail, E'\n', 1)), 'Drop or revoke that first.');
end
$$;
comment on function app_hidden.drop_login is 'Drops a login. Raises RM409 when something was given to it by hand.';

create function app_hidden.tg_users__login() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app_hidden.derive_login(new.id);
  return null;
end
$$;
comment on function app_hidden.tg_users__login is 'A login follows the role and the activity of its member.';
create trigger _600_login after update of role_id, is_active on app_public.users
  for each row when (new.role_id <> old.role_id or new.is_active <> old.is_active) execute function app_hidden.tg_users__login();

create function app_hidden.tg_database_logins__drop() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app_hidden.drop_login(old.login);
  return null;
end
$$;
comment on function app_hidden.tg_database_logins__drop is 'A login goes with its member.';
create trigger _600_drop after delete on app_private.database_logins for each row execute function app_hidden.tg_database_logins__drop();

create function app_public.create_database_login(user_id uuid) returns app_public.database_login
language plpgsql volatile security definer set search_path = '' set password_encryption = 'scram-sha-256' as $$
declare
  v_user app_public.users := app_hidden.managed_member(create_database_login.user_id);
  v_login app_public.database_login;
  v_n integer := 1;
  v_name text := left('login_' || coalesce(nullif(app_hidden.slug(split_part(v_user.email, '@', 1)), ''), 'member'), 28);
begin
  if not v_user.is_active then
    perform app_hidden.fail('RM409', 'users_active', 'This member is deactivated.', 'Reactivate them first.', 'user_id');
  end if;
  v_login.login := (select l.login from app_private.database_logins l where l.user_id = v_user.id);
  v_login.password := encode(public.gen_random_bytes(24), 'hex');
  v_login.database := current_database();
  if v_login.login is null then
    v_login.login := app_hidden.role_name(v_name);
    while exists (select from pg_catalog.pg_roles g where g.rolname = v_login.login) loop
      v_n := v_n + 1;
      v_login.login := app_hidden.role_name(v_name || '_' || v_n);
    end loop;
    execute format('create role %I login', v_login.login);
    insert into app_private.database_logins (login, user_id) values (v_login.login::name, v_user.id);
    perform app_hidden.derive_login(v_user.id);
  end if;
  execute format('alter role %I password %L', v_login.login, v_login.password);
  return v_login;
end
$$;
comment on function app_public.create_database_login is
  'Makes a PostgreSQL login for a member, with which psql and BI tools see and do exactly what the member may; or gives the one they have a new password. Shown this once. Raises RM403, RM404, RM409.';

create function app_public.drop_database_login(user_id uuid) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user app_public.users := app_hidden.managed_member(drop_database_login.user_id);
begin
  delete from app_private.database_logins l where l.user_id = v_user.id;
  if not found then
    perform app_hidden.fail('RM404', 'database_logins_known', 'This member has no database login.', field => 'user_id');
  end if;
  return true;
end
$$;
comment on function app_public.drop_database_login is 'Takes a member''s database login away. Raises RM403, RM404.';

create function app_public.users_database_login("user" app_public.users) returns text
language sql stable security definer set search_path = ''
return (
  select l.login from app_private.database_logins l
  where l.user_id = "user".id and ("user".id = app_hidden.user_id() or app_hidden.can_manage('members')));
comment on function app_public.users_database_login is 'The name of the member''s PostgreSQL login, for them and for those who manage members.';
grant execute on function app_public.create_database_login, app_public.drop_database_login, app_public.users_database_login to :MEMBER;
--! EndIncluded auth/database_logins.sql
-- The shipped objects.
--! Included records/companies.sql
-- Organisations we sell to. Who may do what is in app_public.permissions.
create table app_public.companies (
  id uuid primary key default uuidv7(),
  owner_id uuid default app_hidden.user_id() references app_public.users on delete set null,
  name text not null constraint companies_name_length check (length(btrim(name)) between 1 and 300),
  domain text constraint companies_domain_format check (domain ~ '^[^\s/@]+\.[^\s/@.]+$'),
  phone text constraint companies_phone_length check (length(phone) <= 60),
  website text constraint companies_website_length check (length(website) <= 2000),
  industry text constraint companies_industry_length check (length(industry) <= 120),
  employees integer constraint companies_employees_positive check (employees >= 0),
  annual_revenue numeric constraint companies_annual_revenue_range check (abs(annual_revenue) < 1e15),
  currency text constraint companies_currency_format check (currency ~ '^[A-Z]{3}$'),
  parent_id uuid references app_public.companies on delete set null constraint companies_parent_other check (parent_id <> id),
  street text,
  city text,
  region text,
  postal_code text,
  country text,
  created_at timestamptz not null default now(),
  created_by uuid references app_public.users on delete set null,
  updated_at timestamptz not null default now(),
  updated_by uuid references app_public.users on delete set null
);
create unique index companies_domain_unique on app_public.companies (domain);
create index companies_owner_id_idx on app_public.companies (owner_id, id);
create index companies_parent_id_idx on app_public.companies (parent_id);
create index companies_created_by_idx on app_public.companies (created_by);
create index companies_updated_by_idx on app_public.companies (updated_by);
create index companies_name_idx on app_public.companies (name, id);
create index companies_created_at_idx on app_public.companies (created_at, id);
create index companies_text_idx on app_public.companies using gin (name public.gin_trgm_ops, domain public.gin_trgm_ops, city public.gin_trgm_ops);

create function app_hidden.tg_companies__normalise() returns trigger
language plpgsql as $$
begin
  new.domain := app_hidden.domain_of(new.domain);
  if new.annual_revenue is not null and new.currency is null then
    new.currency := (select w.currency from app_public.workspace w);
  end if;
  return new;
end
$$;
comment on function app_hidden.tg_companies__normalise is 'Keeps the bare domain of a pasted URL, and gives a revenue its currency.';
create trigger _200_normalise before insert or update of domain, annual_revenue, currency on app_public.companies
  for each row execute function app_hidden.tg_companies__normalise();

comment on column app_public.companies.owner_id is 'The member answerable for this company; decides who may read and edit it.';
comment on column app_public.companies.domain is 'The bare e-mail and web domain, such as acme.com; unique when set.';
comment on column app_public.companies.annual_revenue is 'Revenue of a year, in currency.';
comment on column app_public.companies.currency is 'ISO 4217 code of the annual revenue.';
comment on column app_public.companies.parent_id is 'The company to which this one belongs.';
comment on index app_public.companies_domain_unique is 'Another company already has this domain.';
comment on constraint companies_parent_other on app_public.companies is 'A company cannot be its own parent.';
comment on constraint companies_name_length on app_public.companies is 'A company needs a name of at most 300 characters.';
comment on constraint companies_domain_format on app_public.companies is 'This is not a domain such as acme.com.';
--! EndIncluded records/companies.sql
--! Included records/contacts.sql
-- People. Who may do what is in app_public.permissions.
create table app_public.contacts (
  id uuid primary key default uuidv7(),
  owner_id uuid default app_hidden.user_id() references app_public.users on delete set null,
  first_name text constraint contacts_first_name_length check (length(first_name) <= 200),
  last_name text constraint contacts_last_name_length check (length(last_name) <= 200),
  name text not null generated always as (
    coalesce(nullif(btrim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), ''), emails[1], '')) stored
    constraint contacts_name_present check (name <> ''),
  emails text[] not null default '{}' constraint contacts_emails_format check (app_hidden.are_emails(emails)),
  phones text[] not null default '{}' constraint contacts_phones_count check (cardinality(phones) <= 20),
  job_title text constraint contacts_job_title_length check (length(job_title) <= 300),
  company_id uuid references app_public.companies on delete set null,
  city text,
  country text,
  linkedin text constraint contacts_linkedin_length check (length(linkedin) <= 2000),
  birthday date,
  created_at timestamptz not null default now(),
  created_by uuid references app_public.users on delete set null,
  updated_at timestamptz not null default now(),
  updated_by uuid references app_public.users on delete set null
);
create index contacts_owner_id_idx on app_public.contacts (owner_id, id);
create index contacts_company_id_idx on app_public.contacts (company_id, id);
create index contacts_created_by_idx on app_public.contacts (created_by);
create index contacts_updated_by_idx on app_public.contacts (updated_by);
create index contacts_last_name_idx on app_public.contacts (last_name, id);
create index contacts_name_idx on app_public.contacts (name, id);
create index contacts_created_at_idx on app_public.contacts (created_at, id);
create index contacts_emails_idx on app_public.contacts using gin (emails);
create index contacts_text_idx on app_public.contacts using gin (
  name public.gin_trgm_ops, first_name public.gin_trgm_ops, last_name public.gin_trgm_ops, job_title public.gin_trgm_ops);

create function app_hidden.tg_contacts__normalise() returns trigger
language plpgsql as $$
begin
  new.emails := app_hidden.lower_all(coalesce(new.emails, '{}'));
  new.phones := coalesce(new.phones, '{}');
  return new;
end
$$;
comment on function app_hidden.tg_contacts__normalise is 'E-mail addresses compare without case, so they are kept in lower case; null means none.';
create trigger _200_normalise before insert or update of emails, phones on app_public.contacts
  for each row when (new.emails is null or new.phones is null or new.emails::text ~ '[[:upper:]]|" | "|""')
  execute function app_hidden.tg_contacts__normalise();

comment on column app_public.contacts.owner_id is 'The member answerable for this contact; decides who may read and edit it.';
comment on column app_public.contacts.name is 'First and last name, or the first e-mail address.';
comment on column app_public.contacts.emails is 'E-mail addresses, the main one first, in lower case.';
comment on column app_public.contacts.phones is 'Phone numbers, the main one first, as given.';
comment on column app_public.contacts.linkedin is 'The address of the LinkedIn profile.';
comment on constraint contacts_name_present on app_public.contacts is 'A contact needs a first name, a last name or an e-mail address.';
comment on constraint contacts_emails_format on app_public.contacts is 'One of these is not an e-mail address.';
--! EndIncluded records/contacts.sql
--! Included records/pipelines.sql
-- Pipelines and their stages: settings, not records.
create table app_public.pipelines (
  id uuid primary key default uuidv7(),
  name text not null constraint pipelines_name_unique unique constraint pipelines_name_length check (length(btrim(name)) between 1 and 80),
  position integer not null default 0,
  created_at timestamptz not null default now()
);
alter table app_public.pipelines enable row level security;
create policy "pipelines: read" on app_public.pipelines for select to :MEMBER using (true);
create policy "pipelines: write" on app_public.pipelines for all to :MEMBER
  using ((select app_hidden.can_manage('pipelines'))) with check ((select app_hidden.can_manage('pipelines')));
grant select, insert (name, position), update (name, position), delete on app_public.pipelines to :MEMBER;

create table app_public.stages (
  id uuid primary key default uuidv7(),
  pipeline_id uuid not null references app_public.pipelines on delete cascade,
  name text not null constraint stages_name_length check (length(btrim(name)) between 1 and 60),
  position integer not null default 0,
  color text not null default 'gray',
  probability smallint not null default 0 constraint stages_probability_range check (probability between 0 and 100),
  outcome text not null default 'open' constraint stages_outcome check (outcome in ('open', 'won', 'lost')),
  constraint stages_name_unique unique (pipeline_id, name)
);
create index on app_public.stages (pipeline_id, position);
alter table app_public.stages enable row level security;
create policy "stages: read" on app_public.stages for select to :MEMBER using (true);
create policy "stages: write" on app_public.stages for all to :MEMBER
  using ((select app_hidden.can_manage('pipelines'))) with check ((select app_hidden.can_manage('pipelines')));
grant select, insert (pipeline_id, name, position, color, probability, outcome),
  update (name, position, color, probability, outcome), delete on app_public.stages to :MEMBER;

comment on table app_public.pipelines is 'A way of selling: an ordered list of stages that deals pass.';
comment on table app_public.stages is 'A step of a pipeline.';
comment on column app_public.stages.color is 'One of the ten hues: gray, red, orange, amber, green, teal, blue, indigo, purple, pink.';
comment on column app_public.stages.probability is 'How likely a deal here is won, in percent; the default of deals that enter.';
comment on column app_public.stages.outcome is 'open, won or lost: whether deals here are still being worked on.';
comment on constraint pipelines_name_unique on app_public.pipelines is 'Another pipeline already has this name.';
comment on constraint stages_name_unique on app_public.stages is 'This pipeline already has a stage with this name.';

with pipeline as (insert into app_public.pipelines (name) values ('Sales') returning id)
insert into app_public.stages (pipeline_id, name, position, color, probability, outcome)
select pipeline.id, s.name, s.position, s.color, s.probability, s.outcome
from pipeline, (values
  ('Lead', 1, 'gray', 10, 'open'),
  ('Qualified', 2, 'blue', 25, 'open'),
  ('Proposal', 3, 'purple', 50, 'open'),
  ('Negotiation', 4, 'orange', 75, 'open'),
  ('Won', 5, 'green', 100, 'won'),
  ('Lost', 6, 'red', 0, 'lost')
) s (name, position, color, probability, outcome);
--! EndIncluded records/pipelines.sql
--! Included records/deals.sql
-- Deals: what we hope to sell. Who may do what is in app_public.permissions.
create table app_public.deals (
  id uuid primary key default uuidv7(),
  owner_id uuid default app_hidden.user_id() references app_public.users on delete set null,
  title text not null constraint deals_title_length check (length(btrim(title)) between 1 and 300),
  company_id uuid references app_public.companies on delete set null,
  contact_id uuid references app_public.contacts on delete set null,
  value numeric constraint deals_value_range check (abs(value) < 1e15),
  currency text not null constraint deals_currency_format check (currency ~ '^[A-Z]{3}$'),
  pipeline_id uuid not null references app_public.pipelines on delete restrict,
  stage_id uuid not null references app_public.stages on delete restrict,
  probability smallint not null constraint deals_probability_range check (probability between 0 and 100),
  expected_close_date date,
  closed_at timestamptz,
  lost_reason text constraint deals_lost_reason_length check (length(lost_reason) <= 2000),
  position numeric not null default -extract(epoch from clock_timestamp()),
  created_at timestamptz not null default now(),
  created_by uuid references app_public.users on delete set null,
  updated_at timestamptz not null default now(),
  updated_by uuid references app_public.users on delete set null
);
create index deals_owner_id_idx on app_public.deals (owner_id, id);
create index deals_company_id_idx on app_public.deals (company_id, id);
create index deals_contact_id_idx on app_public.deals (contact_id, id);
create index deals_pipeline_id_idx on app_public.deals (pipeline_id);
create index deals_stage_id_idx on app_public.deals (stage_id, position, id);
create index deals_created_by_idx on app_public.deals (created_by);
create index deals_updated_by_idx on app_public.deals (updated_by);
create index deals_title_idx on app_public.deals (title, id);
create index deals_expected_close_date_idx on app_public.deals (expected_close_date, id);
create index deals_created_at_idx on app_public.deals (created_at, id);
create index deals_text_idx on app_public.deals using gin (title public.gin_trgm_ops);

create function app_hidden.tg_deals__move() returns trigger
language plpgsql as $$
declare
  v_stage app_public.stages;
begin
  if app_hidden.is_undo(new, array['stage_id', 'pipeline_id', 'probability', 'closed_at', 'lost_reason']) then
    return new; -- it goes back to where it was, as it was there
  end if;
  if tg_op = 'INSERT' then
    if new.stage_id is null then
      select s.* into v_stage from app_public.stages s join app_public.pipelines p on p.id = s.pipeline_id
      where new.pipeline_id is null or p.id = new.pipeline_id
      order by p.position, p.id, s.position limit 1;
      if not found then
        perform app_hidden.fail('RM400', 'deals_stage_present', 'There is no pipeline stage to put this deal in.', 'Make a stage first, under Settings, Pipelines.', 'stage_id');
      end if;
      new.stage_id := v_stage.id;
    end if;
    new.currency := coalesce(new.currency, (select w.currency from app_public.workspace w));
  elsif new.pipeline_id <> old.pipeline_id and new.stage_id = old.stage_id then
    select s.* into v_stage from app_public.stages s where s.pipeline_id = new.pipeline_id order by s.position limit 1;
    new.stage_id := v_stage.id;
  end if;

  if v_stage.id is null then
    select s.* into v_stage from app_public.stages s where s.id = new.stage_id;
    if not found then
      perform app_hidden.fail('RM400', 'deals_stage_id_fkey', 'This stage does not exist.', field => 'stage_id');
    end if;
  end if;
  if tg_op = 'INSERT' and new.pipeline_id is not null and new.pipeline_id <> v_stage.pipeline_id
    or tg_op = 'UPDATE' and new.pipeline_id <> old.pipeline_id and new.pipeline_id <> v_stage.pipeline_id then
    perform app_hidden.fail('RM400', 'deals_stage_of_pipeline', 'This stage belongs to another pipeline.', field => 'stage_id');
  end if;
  new.pipeline_id := v_stage.pipeline_id;

  if tg_op = 'INSERT' then
    new.probability := coalesce(new.probability, v_stage.probability);
    if v_stage.outcome <> 'open' then
      new.closed_at := coalesce(new.closed_at, now());
    end if;
  elsif new.stage_id <> old.stage_id then
    if new.probability = old.probability then
      new.probability := v_stage.probability;
    end if;
    if v_stage.outcome = 'lost' and coalesce(btrim(new.lost_reason), '') = '' then
      perform app_hidden.fail('RM400', 'deals_lost_reason_given', 'Say why the deal was lost.', 'Give a lost reason with the move.', 'lost_reason');
    end if;
    if v_stage.outcome = 'open' then
      new.closed_at := null;
      new.lost_reason := null;
    elsif new.closed_at is not distinct from old.closed_at then
      new.closed_at := case when old.closed_at is null
        or (select s.outcome from app_public.stages s where s.id = old.stage_id) <> v_stage.outcome then now() else old.closed_at end;
    end if;
    if v_stage.outcome = 'won' then
      new.lost_reason := null;
    end if;
  end if;
  return new;
end
$$;
comment on function app_hidden.tg_deals__move is
  'A deal without a stage starts in the first; its pipeline is its stage''s; moving it to lost needs a reason; moving it to won or lost stamps closed_at unless given; moving it back to open clears both; its probability follows the stage unless given.';
create trigger _200_move before insert or update of stage_id, pipeline_id on app_public.deals
  for each row execute function app_hidden.tg_deals__move();

comment on column app_public.deals.owner_id is 'The member answerable for this deal; decides who may read and edit it.';
comment on column app_public.deals.contact_id is 'The main contact.';
comment on column app_public.deals.value is 'What it is worth, in currency.';
comment on column app_public.deals.currency is E'@hasDefault\nISO 4217 code of the value; the workspace''s when not given.';
comment on column app_public.deals.pipeline_id is E'@hasDefault\nThe pipeline of its stage.';
comment on column app_public.deals.stage_id is E'@hasDefault\nWhere it stands; the first stage when not given.';
comment on column app_public.deals.probability is E'@hasDefault\nHow likely it is won, in percent; the stage''s when not given.';
comment on column app_public.deals.closed_at is 'When it was won or lost.';
comment on column app_public.deals.lost_reason is 'Why it was lost; needed to move it to a lost stage.';
comment on column app_public.deals.position is 'Its place within its stage, ascending; new deals come first.';
comment on constraint deals_title_length on app_public.deals is 'A deal needs a title of at most 300 characters.';
--! EndIncluded records/deals.sql
--! Included records/manage_pipelines.sql
-- What those who manage pipelines do with them beyond changing a row: order stages, and delete what deals are still in.
create function app_public.order_stages(pipeline_id uuid, stage_ids uuid[]) returns setof app_public.stages
language plpgsql volatile as $$
begin
  perform app_hidden.must_manage('pipelines');
  update app_public.stages s set position = o.position
  from unnest(order_stages.stage_ids) with ordinality o (id, position)
  where s.id = o.id and s.pipeline_id = order_stages.pipeline_id and s.position <> o.position;
  return query select s.* from app_public.stages s where s.pipeline_id = order_stages.pipeline_id order by s.position, s.id;
end
$$;
comment on function app_public.order_stages is 'Puts the stages of a pipeline in this order, and gives them all. Raises RM403.';

create function app_hidden.move_all_deals(stage_ids uuid[], new_stage_id uuid, lost_reason text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_count bigint;
begin
  perform app_hidden.must_manage('pipelines');
  if new_stage_id is null then
    select count(*) into v_count from app_public.deals d where d.stage_id = any (move_all_deals.stage_ids);
    if v_count > 0 then
      perform app_hidden.fail('RM409', 'stages_empty', format('There are %s deals here still.', v_count), 'Say to which stage they go.', 'new_stage_id');
    end if;
  elsif new_stage_id = any (stage_ids) or not exists (select from app_public.stages s where s.id = new_stage_id) then
    perform app_hidden.fail('RM400', 'stages_new_other', 'Deals can only go to another stage that stays.', field => 'new_stage_id');
  end if;
  update app_public.deals d set
    stage_id = move_all_deals.new_stage_id, lost_reason = coalesce(nullif(btrim(d.lost_reason), ''), btrim(move_all_deals.lost_reason))
  where d.stage_id = any (move_all_deals.stage_ids);
end
$$;
comment on function app_hidden.move_all_deals is
  'Moves all deals of these stages to another one, those too that the member may not see: who manages the stages decides for all. Raises RM400, RM403, RM409.';

create function app_public.remove_stage(id uuid, new_stage_id uuid default null, lost_reason text default null) returns app_public.stages
language plpgsql volatile as $$
declare
  v_stage app_public.stages;
begin
  perform app_hidden.move_all_deals(array[remove_stage.id], remove_stage.new_stage_id, remove_stage.lost_reason);
  delete from app_public.stages s where s.id = remove_stage.id returning s.* into v_stage;
  if not found then
    perform app_hidden.fail('RM404', 'stages_known', 'There is no such stage.', field => 'id');
  end if;
  return v_stage;
end
$$;
comment on function app_public.remove_stage is
  'Deletes a stage; its deals go to new_stage_id (to a lost one with lost_reason, if they have none). Raises RM400, RM403, RM404, RM409 (it has deals, and nothing says where they go).';

create function app_public.remove_pipeline(id uuid, new_stage_id uuid default null, lost_reason text default null) returns app_public.pipelines
language plpgsql volatile as $$
declare
  v_pipeline app_public.pipelines;
begin
  perform app_hidden.move_all_deals(
    array(select s.id from app_public.stages s where s.pipeline_id = remove_pipeline.id), remove_pipeline.new_stage_id, remove_pipeline.lost_reason);
  delete from app_public.pipelines p where p.id = remove_pipeline.id returning p.* into v_pipeline;
  if not found then
    perform app_hidden.fail('RM404', 'pipelines_known', 'There is no such pipeline.', field => 'id');
  end if;
  return v_pipeline;
end
$$;
comment on function app_public.remove_pipeline is
  'Deletes a pipeline with its stages; its deals go to a stage of another one, as in remove_stage. Raises RM400, RM403, RM404, RM409.';

grant execute on function app_public.order_stages, app_hidden.move_all_deals, app_public.remove_stage, app_public.remove_pipeline to :MEMBER;
--! EndIncluded records/manage_pipelines.sql
--! Included records/notes_tasks.sql
-- Notes and tasks, attached to any number of records of any object.
create table app_public.notes (
  id uuid primary key default uuidv7(),
  owner_id uuid default app_hidden.user_id() references app_public.users on delete set null,
  title text not null default '' constraint notes_title_length check (length(title) <= 300),
  body text not null default '' constraint notes_body_length check (length(body) <= 200000),
  created_at timestamptz not null default now(),
  created_by uuid references app_public.users on delete set null,
  updated_at timestamptz not null default now(),
  updated_by uuid references app_public.users on delete set null
);
create index notes_owner_id_idx on app_public.notes (owner_id, id);
create index notes_created_by_idx on app_public.notes (created_by);
create index notes_updated_by_idx on app_public.notes (updated_by);
create index notes_created_at_idx on app_public.notes (created_at, id);

create table app_public.tasks (
  id uuid primary key default uuidv7(),
  owner_id uuid default app_hidden.user_id() references app_public.users on delete set null,
  title text not null constraint tasks_title_length check (length(btrim(title)) between 1 and 300),
  body text not null default '' constraint tasks_body_length check (length(body) <= 200000),
  status text not null default 'open' constraint tasks_status check (status in ('open', 'done')),
  priority text not null default 'normal' constraint tasks_priority check (priority in ('low', 'normal', 'high')),
  due_at timestamptz,
  assignee_id uuid default app_hidden.user_id() references app_public.users on delete set null,
  remind_at timestamptz,
  done_at timestamptz,
  created_at timestamptz not null default now(),
  created_by uuid references app_public.users on delete set null,
  updated_at timestamptz not null default now(),
  updated_by uuid references app_public.users on delete set null
);
create index tasks_owner_id_idx on app_public.tasks (owner_id, id);
create index tasks_assignee_id_idx on app_public.tasks (assignee_id, status, due_at);
create index tasks_due_at_idx on app_public.tasks (due_at, id);
create index tasks_created_by_idx on app_public.tasks (created_by);
create index tasks_updated_by_idx on app_public.tasks (updated_by);
create index tasks_created_at_idx on app_public.tasks (created_at, id);

create function app_hidden.tg_notes__title() returns trigger
language plpgsql as $$
begin
  -- A note is called by its first line until somebody gives it a title.
  if new.title = '' or tg_op = 'UPDATE' and new.title = old.title and old.title = app_hidden.first_line(old.body)
    and not app_hidden.is_undo(new, array['title', 'body']) then
    new.title := app_hidden.first_line(new.body);
  end if;
  return new;
end
$$;
comment on function app_hidden.tg_notes__title is 'A note without a title is called by the first line of its body.';

create function app_hidden.first_line(body text) returns text
language sql immutable parallel safe strict
return left(btrim(regexp_replace(split_part(ltrim(body, E' \t\r\n'), E'\n', 1), '^[#>*\s-]+|[*_`]+', '', 'g')), 120);
comment on function app_hidden.first_line is 'The first line of a Markdown text without its marks, at most 120 characters.';
grant execute on function app_hidden.first_line to :MEMBER;
create trigger _200_title before insert or update of title, body on app_public.notes
  for each row execute function app_hidden.tg_notes__title();

create function app_hidden.tg_tasks__done() returns trigger
language plpgsql as $$
begin
  if new.status = 'done' then
    new.done_at := coalesce(new.done_at, now());
  else
    new.done_at := null;
  end if;
  return new;
end
$$;
comment on function app_hidden.tg_tasks__done is 'Stamps when a task was done.';
create trigger _200_done before insert or update of status, done_at on app_public.tasks
  for each row execute function app_hidden.tg_tasks__done();

create table app_public.note_targets (
  note_id uuid not null references app_public.notes on delete cascade,
  record_id uuid not null references app_public.records on delete cascade,
  primary key (note_id, record_id)
);
create index on app_public.note_targets (record_id);
create table app_public.task_targets (
  task_id uuid not null references app_public.tasks on delete cascade,
  record_id uuid not null references app_public.records on delete cascade,
  primary key (task_id, record_id)
);
create index on app_public.task_targets (record_id);
select app_hidden.track_links('app_public.note_targets', 'record_id');
select app_hidden.track_links('app_public.task_targets', 'record_id');

create view app_hidden.attachments as
  select note_id as source_id, record_id from app_public.note_targets
  union all
  select task_id, record_id from app_public.task_targets;
comment on view app_hidden.attachments is 'Which note or task is attached to which record; read by definer functions.';

comment on column app_public.notes.owner_id is 'The member who answers for this note.';
comment on column app_public.notes.title is 'The first line of the body until one is given.';
comment on column app_public.notes.body is 'Markdown.';
comment on column app_public.tasks.owner_id is 'The member who answers for this task.';
comment on column app_public.tasks.body is 'Markdown.';
comment on column app_public.tasks.status is 'open or done.';
comment on column app_public.tasks.priority is 'low, normal or high.';
comment on column app_public.tasks.assignee_id is 'The member who is to do it.';
comment on column app_public.tasks.remind_at is 'When to remind the assignee.';
comment on column app_public.tasks.done_at is 'When it was done.';
comment on table app_public.note_targets is 'Which record a note is attached to.';
comment on table app_public.task_targets is 'Which record a task is attached to.';
comment on constraint tasks_title_length on app_public.tasks is 'A task needs a title of at most 300 characters.';
--! EndIncluded records/notes_tasks.sql
--! Included records/attach.sql
-- Attaching notes and tasks to records: in one step with making them, so that neither is ever half there.
create function app_hidden.may_edit_attached(source_id uuid) returns boolean
language sql stable security definer set search_path = ''
return exists (
  select from (
    select 'notes' as object, n.id, n.owner_id, n.created_by, n.created_at from app_public.notes n
    union all select 'tasks', t.id, t.owner_id, t.created_by, t.created_at from app_public.tasks t) s
  join app_public.permissions p on p.object = s.object and p.role_id = app_hidden.role_id()
  where s.id = may_edit_attached.source_id
    and (p.update = 'all' or (p.update = 'own' and s.owner_id = app_hidden.user_id())
      or (p."create" and s.created_by = app_hidden.user_id() and s.created_at = now()))
);
comment on function app_hidden.may_edit_attached is 'Whether the role in force may change this note or task, or has made it in this transaction.';
grant execute on function app_hidden.may_edit_attached to :MEMBER;

-- Who may attach: whoever may edit the note or task, to records that they may read. The read policies are derived (derive.sql).
alter table app_public.note_targets enable row level security;
alter table app_public.task_targets enable row level security;
create policy "note_targets: write" on app_public.note_targets for insert to :MEMBER
  with check (app_hidden.may_edit_attached(note_id) and exists (select from app_public.records r where r.id = record_id));
create policy "note_targets: delete" on app_public.note_targets for delete to :MEMBER using (app_hidden.may_edit_attached(note_id));
create policy "task_targets: write" on app_public.task_targets for insert to :MEMBER
  with check (app_hidden.may_edit_attached(task_id) and exists (select from app_public.records r where r.id = record_id));
create policy "task_targets: delete" on app_public.task_targets for delete to :MEMBER using (app_hidden.may_edit_attached(task_id));
grant select, insert, delete on app_public.note_targets, app_public.task_targets to :MEMBER;

create function app_public.add_note(body text, title text default '', record_ids uuid[] default '{}') returns app_public.notes
language plpgsql volatile as $$
declare
  v_note app_public.notes;
begin
  if btrim(coalesce(add_note.body, '') || coalesce(add_note.title, '')) = '' then
    perform app_hidden.fail('RM400', 'notes_body_present', 'A note needs some text.', field => 'body');
  end if;
  -- The id first: a note may become readable only when it is attached.
  v_note.id := uuidv7();
  insert into app_public.notes (id, title, body) values (v_note.id, coalesce(add_note.title, ''), coalesce(add_note.body, ''));
  insert into app_public.note_targets (note_id, record_id) select distinct v_note.id, r from unnest(add_note.record_ids) r;
  select * into v_note from app_public.notes n where n.id = v_note.id;
  return v_note;
end
$$;
comment on function app_public.add_note is 'Makes a note (Markdown) and attaches it to records, all or nothing.';

create function app_public.add_task(
  title text, body text default '', due_at timestamptz default null, assignee_id uuid default null,
  priority text default 'normal', remind_at timestamptz default null, record_ids uuid[] default '{}'
) returns app_public.tasks
language plpgsql volatile as $$
declare
  v_task app_public.tasks;
begin
  v_task.id := uuidv7();
  insert into app_public.tasks (id, title, body, due_at, assignee_id, priority, remind_at)
  values (v_task.id, add_task.title, coalesce(add_task.body, ''), add_task.due_at, coalesce(add_task.assignee_id, app_hidden.user_id()),
    coalesce(add_task.priority, 'normal'), add_task.remind_at);
  insert into app_public.task_targets (task_id, record_id) select distinct v_task.id, r from unnest(add_task.record_ids) r;
  select * into v_task from app_public.tasks t where t.id = v_task.id;
  return v_task;
end
$$;
comment on function app_public.add_task is 'Makes a task and attaches it to records, all or nothing. Without an assignee it is the maker''s.';
grant execute on function app_public.add_note, app_public.add_task to :MEMBER;
--! EndIncluded records/attach.sql
--! Included rbac/explain_access.sql
-- Why somebody may or may not do something: the answer of the policies themselves, and the rule that gives it.
create type app_public.access_explanation as (allowed boolean, rule text, reason text);
comment on type app_public.access_explanation is
  'allowed: what the database would do. rule: inactive, permission_none, permission_own, permission_all, create_yes, create_no, owner, not_owner, attached or database_policy. reason: the same in words.';

create type app_hidden.access_facts as (
  user_id uuid, user_name text, is_active boolean, role_id uuid, role_name text, db_role name, object text, label text,
  scope text, read_scope text, record_id uuid, owner_id uuid, owner_name text, question text, restrictive text
);
comment on type app_hidden.access_facts is 'What explain_access knows before it asks the policies. question: the query that, asked as the member, tells whether they may.';

create function app_hidden.access_facts(user_id uuid, action text, record_id uuid, object text) returns app_hidden.access_facts
language plpgsql stable security definer set search_path = '' as $$
declare
  v app_hidden.access_facts;
  v_permission app_public.permissions;
  v_policy text;
begin
  if access_facts.user_id is distinct from app_hidden.user_id() then
    perform app_hidden.must_manage('roles');
  end if;
  if access_facts.action is null or access_facts.action <> all (array['read', 'create', 'update', 'delete']) then
    perform app_hidden.fail('RM400', 'explain_action', 'The action is read, create, update or delete.', field => 'action');
  end if;
  select u.id, u.name, u.is_active, r.id, r.name, r.db_role into v.user_id, v.user_name, v.is_active, v.role_id, v.role_name, v.db_role
  from app_public.users u join app_public.roles r on r.id = u.role_id where u.id = access_facts.user_id;
  if not found then
    perform app_hidden.fail('RM404', 'users_known', 'There is no such member.', field => 'user_id');
  end if;
  select r.id, r.owner_id, u.name, r.object into v.record_id, v.owner_id, v.owner_name, v.object
  from app_public.records r left join app_public.users u on u.id = r.owner_id where r.id = access_facts.record_id;
  v.object := coalesce(v.object, app_hidden.object_name(access_facts.object));
  v.label := (select lower(o.label_plural) from app_public.objects o where o.name = v.object);
  select * into v_permission from app_public.permissions p where p.role_id = v.role_id and p.object = v.object;
  v.read_scope := coalesce(v_permission.read, 'none');
  v.scope := case access_facts.action when 'read' then v.read_scope when 'update' then coalesce(v_permission.update, 'none')
    when 'delete' then coalesce(v_permission.delete, 'none') else case when v_permission."create" then 'all' else 'none' end end;

  -- Reading is asked by reading. Of the other verbs the policies are put to the record as it is, a DBA's among them.
  select coalesce('(' || string_agg('(' || q.qual || ')', ' or ') filter (where q.polpermissive) || ')', 'false')
      || coalesce(' and ' || string_agg('(' || q.qual || ')', ' and ') filter (where not q.polpermissive), ''),
    string_agg('“' || q.polname || '”', ', ' order by q.polname) filter (where not q.polpermissive)
  into v_policy, v.restrictive
  from (
    select p.polname, p.polpermissive, coalesce(pg_catalog.pg_get_expr(p.polqual, p.polrelid), 'true') as qual
    from pg_catalog.pg_policy p
    where p.polrelid = app_hidden.object_table(v.object)
      and p.polcmd in ('*', case access_facts.action when 'read' then 'r' when 'create' then 'a' when 'update' then 'w' else 'd' end)
      and exists (select from unnest(p.polroles) g where g = 0 or pg_has_role(v.db_role, g, 'usage'))) q;
  v.question := format('select exists (select from %s where id = $1 and (%s)), exists (select from %1$s where id = $1)',
    app_hidden.object_table(v.object), case access_facts.action when 'read' then 'true' else v_policy end);
  return v;
end
$$;
comment on function app_hidden.access_facts is 'What there is to know about a member, an action and a record. Raises RM400, RM403, RM404.';

create function app_public.explain_access(user_id uuid, action text, record_id uuid default null, object text default null)
returns app_public.access_explanation
language plpgsql stable as $$
#variable_conflict use_column
declare
  v_user constant text := coalesce(current_setting('app.user_id', true), '');
  v_role constant text := current_setting('role');
  v_action constant text := explain_access.action;
  v app_hidden.access_facts := app_hidden.access_facts(explain_access.user_id, explain_access.action, explain_access.record_id, explain_access.object);
  v_is_self boolean;
  v_allowed boolean;
  v_seen boolean;
  v_rule text;
  v_reason text;
begin
  -- Of a record that the asker may not read, not even that it exists.
  if explain_access.record_id is not null and not exists (select from app_public.records r where r.id = v.record_id) then
    perform app_hidden.fail('RM404', 'record_known', 'There is no such record.', field => 'record_id');
  end if;
  if not v.is_active then
    return row (false, 'inactive', format('%s is deactivated, and may do nothing.', v.user_name))::app_public.access_explanation;
  elsif v.scope = 'none' then
    return row (false, case v_action when 'create' then 'create_no' else 'permission_none' end,
      format('The role “%s” may not %s %s.', v.role_name, v_action, v.label))::app_public.access_explanation;
  elsif v_action = 'create' then
    return row (true, 'create_yes', format('The role “%s” may create %s.', v.role_name, v.label))::app_public.access_explanation;
  elsif v.record_id is null then
    return row (true, 'permission_' || v.scope, format('The role “%s” may %s %s %s.', v.role_name, v_action,
      case v.scope when 'own' then 'its own' else 'all' end, v.label))::app_public.access_explanation;
  end if;

  -- Asked in the member's place, and then back in one's own.
  v_is_self := v.user_id = app_hidden.user_id() and v.role_id = app_hidden.role_id();
  if not v_is_self then
    perform set_config('app.user_id', v.user_id::text, true), set_config('role', v.db_role::text, true);
  end if;
  execute v.question into v_allowed, v_seen using v.record_id;
  if not v_is_self then
    perform set_config('role', v_role, true), set_config('app.user_id', v_user, true);
  end if;

  if v_allowed then
    v_rule := case v.scope when 'own' then 'owner' else 'permission_all' end;
    v_reason := case v.scope when 'own'
      then format('The role “%s” may %s its own %s, and %s owns this one.', v.role_name, v_action, v.label, v.user_name)
      else format('The role “%s” may %s all %s.', v.role_name, v_action, v.label) end;
  elsif v.scope = 'own' and v.owner_id is distinct from v.user_id then
    v_rule := 'not_owner';
    v_reason := format('The role “%s” may %s only its own %s, and this one is %s.', v.role_name, v_action, v.label, coalesce(v.owner_name || '’s', 'nobody’s'));
  elsif not v_seen and v.object in ('notes', 'tasks') and app_hidden.is_attached(v.record_id) and v.restrictive is null then
    v_rule := 'attached';
    v_reason := format('It is attached only to records that the role “%s” may not read.', v.role_name);
  else
    v_rule := 'database_policy';
    v_reason := case when v.restrictive is not null then format('A policy that was made in the database forbids it: %s.', v.restrictive)
      else 'The policies in the database are not what the permissions say; npm run db -- verify --mend derives them again.' end;
  end if;
  return row (v_allowed, v_rule, v_reason)::app_public.access_explanation;
end
$$;
comment on function app_public.explain_access is
  'Whether a member may read, create, update or delete a record (or an object''s records in general), asked of the policies themselves, and the rule that decides it. Of oneself anybody may ask, of others who manages roles; of records that one may read. Raises RM400, RM403, RM404.';

create function app_hidden.is_attached(source_id uuid) returns boolean
language sql stable security definer set search_path = ''
return exists (select from app_hidden.attachments a where a.source_id = is_attached.source_id);
comment on function app_hidden.is_attached is 'Whether a note or task is attached to anything.';
grant execute on function app_public.explain_access, app_hidden.access_facts, app_hidden.is_attached to :MEMBER;
--! EndIncluded rbac/explain_access.sql
--! Included rbac/drift.sql
-- What a DBA asks after a restore, or when in doubt: is the catalogue what the permissions say? And the way back.
create function app_hidden.access_drift() returns table (about text, problem text)
language sql stable security definer set search_path = ''
begin atomic
  select d.policy_table::text, d.problem from app_public.roles r cross join lateral app_hidden.role_drift(r.id) d
  union all
  select r.name, format('the PostgreSQL role %s is missing', r.db_role) from app_public.roles r
  where not exists (select from pg_catalog.pg_roles g where g.rolname = r.db_role)
  union all
  select r.name, format('%s cannot act as %s', app_hidden.role_name(s.key), r.db_role) from app_public.roles r cross join (values ('authenticator'), ('worker')) s (key)
  where not exists (
    select from pg_catalog.pg_auth_members m join pg_catalog.pg_roles g on g.oid = m.roleid join pg_catalog.pg_roles h on h.oid = m.member
    where g.rolname = r.db_role and h.rolname = app_hidden.role_name(s.key))
  union all
  select format('%I.%I', n.nspname, c.relname), 'row-level security is off' from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where n.nspname in ('app_public', 'app_custom', 'app_private') and c.relkind in ('r', 'p') and not c.relrowsecurity and not c.relispartition
  union all
  select u.name, format('the login %s %s', l.login, case when g.rolname is null then 'is missing' else 'does not have the role of its member' end)
  from app_private.database_logins l
  join app_public.users u on u.id = l.user_id
  join app_public.roles r on r.id = u.role_id
  left join pg_catalog.pg_roles g on g.rolname = l.login
  where g.rolname is null or g.rolcanlogin <> u.is_active or u.is_active <> exists (
    select from pg_catalog.pg_auth_members m join pg_catalog.pg_roles h on h.oid = m.roleid where m.member = g.oid and h.rolname = r.db_role)
  order by 1, 2;
end;
comment on function app_hidden.access_drift is
  'Where PostgreSQL''s roles, grants and policies are not what roles, permissions and members say. Nothing, unless somebody altered them by hand. Policies that a DBA added are not drift.';

create function app_hidden.mend_access() returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table record;
begin
  perform pg_advisory_xact_lock(hashtext('app_hidden.metadata'));
  for v_table in select d.about from app_hidden.access_drift() d where d.problem = 'row-level security is off' loop
    execute format('alter table %s enable row level security', v_table.about);
  end loop;
  perform app_hidden.derive_all();
  -- A login that is gone has no password to bring back: its member gets a new one.
  delete from app_private.database_logins l where not exists (select from pg_catalog.pg_roles g where g.rolname = l.login);
  perform app_hidden.derive_login(l.user_id) from app_private.database_logins l;
end
$$;
comment on function app_hidden.mend_access is 'Makes PostgreSQL''s roles, grants and policies again what roles, permissions and members say.';
--! EndIncluded rbac/drift.sql
--! Included records/bulk.sql
-- Many records in one statement and one transaction, under the writer's own rights. GraphQL's createContacts and the like, REST's
-- arrays and upserts are these. Rows are JSON objects by column name; columns that a row does not name get their default.
create function app_hidden.bulk_groups(rows jsonb) returns table (columns text[], rows jsonb, places integer[])
language sql immutable set search_path = ''
begin atomic
  select g.columns, jsonb_agg(g.row order by g.place), array_agg(g.place order by g.place)
  from (
    select array(select jsonb_object_keys(r.row) order by 1) as columns, r.row, r.place::integer as place
    from jsonb_array_elements(bulk_groups.rows) with ordinality r (row, place)) g
  group by g.columns order by min(g.place);
end;
comment on function app_hidden.bulk_groups is 'Rows grouped by the columns that they name.';

create function app_hidden.object_table(object text) returns regclass
language sql stable set search_path = ''
return (select format('%I.%I', o.schema_name, o.name)::regclass from app_public.objects o where o.name = object);
comment on function app_hidden.object_table is 'The table of an object, by its key.';

create function app_hidden.create_records(object text, rows jsonb) returns uuid[]
language plpgsql volatile as $$
declare
  v_table regclass := app_hidden.object_table(create_records.object);
  v_group record;
  v_rows jsonb;
  v_columns text;
begin
  -- The ids first, so that they can be given back in the order of the rows.
  select jsonb_agg(case when coalesce(r.row ->> 'id', '') = '' then r.row || jsonb_build_object('id', uuidv7()) else r.row end order by r.n) into v_rows
  from jsonb_array_elements(create_records.rows) with ordinality r (row, n);
  for v_group in select * from app_hidden.bulk_groups(v_rows) loop
    select string_agg(format('%I', c), ', ') into v_columns from unnest(v_group.columns) c;
    execute format('insert into %s (%s) select %s from jsonb_populate_recordset(null::%s, $1)', v_table, v_columns, v_columns, v_table)
    using v_group.rows;
  end loop;
  return array(select (r.row ->> 'id')::uuid from jsonb_array_elements(v_rows) with ordinality r (row, n) order by r.n);
end
$$;
comment on function app_hidden.create_records is 'Creates records of one object, all or none, and gives their ids in the order of the rows.';

create function app_hidden.update_records(object text, rows jsonb) returns uuid[]
language plpgsql volatile as $$
declare
  v_table regclass := app_hidden.object_table(update_records.object);
  v_group record;
  v_changed uuid[] := '{}';
  v_some uuid[];
  v_ids uuid[] := array(select (r.row ->> 'id')::uuid from jsonb_array_elements(update_records.rows) with ordinality r (row, n) order by r.n);
  v_missing uuid;
  v_readable boolean;
begin
  for v_group in select * from app_hidden.bulk_groups(update_records.rows) loop
    continue when v_group.columns = array['id'];
    execute format('with changed as (update %s t set %s from jsonb_populate_recordset(null::%s, $1) n where t.id = n.id returning t.id) select array_agg(id) from changed',
      v_table, (select string_agg(format('%I = n.%I', c, c), ', ') from unnest(v_group.columns) c where c <> 'id'), v_table)
    into v_some using v_group.rows;
    v_changed := v_changed || coalesce(v_some, '{}');
  end loop;
  select i into v_missing from unnest(v_ids) i where i <> all (v_changed) limit 1;
  if found then
    perform app_hidden.refuse_bulk(v_table, update_records.object, 'update', v_missing);
  end if;
  return v_ids;
end
$$;
comment on function app_hidden.update_records is 'Updates records of one object, all or none. Each row names its id and what changes. Raises RM404 or RM403 for the first that cannot be.';

create function app_hidden.delete_records(object text, ids uuid[]) returns uuid[]
language plpgsql volatile as $$
declare
  v_table regclass := app_hidden.object_table(delete_records.object);
  v_gone uuid[];
  v_missing uuid;
begin
  execute format('with gone as (delete from %s where id = any ($1) returning id) select array_agg(id) from gone', v_table)
  into v_gone using delete_records.ids;
  select i into v_missing from unnest(delete_records.ids) i where v_gone is null or i <> all (v_gone) limit 1;
  if found then
    perform app_hidden.refuse_bulk(v_table, delete_records.object, 'delete', v_missing);
  end if;
  return delete_records.ids;
end
$$;
comment on function app_hidden.delete_records is 'Deletes records of one object, all or none. Raises RM404 or RM403 for the first that cannot be.';

create function app_hidden.refuse_bulk(object_table regclass, object text, action text, id uuid) returns void
language plpgsql stable as $$
declare
  v_readable boolean;
begin
  execute format('select exists (select from %s where id = $1)', object_table) into v_readable using refuse_bulk.id;
  if v_readable then
    perform app_hidden.fail('RM403', object || '_' || action, format('Your role may not %s the record %s of %s.', action, refuse_bulk.id, replace(object, '_', ' ')), field => 'id');
  end if;
  perform app_hidden.fail('RM404', object || '_exists', format('There is no record %s in %s.', refuse_bulk.id, replace(object, '_', ' ')), field => 'id');
end
$$;
comment on function app_hidden.refuse_bulk is 'Says why a bulk action did not reach a record: it may not, or there is none to be seen.';

create function app_hidden.upsert_records(object text, rows jsonb, key_column text) returns uuid[]
language plpgsql volatile as $$
declare
  v_table regclass := app_hidden.object_table(upsert_records.object);
  v_group record;
  v_columns text;
  v_changes text;
  v_ids uuid[];
  v_duplicate text;
begin
  if not exists (
    select from pg_catalog.pg_index i join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indrelid = v_table and i.indisunique and i.indnkeyatts = 1 and i.indpred is null and a.attname = upsert_records.key_column) then
    perform app_hidden.fail('RM400', 'upsert_key_unique', format('“%s” is not a unique field of %s.', key_column, replace(object, '_', ' ')), 'Upsert by a field that is marked unique.', 'on');
  end if;
  if exists (select from jsonb_array_elements(upsert_records.rows) r where coalesce(r ->> key_column, '') = '') then
    perform app_hidden.fail('RM400', 'upsert_key_given', format('Every record needs “%s”.', key_column), field => key_column);
  end if;
  select r ->> key_column into v_duplicate from jsonb_array_elements(upsert_records.rows) r group by 1 having count(*) > 1 limit 1;
  if found then
    perform app_hidden.fail('RM400', 'upsert_key_once', format('“%s” stands twice in the request.', v_duplicate), field => key_column);
  end if;
  for v_group in select * from app_hidden.bulk_groups(upsert_records.rows) loop
    select string_agg(format('%I', c), ', '),
      string_agg(format('%I = excluded.%I', c, c), ', ') filter (where c not in (key_column, 'id'))
    into v_columns, v_changes from unnest(v_group.columns) c;
    -- A record that is as wanted already is left alone: no change, no event.
    execute format('insert into %s as t (%s) select %s from jsonb_populate_recordset(null::%s, $1) on conflict (%I) do %s', v_table, v_columns, v_columns, v_table, key_column,
      case when v_changes is null then 'nothing' else 'update set ' || v_changes || ' where (' ||
        (select string_agg(format('t.%I', c), ', ') from unnest(v_group.columns) c where c not in (key_column, 'id')) || ') is distinct from (' ||
        (select string_agg(format('excluded.%I', c), ', ') from unnest(v_group.columns) c where c not in (key_column, 'id')) || ')' end)
    using v_group.rows;
  end loop;
  execute format('select array_agg(t.id order by k.ordinality) from jsonb_populate_recordset(null::%s, $1) with ordinality k join %s t on t.%I = k.%I', v_table, v_table, key_column, key_column)
  into v_ids using upsert_records.rows;
  return v_ids;
end
$$;
comment on function app_hidden.upsert_records is
  'Creates or updates records of one object by a unique column, all or none; what is as wanted already is left alone. Gives the ids in the order of the rows. Raises RM400.';
grant execute on function app_hidden.bulk_groups, app_hidden.object_table, app_hidden.create_records, app_hidden.update_records,
  app_hidden.delete_records, app_hidden.refuse_bulk, app_hidden.upsert_records to :MEMBER;

-- Idempotency-Key of REST: the key is kept in the transaction of what it protects.
create table app_private.idempotency_keys (
  user_id uuid not null references app_public.users on delete cascade,
  key text not null constraint idempotency_keys_length check (length(key) between 1 and 200),
  request_hash text not null,
  status integer,
  body json,
  created_at timestamptz not null default now(),
  primary key (user_id, key)
);
create index on app_private.idempotency_keys (created_at);
alter table app_private.idempotency_keys enable row level security;
comment on table app_private.idempotency_keys is 'Requests that must not be done twice, with their answers; kept for a day.';

create function app_hidden.claim_idempotency_key(key text, request_hash text, out status integer, out body json)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app_private.idempotency_keys;
begin
  delete from app_private.idempotency_keys k where k.created_at < now() - interval '1 day';
  insert into app_private.idempotency_keys as k (user_id, key, request_hash)
  values (app_hidden.user_id(), claim_idempotency_key.key, claim_idempotency_key.request_hash)
  on conflict on constraint idempotency_keys_pkey do nothing;
  if found then
    return;
  end if;
  select * into v_row from app_private.idempotency_keys k where k.user_id = app_hidden.user_id() and k.key = claim_idempotency_key.key;
  if v_row.request_hash <> claim_idempotency_key.request_hash then
    perform app_hidden.fail('RM409', 'idempotency_key_same', 'This Idempotency-Key was used for another request.', 'Use a new key for a new request.');
  end if;
  if v_row.status is null then
    perform app_hidden.fail('RM409', 'idempotency_key_done', 'This request was done before, but its answer is not known any more.', 'Read what it made; do not send it again.');
  end if;
  claim_idempotency_key.status := v_row.status;
  claim_idempotency_key.body := v_row.body;
end
$$;
comment on function app_hidden.claim_idempotency_key is
  'Claims a key for a request in the transaction of that request, or gives the answer that it got before. Raises RM409 when the key was used for another request.';

create function app_hidden.keep_idempotent_answer(key text, status integer, body json) returns void
language sql volatile security definer set search_path = ''
begin atomic
  update app_private.idempotency_keys k set status = keep_idempotent_answer.status, body = keep_idempotent_answer.body
  where k.user_id = app_hidden.user_id() and k.key = keep_idempotent_answer.key;
end;
comment on function app_hidden.keep_idempotent_answer is 'Keeps the answer of a request under its key.';
grant execute on function app_hidden.claim_idempotency_key, app_hidden.keep_idempotent_answer to :MEMBER;
--! EndIncluded records/bulk.sql
--! Included metadata/shipped.sql
-- The shipped objects as metadata, and their exposure. Columns not named here are the database's own.
insert into app_public.objects (name, singular, label, label_plural, icon, color, schema_name, title_column, position, description) values
  ('contacts', 'contact', 'Contact', 'Contacts', 'user', 'blue', 'app_public', 'name', 1, 'A person.'),
  ('companies', 'company', 'Company', 'Companies', 'building-2', 'purple', 'app_public', 'name', 2, 'An organisation.'),
  ('deals', 'deal', 'Deal', 'Deals', 'handshake', 'green', 'app_public', 'title', 3, 'Something we hope to sell.'),
  ('tasks', 'task', 'Task', 'Tasks', 'circle-check', 'orange', 'app_public', 'title', 4, 'Something to do, about any records.'),
  ('notes', 'note', 'Note', 'Notes', 'sticky-note', 'amber', 'app_public', 'title', 5, 'Something written down (Markdown), about any records.');

insert into app_public.fields (object, name, column_name, label, type, target_object, inverse_name, inverse_label, is_required, is_unique, is_read_only, settings, "group", position)
select f.object, f.name, coalesce(f.column_name, f.name), f.label, f.type, f.target_object, f.inverse_name, f.inverse_label,
  f.flags like '%required%', f.flags like '%unique%', f.flags like '%kept%', f.settings::jsonb, f."group",
  row_number() over (partition by f.object order by f.n)
from (values
  ('contacts', 'name', null, 'Name', 'text', null, null, null, 'kept', '{}', '', 1),
  ('contacts', 'first_name', null, 'First name', 'text', null, null, null, '', '{}', '', 2),
  ('contacts', 'last_name', null, 'Last name', 'text', null, null, null, '', '{}', '', 3),
  ('contacts', 'emails', null, 'E-mails', 'emails', null, null, null, '', '{}', '', 4),
  ('contacts', 'phones', null, 'Phones', 'phones', null, null, null, '', '{}', '', 5),
  ('contacts', 'job_title', null, 'Job title', 'text', null, null, null, '', '{}', '', 6),
  ('contacts', 'company', 'company_id', 'Company', 'relation', 'companies', 'contacts', 'Contacts', '', '{}', '', 7),
  ('contacts', 'city', null, 'City', 'text', null, null, null, '', '{}', 'Address', 8),
  ('contacts', 'country', null, 'Country', 'text', null, null, null, '', '{}', 'Address', 9),
  ('contacts', 'linkedin', null, 'LinkedIn', 'url', null, null, null, '', '{}', '', 10),
  ('contacts', 'birthday', null, 'Birthday', 'date', null, null, null, '', '{}', '', 11),
  ('companies', 'name', null, 'Name', 'text', null, null, null, 'required', '{}', '', 1),
  ('companies', 'domain', null, 'Domain', 'text', null, null, null, 'unique', '{}', '', 2),
  ('companies', 'industry', null, 'Industry', 'text', null, null, null, '', '{}', '', 3),
  ('companies', 'employees', null, 'Employees', 'number', null, null, null, '', '{"decimals": 0}', '', 4),
  ('companies', 'annual_revenue', null, 'Annual revenue', 'currency', null, null, null, '', '{"currency_column": "currency"}', '', 5),
  ('companies', 'parent', 'parent_id', 'Parent company', 'relation', 'companies', 'subsidiaries', 'Subsidiaries', '', '{}', '', 6),
  ('companies', 'phone', null, 'Phone', 'text', null, null, null, '', '{"format": "phone"}', '', 7),
  ('companies', 'website', null, 'Website', 'url', null, null, null, '', '{}', '', 8),
  ('companies', 'street', null, 'Street', 'text', null, null, null, '', '{}', 'Address', 9),
  ('companies', 'city', null, 'City', 'text', null, null, null, '', '{}', 'Address', 10),
  ('companies', 'region', null, 'Region', 'text', null, null, null, '', '{}', 'Address', 11),
  ('companies', 'postal_code', null, 'Postal code', 'text', null, null, null, '', '{}', 'Address', 12),
  ('companies', 'country', null, 'Country', 'text', null, null, null, '', '{}', 'Address', 13),
  ('deals', 'title', null, 'Title', 'text', null, null, null, 'required', '{}', '', 1),
  ('deals', 'value', null, 'Value', 'currency', null, null, null, '', '{"currency_column": "currency"}', '', 2),
  ('deals', 'company', 'company_id', 'Company', 'relation', 'companies', 'deals', 'Deals', '', '{}', '', 3),
  ('deals', 'contact', 'contact_id', 'Main contact', 'relation', 'contacts', 'deals', 'Deals', '', '{}', '', 4),
  ('deals', 'stage', 'stage_id', 'Stage', 'enum', null, null, null, '', '{"options": "stages"}', '', 5),
  ('deals', 'pipeline', 'pipeline_id', 'Pipeline', 'enum', null, null, null, '', '{"options": "pipelines"}', '', 6),
  ('deals', 'probability', null, 'Probability', 'number', null, null, null, '', '{"decimals": 0, "unit": "%"}', '', 7),
  ('deals', 'expected_close_date', null, 'Expected close', 'date', null, null, null, '', '{}', '', 8),
  ('deals', 'closed_at', null, 'Closed', 'date_time', null, null, null, '', '{}', '', 9),
  ('deals', 'lost_reason', null, 'Lost reason', 'long_text', null, null, null, '', '{}', '', 10),
  ('tasks', 'title', null, 'Title', 'text', null, null, null, 'required', '{}', '', 1),
  ('tasks', 'body', null, 'Details', 'long_text', null, null, null, '', '{}', '', 2),
  ('tasks', 'status', null, 'Status', 'enum', null, null, null, '', '{}', '', 3),
  ('tasks', 'priority', null, 'Priority', 'enum', null, null, null, '', '{}', '', 4),
  ('tasks', 'due_at', null, 'Due', 'date_time', null, null, null, '', '{}', '', 5),
  ('tasks', 'assignee', 'assignee_id', 'Assignee', 'member', null, null, null, '', '{}', '', 6),
  ('tasks', 'remind_at', null, 'Reminder', 'date_time', null, null, null, '', '{}', '', 7),
  ('tasks', 'done_at', null, 'Done', 'date_time', null, null, null, 'kept', '{}', '', 8),
  ('notes', 'title', null, 'Title', 'text', null, null, null, '', '{}', '', 1),
  ('notes', 'body', null, 'Text', 'long_text', null, null, null, '', '{}', '', 2)
) f (object, name, column_name, label, type, target_object, inverse_name, inverse_label, flags, settings, "group", n);

-- What every object has.
insert into app_public.fields (object, name, column_name, label, type, is_read_only, "group", position)
select o.name, f.name, f.column_name, f.label, f.type, f.kept, 'System', f.position
from app_public.objects o, (values
  ('owner', 'owner_id', 'Owner', 'member', false, 900),
  ('created_at', 'created_at', 'Created', 'date_time', true, 901),
  ('created_by', 'created_by', 'Created by', 'member', true, 902),
  ('updated_at', 'updated_at', 'Updated', 'date_time', true, 903),
  ('updated_by', 'updated_by', 'Updated by', 'member', true, 904)
) f (name, column_name, label, type, kept, position);

insert into app_public.field_options (field_id, value, label, color, position)
select f.id, o.value, o.label, o.color, o.position
from app_public.fields f
join (values
  ('tasks', 'status', 'open', 'Open', 'blue', 1), ('tasks', 'status', 'done', 'Done', 'green', 2),
  ('tasks', 'priority', 'low', 'Low', 'gray', 1), ('tasks', 'priority', 'normal', 'Normal', 'blue', 2), ('tasks', 'priority', 'high', 'High', 'red', 3)
) o (object, field, value, label, color, position) on o.object = f.object and o.field = f.name;

insert into app_public.roles (key, name, description, db_role, is_shipped, settings, default_read, default_create, default_update, default_delete) values
  ('admin', 'Admin', 'Everything, and the settings.', app_hidden.role_name('admin'), true,
    array['members', 'roles', 'data_model', 'pipelines', 'webhooks', 'api_keys', 'import', 'export', 'audit', 'workspace'], 'all', true, 'all', 'all'),
  ('user', 'User', 'Reads and edits all records; imports and exports.', app_hidden.role_name('user'), true, array['import', 'export'], 'all', true, 'all', 'all'),
  ('read_only', 'Read-only', 'Reads all records.', app_hidden.role_name('read_only'), true, '{}', 'all', false, 'none', 'none');
update app_public.workspace set default_role_id = (select id from app_public.roles where key = 'user');

insert into app_public.permissions (role_id, object, read, "create", update, delete)
select r.id, o.name, r.default_read, r.default_create, r.default_update, r.default_delete from app_public.roles r, app_public.objects o;
select app_hidden.derive_role(id) from app_public.roles;
select app_hidden.expose(format('%I.%I', schema_name, name)::regclass) from app_public.objects order by position;
--! EndIncluded metadata/shipped.sql
-- What people use them with.
--! Included views/views.sql
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
  updated_at timestamptz not null default now()
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
--! EndIncluded views/views.sql
--! Included search/search.sql
-- Search over every object: the registry's indexes, and exactly the rows that row-level security would give.
create extension if not exists fuzzystrmatch with schema public;

create index records_title_trigram_idx on app_public.records using gin (title_key public.gin_trgm_ops);

create function app_public.search(query text, objects text[] default null) returns setof app_public.records
language plpgsql stable security definer set search_path = '' rows 50 as $$
declare
  v_limit constant integer := 100;
  v_role uuid := app_hidden.role_id();
  v_user uuid := app_hidden.user_id();
  v_owner boolean := app_hidden.is_owner();
  v_key text := btrim(app_hidden.fold(search.query));
  v_words text[];
  v_tsquery tsquery;
  v_object record;
  v_found uuid[] := '{}';
  v_step uuid[];
  v_tier integer;
begin
  if coalesce(v_key, '') = '' then
    return;
  end if;
  v_key := left(v_key, 200);
  if v_key ~ '^[\d\s()+./-]{3,}$' then
    v_words := array[regexp_replace(v_key, '\D', '', 'g')];
  else
    v_words := regexp_split_to_array(v_key, '[^[:alnum:]]+');
  end if;
  select string_agg(quote_literal(w) || ':*', ' & ')::tsquery into v_tsquery from unnest(v_words[1:12]) w where w <> '';

  -- 1 the title begins so, 2 a word of it (or of an e-mail, domain, phone) begins so, 3 it is spelt nearly so.
  for v_tier in 1..3 loop
    exit when cardinality(v_found) >= v_limit or (v_tier = 3 and (cardinality(v_found) >= 5 or length(v_key) < 4));
    for v_object in
      select o.name, case when v_owner then 'all' else p.read end as scope
      from app_public.objects o left join app_public.permissions p on p.object = o.name and p.role_id = v_role
      where o.is_active and (v_owner or p.read <> 'none')
        and (search.objects is null or o.name in (select app_hidden.object_name(n) from unnest(search.objects) n))
      order by o.position, o.name
    loop
      if v_tier = 1 then
        select array_agg(id order by title_key) into v_step from (
          select r.id, r.title_key from app_public.records r
          where r.object = v_object.name and r.title_key collate "C" ^@ v_key and (v_object.scope = 'all' or r.owner_id = v_user)
          order by r.title_key collate "C" limit v_limit / 4) s;
      elsif v_tier = 2 then
        select array_agg(id) into v_step from (
          select r.id from app_public.records r
          where r.object = v_object.name and r.search @@ v_tsquery and (v_object.scope = 'all' or r.owner_id = v_user)
            and r.id <> all (v_found) limit v_limit / 4) s;
      else
        select array_agg(id order by near) into v_step from (
          select r.id, v_key operator(public.<<->) r.title_key as near from app_public.records r
          where r.object = v_object.name and v_key operator(public.<%) r.title_key and (v_object.scope = 'all' or r.owner_id = v_user)
            and r.id <> all (v_found) order by near limit 10) s;
      end if;
      v_found := v_found || coalesce(v_step, '{}');
    end loop;
  end loop;

  return query
  select r.* from app_public.records r join unnest(v_found) with ordinality f (id, n) on f.id = r.id
  where v_owner or r.object not in ('notes', 'tasks') or app_hidden.sees_attached(r.id)
  order by case
    when r.title_key = v_key then 0
    when r.title_key collate "C" ^@ v_key then 1
    when position(' ' || v_key in r.title_key) > 0 then 2
    else 3 end, f.n
  limit v_limit;
end
$$;
comment on function app_public.search is
  'Records of all (or the given) objects that the asker may read, best first: title begins so, a word begins so (titles, e-mails, domains, phones), spelt nearly so. Accents and case do not count. At most 100.';
grant execute on function app_public.search to :MEMBER;
--! EndIncluded search/search.sql
-- Files in: rows of a file become records.
--! Included transfer/imports.sql
-- Imports: a file's rows as they were read, what becomes of them, and who may see that.
create table app_public.imports (
  id uuid primary key default uuidv7(),
  object text not null references app_public.objects (name) on update cascade on delete cascade,
  user_id uuid not null references app_public.users on delete cascade,
  api_key_id uuid references app_public.api_keys on delete cascade,
  role_id uuid references app_public.roles on delete cascade,
  file_name text not null constraint imports_file_name_length check (length(file_name) <= 300),
  encoding text not null default '',
  delimiter text not null default ',',
  has_header boolean not null default true,
  columns jsonb not null default '[]' constraint imports_columns_array check (jsonb_typeof(columns) = 'array'),
  signature text not null default '',
  mapping jsonb not null default '[]' constraint imports_mapping_array check (jsonb_typeof(mapping) = 'array'),
  options jsonb not null default '{}' constraint imports_options_object check (jsonb_typeof(options) = 'object'),
  status text not null default 'uploading' constraint imports_status check (
    status in ('uploading', 'ready', 'checking', 'checked', 'running', 'done', 'failed', 'cancelled', 'undoing', 'undone')),
  phase text not null default '',
  row_count integer not null default 0,
  rows_done integer not null default 0,
  attempts integer not null default 0,
  is_cancelled boolean not null default false,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  rejected integer not null default 0,
  warned integer not null default 0,
  related jsonb not null default '{}' constraint imports_related_object check (jsonb_typeof(related) = 'object'),
  problems jsonb not null default '[]' constraint imports_problems_array check (jsonb_typeof(problems) = 'array'),
  message text not null default '',
  transaction_id bigint,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
create index on app_public.imports (user_id, id);
create index on app_public.imports (object, signature);
create index on app_public.imports (api_key_id);
create index on app_public.imports (role_id);
alter table app_public.imports enable row level security;
create policy "imports: read" on app_public.imports for select to :MEMBER
  using (user_id = (select app_hidden.user_id()) or (select app_hidden.can_manage('audit')));
grant select on app_public.imports to :MEMBER;

create table app_public.import_rows (
  import_id uuid not null references app_public.imports on delete cascade,
  row_number integer not null,
  outcome text not null constraint import_rows_outcome check (outcome in ('created', 'updated', 'unchanged', 'rejected')),
  record_id uuid,
  title text not null default '',
  problems jsonb not null default '[]' constraint import_rows_problems_array check (jsonb_typeof(problems) = 'array'),
  diff jsonb,
  cells text[],
  primary key (import_id, row_number)
);
create index on app_public.import_rows (import_id, outcome, row_number);
alter table app_public.import_rows enable row level security;
create policy "import_rows: read" on app_public.import_rows for select to :MEMBER
  using (exists (select from app_public.imports i where i.id = import_id));
grant select on app_public.import_rows to :MEMBER;

-- No foreign key: checking one for each of a million rows costs more than sweeping what an abandoned upload leaves.
create table app_hidden.import_cells (
  import_id uuid not null,
  row_number integer not null,
  cells text[] not null,
  problem text,
  primary key (import_id, row_number)
);
alter table app_hidden.import_cells enable row level security;
create policy "import_cells: read" on app_hidden.import_cells for select to :MEMBER
  using (import_id in (select i.id from app_public.imports i where i.user_id = (select app_hidden.user_id())));
create policy "import_cells: upload" on app_hidden.import_cells for insert to :MEMBER
  with check (import_id in (select i.id from app_public.imports i where i.user_id = (select app_hidden.user_id()) and i.status = 'uploading'));
grant select, insert (import_id, row_number, cells, problem) on app_hidden.import_cells to :MEMBER;
comment on table app_hidden.import_cells is 'The rows of uploaded files, as text; until their import has ended. problem: why the row cannot be read.';

comment on constraint imports_object_fkey on app_public.imports is E'@fieldName ofObject\n@foreignFieldName imports';
comment on constraint imports_role_id_fkey on app_public.imports is E'@backwardBehavior -*';
comment on constraint imports_api_key_id_fkey on app_public.imports is E'@backwardBehavior -*';
comment on constraint import_rows_import_id_fkey on app_public.import_rows is E'@fieldName import\n@foreignFieldName rows';
comment on table app_public.imports is 'A file that somebody imports, or has imported, into an object.';
comment on column app_public.imports.user_id is 'Whose import it is, and under whose rights it runs.';
comment on column app_public.imports.api_key_id is 'The API key with which it was made.';
comment on column app_public.imports.role_id is 'The role it runs with, when that is not the member''s own.';
comment on column app_public.imports.columns is
  'The file''s columns: array of {index, name, samples, filled (share of rows), kind (what its values look like), suggestions: [{field, confidence, reason}]}.';
comment on column app_public.imports.signature is E'@behavior -*\nA digest of the column names, by which a mapping is remembered.';
comment on column app_public.imports.mapping is
  'Which column goes into which field: array of {column (from 0), field, match (for relations: auto, id, title, or a field of the target), missing (create, reject or empty), values ({cell: value})}. Several columns may feed one field of several values.';
comment on column app_public.imports.options is
  'mode (create, update or both), matchBy (fields that tell which record a row is), dateOrder (MDY, DMY, YMD), numberFormat (1,234.56 or 1.234,56), emptyCells (keep or clear), allOrNothing.';
comment on column app_public.imports.status is
  'uploading, ready, checking, checked, running, done, failed, cancelled, undoing, undone.';
comment on column app_public.imports.phase is 'What it is at: waiting, reading, matching, writing, finishing.';
comment on column app_public.imports.row_count is 'Rows of the file, without the header.';
comment on column app_public.imports.rows_done is 'Rows dealt with so far.';
comment on column app_public.imports.attempts is E'@behavior -*\nHow often it was begun; a server that is killed leaves it to the next.';
comment on column app_public.imports.is_cancelled is 'Whether somebody wants it to stop.';
comment on column app_public.imports.warned is 'Rows that went in, of which something has to be told.';
comment on column app_public.imports.related is 'How many related records it made, by object.';
comment on column app_public.imports.problems is
  'What is wrong with its rows, each reason once: array of {field, severity (error: rejected; warning: imported without it), message, count, values}.';
comment on column app_public.imports.message is 'Why it failed.';
comment on column app_public.imports.transaction_id is 'The transaction that wrote it all: what undo takes back.';
comment on table app_public.import_rows is
  'What became of a row of an import, where there is something to tell: all that were rejected, and the first hundred of each other outcome, with and without warnings.';
comment on column app_public.import_rows.row_number is 'As a spreadsheet counts it: the header is row 1.';
comment on column app_public.import_rows.outcome is 'created, updated, unchanged or rejected; of a check, what would become of it.';
comment on column app_public.import_rows.record_id is 'The record that it became or changed.';
comment on column app_public.import_rows.problems is 'Array of {column (its name), field, severity (error or warning), message, value}.';
comment on column app_public.import_rows.diff is 'Of an update: {field: [before, after]}.';
comment on column app_public.import_rows.cells is 'Of a rejected row, its cells as they stand in the file.';
--! EndIncluded transfer/imports.sql
--! Included transfer/convert.sql
-- From a cell's text to what PostgreSQL's own casts take. Each gives null for what it cannot read.
create function app_hidden.import_cell(cell text) returns text
language sql immutable parallel safe
return nullif(btrim(case when cell ~ '^''[=+@\t\r-]' then substr(cell, 2) else cell end, E' \t\r\n\u00a0\u200b\ufeff'), '');
comment on function app_hidden.import_cell is 'A cell without blanks around it, and without the apostrophe that keeps spreadsheets from computing it; null when nothing is left.';

create function app_hidden.import_number(cell text, format text) returns text
language plpgsql immutable parallel safe strict as $$
declare
  v_text text := cell;
  v_negative boolean;
begin
  if format = '1,234.56' and v_text ~ '^[-+]?\d+(\.\d+)?$' then
    return v_text;
  end if;
  v_negative := v_text ~ '^\(.*\)$';
  if v_negative then
    v_text := btrim(v_text, '() ');
  end if;
  -- Currency before or after, percent, and blanks or apostrophes between thousands say nothing that we do not know.
  v_text := regexp_replace(v_text, '^([-+]?)\s*(?:[A-Z]{2,3}(?=[\s\d])|[A-Z]{0,3}[$€£¥₹₽₩₺₴฿₫₪₱])\s*|\s*(?:[A-Z]{3}|[$€£¥₹₽₩₺₴฿₫₪₱]|%|zł|kr\.?|Kč|,-)$', '\1', 'g');
  v_text := regexp_replace(v_text, '(?<=\d)[\s\u00a0\u202f''’](?=\d{3})|−', '', 'g');
  if format = '1.234,56' then
    if v_text !~ '^[-+]?(\d+|\d{1,3}(\.\d{2,3})*\.\d{3})(,\d+)?$|^[-+]?,\d+$' then
      return case when v_text ~* '^[-+]?\d+([.,]\d+)?e[-+]?\d+$' then replace(v_text, ',', '.') end;
    end if;
    v_text := replace(replace(v_text, '.', ''), ',', '.');
  else
    if v_text !~ '^[-+]?(\d+|\d{1,3}(,\d{2,3})*,\d{3})(\.\d*)?$|^[-+]?\.\d+$' then
      return case when v_text ~* '^[-+]?\d+(\.\d+)?e[-+]?\d+$' then v_text end;
    end if;
    v_text := replace(v_text, ',', '');
  end if;
  return case when v_negative then '-' else '' end || v_text;
end
$$;
comment on function app_hidden.import_number is 'A number as people write it (1,234.56 or 1.234,56; with a currency, a percent sign or in parentheses), as PostgreSQL writes it.';

create function app_hidden.import_whole(number text) returns text
language sql immutable parallel safe strict
return case when number like '%.%' then regexp_replace(number, '\.0*$', '') else number end;
comment on function app_hidden.import_whole is 'A whole number without the ".0" that spreadsheets add.';

create function app_hidden.import_date(cell text) returns text
language sql immutable parallel safe strict
return case
  when cell ~ '^\d{1,4}([/.-])\d{1,2}\1\d{1,4}$' then cell
  when cell !~ '\d' or cell ~ '^-?\d+(\.\d+)?$' and cell !~ '^\d{8}$' or cell ~* '^(j|now|today|epoch)' then null
  else regexp_replace(regexp_replace(translate(cell, '年月日', '-- '), '(\d)(st|nd|rd|th)\M', '\1', 'gi'), '(\d)\.\s+(?=[[:alpha:]])', '\1 ', 'g') end;
comment on function app_hidden.import_date is 'A date or time as PostgreSQL''s casts take it, in the order of the setting datestyle.';

create function app_hidden.import_boolean(cell text) returns text
language sql immutable parallel safe strict
return case
  when lower(cell) in ('true', 't', 'yes', 'y', '1', 'x', 'on', 'ja', 'j', 'oui', 'o', 'si', 'sí', 's', 'sim', 'tak', 'wahr', 'vrai', 'verdadero', '✓', '✔', 'checked') then 'true'
  when lower(cell) in ('false', 'f', 'no', 'n', '0', 'off', 'nein', 'non', 'não', 'nao', 'nie', 'falsch', 'faux', 'falso', '-', '✗', '✘', 'unchecked') then 'false' end;
comment on function app_hidden.import_boolean is 'Yes or no, in the words of several languages.';

create function app_hidden.import_list(cells text[], kind text) returns text[]
language plpgsql immutable parallel safe as $$
declare
  v_separators constant text := case kind when 'emails' then '[;,|\s]+' when 'phones' then '\s*(?:[;,|\n]|\s/\s)\s*' else '\s*[;|\n]\s*' end;
  v_cell text;
  v_item text;
  v_items text[] := '{}';
begin
  foreach v_cell in array cells loop
    continue when v_cell is null;
    if kind = 'emails' then
      -- "Ana Berg <ana@acme.com>" is how mail programs write an address.
      v_cell := regexp_replace(regexp_replace(lower(v_cell), '[^<>;,]*<([^<>]*)>', '\1', 'g'), 'mailto:', '', 'g');
    elsif kind = 'multi_enum' and v_cell !~ '[;|\n]' then
      v_cell := replace(v_cell, ',', ';');
    end if;
    if v_cell !~ v_separators then
      v_item := btrim(v_cell);
      if v_item <> '' and v_item <> all (v_items) then
        v_items := v_items || v_item;
      end if;
      continue;
    end if;
    foreach v_item in array regexp_split_to_array(v_cell, v_separators) loop
      v_item := btrim(v_item);
      if v_item <> '' and v_item <> all (v_items) then
        v_items := v_items || v_item;
      end if;
    end loop;
  end loop;
  return nullif(v_items, '{}');
end
$$;
comment on function app_hidden.import_list is 'Several values of one or several cells (a; b), each once. kind: the type of the field.';

create function app_hidden.import_name_part(cell text, part text) returns text
language sql immutable parallel safe strict
return (
  select case
    when n.name like '%,%' then nullif(btrim(split_part(n.name, ',', case part when 'last' then 1 else 2 end)), '')
    when n.name not like '% %' then case part when 'last' then n.name end
    when part = 'last' then substring(n.name from '\S+$')
    else regexp_replace(n.name, '\s+\S+$', '') end
  from (select regexp_replace(cell, ',\s*(jr|sr|i{2,3}|iv|ph\.?d|m\.?d|esq)\.?$', '', 'i') as name) n);
comment on function app_hidden.import_name_part is 'The first or last name of a whole name: "Ana María Berg" and "Berg, Ana María" give Ana María and Berg.';

grant execute on function app_hidden.import_cell, app_hidden.import_number, app_hidden.import_whole, app_hidden.import_date, app_hidden.import_boolean,
  app_hidden.import_list, app_hidden.import_name_part to :MEMBER;
--! EndIncluded transfer/convert.sql
--! Included transfer/targets.sql
-- Where a column can go, and how a mapping is read.
create function app_public.import_targets(object text)
returns table (
  field text, label text, type text, column_name name, column_type text, column_default text, target_object text, title_of_target name,
  link_table name, settings jsonb, is_required boolean, is_unique boolean, is_list boolean, is_for_new_only boolean, "position" integer
)
language sql stable rows 30 as $$
  with o as (select * from app_public.objects o where o.name = import_targets.object),
  a as (
    select a.attname, format_type(a.atttypid, a.atttypmod) as type, pg_get_expr(d.adbin, d.adrelid) as default, a.attgenerated
    from o join pg_catalog.pg_attribute a on a.attrelid = format('%I.%I', o.schema_name, o.name)::regclass
    left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped
  )
  select f.name, f.label, f.type, f.column_name, a.type, a.default, f.target_object, t.title_column, f.link_table, f.settings,
    f.is_required and a.default is null, f.is_unique, f.type in ('emails', 'phones', 'multi_enum', 'many_to_many'), f.name = 'created_at', f.position
  from o join app_public.fields f on f.object = o.name
  left join a on a.attname = f.column_name
  left join app_public.objects t on t.name = f.target_object
  where f.is_active and f.type <> 'formula'
    and (not f.is_read_only or f.name = 'created_at' or o.name = 'contacts' and f.name = 'name')
    and (f.column_name is null or a.attname is not null)
  union all
  select 'id', 'ID', 'id', 'id', 'uuid', null, null, null, null, '{}', false, true, false, false, 990
  union all
  select a.attname, 'Currency', 'currency_code', a.attname, a.type, a.default, null, null, null, '{}', false, false, false, false, 991
  from a where a.attname in (select f.settings ->> 'currency_column' from app_public.fields f where f.object = import_targets.object and f.type = 'currency')
    and not exists (select from app_public.fields f where f.object = import_targets.object and f.column_name = a.attname)
$$;
comment on function app_public.import_targets is
  'What a column of a file can go into: the fields that can be written, the id, the currency of an amount, and the whole name of a contact, which is taken apart.';

create type app_hidden.import_slot as (
  n integer, field text, label text, type text, column_name name, column_type text, column_default text, target_object text,
  title_of_target name, link_table name, settings jsonb, is_required boolean, is_unique boolean, is_for_new_only boolean,
  columns integer[], part text, match text, missing text, "values" jsonb, pipeline_columns integer[], is_self boolean, warns_of_empty boolean
);
comment on type app_hidden.import_slot is 'One column of the object''s table, and the columns of the file that fill it.';

create function app_hidden.import_slots(import_id uuid) returns setof app_hidden.import_slot
language plpgsql stable as $$
declare
  v_import app_public.imports;
  v_entry record;
  v_fault text;
begin
  select * into strict v_import from app_public.imports i where i.id = import_slots.import_id;
  for v_entry in
    select m.*, t.field as known, t.label, t.is_list or t.type in ('text', 'long_text') and not t.is_unique as takes_several from jsonb_to_recordset(v_import.mapping) m ("column" integer, field text, match text)
    left join app_public.import_targets(v_import.object) t on t.field = m.field
  loop
    v_fault := case
      when v_entry.known is null then format('“%s” is not a field that an import can fill.', left(v_entry.field, 60))
      when v_entry."column" is null or v_entry."column" not between 0 and jsonb_array_length(v_import.columns) - 1
        then format('The file has no column %s.', coalesce(v_entry."column"::text, 'null'))
      when not v_entry.takes_several and (
        select count(*) > 1 from jsonb_to_recordset(v_import.mapping) m (field text) where m.field = v_entry.field)
        then format('Only one column can go into “%s”.', v_entry.label)
    end;
    if v_fault is not null then
      perform app_hidden.fail('RM400', 'imports_mapping_known', v_fault, field => 'mapping');
    end if;
  end loop;
  if jsonb_array_length(v_import.mapping) = 0 then
    perform app_hidden.fail('RM400', 'imports_mapping_given', 'No column goes into a field yet.', 'Match at least one column.', 'mapping');
  end if;

  return query
  with mapped as (
    select m.field, array_agg(m."column" + 1 order by m.place) as columns, (array_agg(m.match) filter (where m.match <> ''))[1] as match,
      (array_agg(m.missing) filter (where m.missing <> ''))[1] as missing, (array_agg(m."values") filter (where m."values" <> '{}'))[1] as "values",
      min((v_import.columns -> m."column" ->> 'filled')::numeric) as filled
    from rows from (jsonb_to_recordset(v_import.mapping) as ("column" integer, field text, match text, missing text, "values" jsonb)) with ordinality
      m ("column", field, match, missing, "values", place)
    group by m.field
  ),
  parts as (
    select t.*, m.columns, m.match, m.missing, m."values", m.filled, null::text as part from mapped m join app_public.import_targets(v_import.object) t on t.field = m.field
    where not (v_import.object = 'contacts' and m.field = 'name')
    union all
    -- A whole name fills both parts of it, unless a column of their own does.
    select t.*, m.columns, null, null, null, null, split_part(t.field, '_', 1)
    from mapped m join app_public.import_targets('contacts') t on t.field in ('first_name', 'last_name')
    where v_import.object = 'contacts' and m.field = 'name' and t.field not in (select field from mapped)
  )
  select (row_number() over (order by p.position, p.field))::integer, p.field, p.label,
    case when p.settings ? 'options' then p.settings ->> 'options' else p.type end,
    p.column_name, p.column_type, p.column_default, p.target_object, p.title_of_target, p.link_table, p.settings, p.is_required, p.is_unique,
    p.is_for_new_only, p.columns, p.part, coalesce(p.match, 'auto'),
    coalesce(p.missing, case
      when p.type = 'relation' or p.type = 'many_to_many' then
        case when app_hidden.may_create(p.target_object) then 'create' else 'reject' end
      when p.settings ->> 'options' = 'stages' then case when app_hidden.can_manage('pipelines') then 'create' else 'reject' end
      when p.type = 'member' then 'empty'
      else 'reject' end),
    coalesce(p."values", '{}'),
    (select m.columns from mapped m join app_public.import_targets(v_import.object) t on t.field = m.field
     where t.settings ->> 'options' = 'pipelines' and p.settings ->> 'options' = 'stages'),
    coalesce(p.target_object = v_import.object and p.type = 'relation', false),
    p.type = 'relation' and p.target_object <> v_import.object and coalesce(p.filled >= 0.5, false)
  from parts p;
end
$$;
comment on function app_hidden.import_slots is 'The mapping of an import, field by field, with what was left open decided. Raises RM400 when it cannot be.';

create function app_hidden.may_create(object text) returns boolean
language sql stable security definer set search_path = ''
return app_hidden.is_owner() or exists (
  select from app_public.permissions p where p.role_id = app_hidden.role_id() and p.object = may_create.object and p."create");
comment on function app_hidden.may_create is 'Whether the role in force creates records of this object.';
grant execute on function app_public.import_targets, app_hidden.import_slots, app_hidden.may_create to :MEMBER;
--! EndIncluded transfer/targets.sql
--! Included transfer/suggest.sql
-- Which field a column of a file is probably meant for: by its name, in several languages, and by what its values look like.
create function app_hidden.import_words() returns table (object text, field text, words text[])
language sql immutable parallel safe
begin atomic
  select * from (values
    ('contacts', 'first_name', array['firstname', 'givenname', 'forename', 'fname', 'vorname', 'prenom', 'nombre', 'primernombre', 'nome', 'voornaam', 'imie', 'fornavn']),
    ('contacts', 'last_name', array['lastname', 'surname', 'familyname', 'lname', 'nachname', 'familienname', 'zuname', 'nomdefamille', 'nom', 'apellido', 'apellidos', 'cognome', 'sobrenome', 'achternaam', 'nazwisko', 'etternavn', 'efternamn', 'efternavn']),
    ('contacts', 'name', array['fullname', 'contactname', 'person', 'displayname', 'vollstandigername', 'nomcomplet', 'nombrecompleto', 'nomecompleto', 'ansprechpartner']),
    ('contacts', 'emails', array['email', 'emailaddress', 'emails', 'mail', 'workemail', 'email1', 'email2', 'email1value', 'emailadresse', 'courriel', 'adressemail', 'correo', 'correoelectronico', 'epost']),
    ('contacts', 'phones', array['phone', 'phonenumber', 'telephone', 'tel', 'mobile', 'mobilephone', 'cell', 'cellphone', 'workphone', 'homephone', 'businessphone', 'otherphone', 'districtphones', 'telefon', 'telefonnummer', 'handy', 'mobil', 'telefono', 'telefoon', 'movil', 'celular', 'portable', 'phone1', 'phone2']),
    ('contacts', 'job_title', array['title', 'jobtitle', 'position', 'role', 'function', 'beruf', 'stelle', 'funktion', 'poste', 'fonction', 'cargo', 'puesto', 'ruolo', 'functie']),
    ('contacts', 'company', array['companyname', 'account', 'accountname', 'organization', 'organisation', 'organizationname', 'employer', 'firma', 'firmenname', 'unternehmen', 'societe', 'entreprise', 'empresa', 'compania', 'azienda', 'bedrijf']),
    ('contacts', 'birthday', array['birthdate', 'dateofbirth', 'dob', 'born', 'geburtstag', 'geburtsdatum', 'datedenaissance', 'fechadenacimiento', 'cumpleanos', 'datadinascita']),
    ('contacts', 'linkedin', array['linkedinurl', 'linkedinprofile', 'linkedinprofileurl', 'personlinkedinurl']),
    ('companies', 'name', array['company', 'companyname', 'account', 'accountname', 'organization', 'organisation', 'organizationname', 'business', 'customer', 'client', 'firma', 'firmenname', 'unternehmen', 'kunde', 'societe', 'entreprise', 'nom', 'raisonsociale', 'empresa', 'razonsocial', 'cliente', 'azienda', 'bedrijf', 'naam']),
    ('companies', 'domain', array['companydomainname', 'domainname', 'emaildomain', 'webdomain']),
    ('companies', 'website', array['url', 'web', 'homepage', 'websiteurl', 'webseite', 'internet', 'siteweb', 'site', 'sitioweb', 'paginaweb']),
    ('companies', 'industry', array['sector', 'branche', 'vertical', 'secteur', 'industria', 'settore', 'branch']),
    ('companies', 'employees', array['numberofemployees', 'employeecount', 'noofemployees', 'headcount', 'size', 'companysize', 'mitarbeiter', 'mitarbeiterzahl', 'effectif', 'empleados', 'dipendenti', 'medewerkers']),
    ('companies', 'annual_revenue', array['revenue', 'turnover', 'sales', 'annualsales', 'umsatz', 'jahresumsatz', 'chiffredaffaires', 'ingresos', 'facturacion', 'fatturato', 'omzet']),
    ('companies', 'parent', array['parentcompany', 'parentaccount', 'subsidiaryof', 'parentname', 'parentorganization', 'mutterunternehmen', 'muttergesellschaft', 'konzern', 'maisonmere', 'empresamatriz', 'ultimateparent', 'headquarterscompany']),
    ('companies', 'phone', array['phonenumber', 'telephone', 'tel', 'mainphone', 'telefon', 'telefonnummer', 'telefono', 'telefoon', 'companyphone']),
    ('deals', 'title', array['dealname', 'name', 'opportunity', 'opportunityname', 'opportunityid', 'opportunitytitle', 'subject', 'auftrag', 'angebot', 'projekt', 'affaire', 'oportunidad', 'negocio', 'opportunita']),
    ('deals', 'value', array['amount', 'dealvalue', 'dealamount', 'closevalue', 'price', 'revenue', 'total', 'expectedrevenue', 'betrag', 'wert', 'volumen', 'auftragswert', 'montant', 'valeur', 'importe', 'valor', 'monto', 'importo', 'valore', 'bedrag']),
    ('deals', 'company', array['account', 'accountname', 'companyname', 'organization', 'organisation', 'customer', 'client', 'associatedcompany', 'firma', 'kunde', 'unternehmen', 'societe', 'entreprise', 'empresa', 'cliente', 'azienda', 'klant']),
    ('deals', 'contact', array['contact', 'contactname', 'primarycontact', 'person', 'associatedcontact', 'ansprechpartner', 'kontakt', 'contacto', 'contatto']),
    ('deals', 'stage', array['dealstage', 'status', 'salesstage', 'phase', 'stagename', 'etape', 'etapa', 'fase', 'opportunitystage']),
    ('deals', 'pipeline', array['pipelinename', 'dealpipeline', 'salesprocess']),
    ('deals', 'probability', array['winprobability', 'dealprobability', 'wahrscheinlichkeit', 'probabilite', 'probabilidad', 'probabilita']),
    ('deals', 'expected_close_date', array['expectedclose', 'expectedclosedate', 'closedate', 'closingdate', 'forecastdate', 'duedate', 'abschlussdatum', 'datedecloture', 'fechadecierre']),
    ('deals', 'closed_at', array['closed', 'closedate', 'closeddate', 'closedon', 'wontime', 'losttime', 'actualclosedate', 'abgeschlossenam']),
    ('deals', 'lost_reason', array['lostreason', 'lossreason', 'closedlostreason', 'reasonlost', 'verlustgrund']),
    ('tasks', 'title', array['task', 'subject', 'name', 'todo', 'aufgabe', 'betreff', 'tache', 'tarea']),
    ('tasks', 'body', array['description', 'details', 'notes', 'beschreibung', 'comment']),
    ('tasks', 'due_at', array['due', 'duedate', 'deadline', 'faellig', 'faelligam', 'falligam', 'echeance', 'vencimiento']),
    ('tasks', 'assignee', array['assignedto', 'responsible', 'zustandig', 'verantwortlich', 'responsable']),
    ('notes', 'title', array['subject', 'name', 'heading', 'titel', 'betreff']),
    ('notes', 'body', array['note', 'text', 'content', 'description', 'comment', 'notes', 'notiz', 'contenu', 'contenido']),
    (null, 'street', array['address', 'streetaddress', 'address1', 'addressline1', 'strasse', 'adresse', 'rue', 'direccion', 'calle', 'indirizzo', 'via']),
    (null, 'city', array['town', 'ort', 'stadt', 'ville', 'ciudad', 'citta', 'plaats', 'cidade', 'miasto']),
    (null, 'region', array['state', 'province', 'stateregion', 'county', 'bundesland', 'departement', 'provincia', 'estado', 'regione']),
    (null, 'postal_code', array['zip', 'zipcode', 'postcode', 'plz', 'postleitzahl', 'codepostal', 'codigopostal', 'cap', 'cp']),
    (null, 'country', array['nation', 'land', 'officelocation', 'location', 'pays', 'pais', 'paese', 'countryregion']),
    (null, 'owner', array['accountowner', 'contactowner', 'dealowner', 'companyowner', 'opportunityowner', 'ownername', 'salesagent', 'salesrep', 'salesperson', 'agent', 'accountmanager', 'assignedto', 'responsible', 'besitzer', 'betreuer', 'proprietaire', 'propietario', 'responsable']),
    (null, 'created_at', array['createdat', 'created', 'createdate', 'createddate', 'createdon', 'creationdate', 'datecreated', 'dateadded', 'erstelltam', 'angelegtam', 'datedecreation', 'fechadecreacion']),
    (null, 'id', array['id', 'recordid', 'rowanid'])
  ) w (object, field, words);
end;
comment on function app_hidden.import_words is 'What other programs and languages call our fields, folded and without blanks; object null: of every object that has such a field.';

create function app_hidden.import_key(name text) returns text
language sql immutable parallel safe strict
return regexp_replace(app_hidden.fold(name), '[^[:alnum:]]+', '', 'g');
comment on function app_hidden.import_key is 'A name of a column or field as names are compared: folded, letters and digits only.';

create function app_hidden.import_fits(kind text, field_type text) returns numeric
language sql immutable parallel safe
return case
  when kind is null or kind = 'empty' then 1
  when field_type in ('emails') then case kind when 'email' then 1.1 when 'text' then 0.7 else 0 end
  when field_type in ('phones') then case when kind = 'phone' then 1.1 when kind in ('integer', 'number', 'text') then 0.8 else 0 end
  when field_type in ('number', 'currency', 'rating') then case when kind in ('integer', 'number') then 1 when kind = 'text' then 0.6 else 0 end
  when field_type in ('date', 'date_time') then case kind when 'date' then 1 when 'text' then 0.6 else 0 end
  when field_type = 'boolean' then case when kind in ('boolean', 'integer') then 1 else 0.3 end
  when field_type = 'id' then case kind when 'uuid' then 1 else 0 end
  when field_type = 'url' then case when kind in ('url', 'domain', 'text') then 1 else 0 end
  when field_type in ('text', 'long_text') then case when kind in ('email', 'boolean') then 0.6 else 1 end
  when field_type in ('relation', 'many_to_many', 'member', 'enum', 'multi_enum') then case when kind in ('date', 'number', 'boolean') then 0.3 else 1 end
  else 1 end;
comment on function app_hidden.import_fits is 'How well values that look so go into a field of this type: 0 not at all, 1 well.';

create function app_hidden.import_suggestions(object text, columns jsonb)
returns table (index integer, field text, confidence numeric)
language sql stable as $$
  with cols as (
    select c.index, app_hidden.import_key(c.name) as key, app_hidden.import_key(regexp_replace(app_hidden.fold(c.name), '^' || o.singular || '|' || o.name || '\M', '')) as short,
      c.kind, exists (select from jsonb_array_elements_text(c.samples || coalesce(c.choices, '[]')) s where app_hidden.fold(s) ~ '\m(won|lost|gewonnen|verloren)\M') as ends
    from jsonb_to_recordset(columns) c (index integer, name text, kind text, samples jsonb, choices jsonb)
    join app_public.objects o on o.name = import_suggestions.object
  ),
  targets as (
    select t.field, t.type, t.settings, array_remove(array[app_hidden.import_key(t.field), app_hidden.import_key(t.label), app_hidden.import_key(t.column_name)], '') as keys,
      array(select unnest(w.words) from app_hidden.import_words() w where w.field = t.field and coalesce(w.object, import_suggestions.object) = import_suggestions.object)
        -- What a thing is called may head its column: "product" in a list of products.
        || case when t.column_name = o.title_column then array[app_hidden.import_key(o.singular), app_hidden.import_key(o.label), app_hidden.import_key(o.name), app_hidden.import_key(o.label_plural)] else '{}' end
        || case when t.type in ('relation', 'many_to_many') then (
          select array[app_hidden.import_key(g.singular), app_hidden.import_key(g.label), app_hidden.import_key(g.name)] from app_public.objects g where g.name = t.target_object and t.target_object <> o.name) else '{}' end as words
    from app_public.import_targets(import_suggestions.object) t join app_public.objects o on o.name = import_suggestions.object
  )
  select c.index, t.field, round(least(1, app_hidden.import_fits(c.kind, case when t.settings ? 'options' then 'enum' else t.type end) * greatest(
    case when c.key = any (t.keys) then 1 when c.short = any (t.keys) then 0.95 when c.key = any (t.words) then 0.94 when c.short = any (t.words) then 0.9 else 0 end,
    0.85 * (select max(public.similarity(c.key, k))::numeric from unnest(t.keys || t.words) k where length(k) > 3),
    case when c.kind = 'email' and t.type = 'emails' then 0.6 when c.kind = 'phone' and t.type = 'phones' then 0.55 else 0 end
  )
  -- A closing date is behind us where deals are won and lost, and expected otherwise.
  + case when t.field = 'closed_at' and c.key ~ 'clos' and bool_or(c.ends) over () then 0.02 when t.field = 'closed_at' then -0.02 else 0 end), 2)
  from cols c cross join targets t
  where c.kind is distinct from 'empty' or c.key = any (t.keys || t.words)
$$;
comment on function app_hidden.import_suggestions is 'How surely each column of a file is meant for each field of an object, from 0 to 1.';

create function app_hidden.import_new_field("column" jsonb, row_count integer) returns jsonb
language sql immutable as $$
  select jsonb_build_object('label', left(initcap(btrim(regexp_replace(regexp_replace("column" ->> 'name', '([a-z])([A-Z])', '\1 \2', 'g'), '[_\s]+', ' ', 'g'))), 60)) || case "column" ->> 'kind'
    when 'integer' then '{"type": "number", "settings": {"decimals": 0}}'
    when 'number' then '{"type": "number", "settings": {}}'
    when 'date' then '{"type": "date", "settings": {}}'
    when 'boolean' then '{"type": "boolean", "settings": {}}'
    when 'email' then '{"type": "emails", "settings": {}}'
    when 'phone' then '{"type": "phones", "settings": {}}'
    when 'url' then '{"type": "url", "settings": {}}'
    when 'long_text' then '{"type": "long_text", "settings": {}}'
    else case when jsonb_array_length("column" -> 'choices') between 2 and 30 and row_count >= 5 * jsonb_array_length("column" -> 'choices')
      then jsonb_build_object('type', 'enum', 'settings', jsonb_build_object('options', "column" -> 'choices'))
      else '{"type": "text", "settings": {}}' end end
$$;
comment on function app_hidden.import_new_field is 'The field that would hold a column for which there is none: what create_field takes.';

create function app_hidden.import_guess(object text, columns jsonb, row_count integer, out columns_known jsonb, out mapping jsonb)
language plpgsql stable as $$
declare
  v_pair record;
  v_fields text[] := '{}';
  v_indexes integer[] := '{}';
begin
  mapping := '[]';
  for v_pair in
    select s.index, s.field, t.is_list from app_hidden.import_suggestions(import_guess.object, import_guess.columns) s
    join app_public.import_targets(import_guess.object) t on t.field = s.field
    where s.confidence >= 0.55 order by s.confidence desc, s.index, t.position
  loop
    continue when v_pair.index = any (v_indexes) or v_pair.field = any (v_fields) and not v_pair.is_list
      or v_pair.field = 'name' and v_fields && array['first_name', 'last_name'] and import_guess.object = 'contacts';
    v_indexes := v_indexes || v_pair.index;
    v_fields := v_fields || v_pair.field;
    mapping := mapping || jsonb_build_object('column', v_pair.index, 'field', v_pair.field);
  end loop;
  with likely as materialized (
    select s.index, jsonb_agg(jsonb_build_object('field', s.field, 'confidence', s.confidence) order by s.confidence desc) as fields
    from app_hidden.import_suggestions(import_guess.object, import_guess.columns) s where s.confidence >= 0.4 group by 1
  )
  select jsonb_agg(c.col - 'choices' || jsonb_build_object('suggestions', coalesce(l.fields, '[]'), 'newField', app_hidden.import_new_field(c.col, row_count)) order by c.n)
  into columns_known
  from jsonb_array_elements(import_guess.columns) with ordinality c (col, n) left join likely l on l.index = (c.col ->> 'index')::integer;
end
$$;
comment on function app_hidden.import_guess is 'The columns of a file with what each is probably meant for, and the mapping that follows from it.';
--! EndIncluded transfer/suggest.sql
--! Included transfer/lookups.sql
-- What the file calls by name (companies, members, stages, choices), found or made. All under the rights of whoever imports; the
-- temporary table import_keys(slot, key, wanted, target, value, problem) holds each name once.
create function app_hidden.import_rule(rule text, out columns name[], out words text)
language sql stable security definer set search_path = '' as $$
  select array(select a.attname from pg_catalog.pg_attribute a where a.attrelid = r.relid and a.attnum = any (r.attnums)),
    nullif(btrim(regexp_replace(coalesce(r.comment, ''), '^@.*$', '', 'gn'), E' \n'), '')
  from (
    select c.conrelid as relid, c.conkey as attnums, pg_catalog.obj_description(c.oid, 'pg_constraint') as comment
    from pg_catalog.pg_constraint c where c.conname = rule and c.connamespace in ('app_public'::regnamespace, 'app_custom'::regnamespace)
    union all
    select i.indrelid, i.indkey::smallint[], pg_catalog.obj_description(i.indexrelid, 'pg_class')
    from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
    where c.relname = rule and i.indisunique and c.relnamespace in ('app_public'::regnamespace, 'app_custom'::regnamespace)
  ) r limit 1
$$;
comment on function app_hidden.import_rule is 'The columns of a constraint or unique index, and what its comment says.';

create function app_hidden.import_reason(code text, rule text, "column" text, object text, message text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_columns name[];
  v_words text;
  v_field text;
begin
  select r.columns, r.words into v_columns, v_words from app_hidden.import_rule(import_reason.rule) r;
  select '“' || string_agg(f.label, ', ') || '”' into v_field from app_public.fields f
  where f.object = import_reason.object and f.column_name = any (v_columns || nullif(import_reason."column", '')::name);
  return case
    when import_reason.code like 'RM%' then import_reason.message
    when v_words is not null then v_words
    when import_reason.code = '42501' then 'Your role may not do this.'
    when import_reason.code = '23502' then format('%s is required.', coalesce(v_field, 'A value'))
    when import_reason.code = '23505' and import_reason.rule like '%\_pkey' then 'A record with this ID exists already.'
    when import_reason.code = '23505' then format('Another record has the same %s.', coalesce(v_field, 'value'))
    when import_reason.code = '23503' then format('%s points to a record that does not exist.', coalesce(v_field, 'It'))
    when import_reason.code = '23514' then format('%s is not allowed.', coalesce(v_field, 'A value'))
    else import_reason.message end;
end
$$;
comment on function app_hidden.import_reason is 'Why PostgreSQL or a rule refused a row, in words for people: the comment on the constraint, if it has one.';

create function app_hidden.import_find(slot app_hidden.import_slot) returns void
language plpgsql volatile as $$
declare
  v_table regclass;
  v_by record;
begin
  if slot.type in ('stages', 'pipelines') then
    update pg_temp.import_keys k set target = s.id
    from (
      select k.key, coalesce(
        (select p.id from app_public.pipelines p where slot.type = 'pipelines' and (p.id::text = k.wanted or app_hidden.fold(p.name) = app_hidden.fold(btrim(k.wanted)))
         order by p.position limit 1),
        (select s.id from app_public.stages s join app_public.pipelines p on p.id = s.pipeline_id
         where slot.type = 'stages' and (s.id::text = k.wanted or app_hidden.fold(s.name) = app_hidden.fold(btrim(split_part(k.wanted, E'\x1f', 1)))
           and (split_part(k.wanted, E'\x1f', 2) = '' or app_hidden.fold(p.name) = app_hidden.fold(btrim(split_part(k.wanted, E'\x1f', 2)))))
         order by p.position, s.position limit 1)) as id
      from pg_temp.import_keys k where k.slot = slot.n) s
    where k.slot = slot.n and k.key = s.key;
  elsif slot.type in ('enum', 'multi_enum') then
    update pg_temp.import_keys k set value = o.value
    from app_public.fields f join app_public.field_options o on o.field_id = f.id
    where k.slot = slot.n and f.column_name = slot.column_name and f.name = slot.field and f.object = (select s.object from pg_temp.import_state s)
      and (o.value = k.wanted or app_hidden.fold(o.label) = app_hidden.fold(k.wanted));
  elsif slot.type = 'member' then
    update pg_temp.import_keys k set
      target = case when u.named = 1 or u.is_address then u.id end,
      problem = case when u.named > 1 and not u.is_address then format('%s members are called “%s”.', u.named, left(k.key, 80)) end
    from (
      select k.key, (array_agg(u.id order by lower(u.email) = lower(k.wanted) desc, u.is_active desc))[1] as id, count(*) as named,
        bool_or(lower(u.email) = lower(k.wanted) or u.id::text = k.wanted) as is_address
      from pg_temp.import_keys k
      join app_public.users u on lower(u.email) = lower(k.wanted) or app_hidden.fold(u.name) = app_hidden.fold(k.wanted) or u.id::text = k.wanted
      where k.slot = slot.n group by k.key) u
    where k.slot = slot.n and k.key = u.key;
  else
    v_table := app_hidden.object_table(slot.target_object);
    for v_by in
      -- In the order in which a match counts; each finds what the one before has not.
      select b.* from (
        select 1 as place, 'id' as name, $q$case when k.wanted ~ '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$' then k.wanted::uuid end$q$ as key, 't.id = w.key' as condition
        union all
        select 2, f.name, $q$case when k.wanted like '%@%' then lower(k.wanted) end$q$, format('t.%I @> array[w.key]', f.column_name)
        from app_public.fields f where f.object = slot.target_object and f.type = 'emails' and f.is_active
        union all
        select 3, f.name, $q$case when k.wanted ~ '^\S+\.\S+$' and k.wanted not like '%@%' then app_hidden.domain_of(k.wanted) end$q$, format('t.%I = w.key', f.column_name)
        from app_public.fields f where f.object = slot.target_object and f.name = 'domain' and f.type = 'text' and f.is_active
        union all
        select 4, 'title', 'app_hidden.fold(left(k.wanted, 200))', format(
          $q$t.id in (select r.id from app_public.records r where r.object = %L and r.title_key collate "C" = w.key)$q$, slot.target_object)
        union all
        select 5, f.name, case f.type when 'number' then $q$case when pg_input_is_valid(k.wanted, 'numeric') then k.wanted::numeric end$q$ else 'lower(k.wanted)' end,
          format(case f.type when 'number' then 't.%I = w.key' else 'lower(t.%I) = w.key' end, f.column_name)
        from app_public.fields f
        where f.object = slot.target_object and f.type in ('text', 'number', 'url') and f.is_active and f.name <> 'domain' and f.column_name is not null
          and (slot.match = f.name or slot.match = 'auto' and f.is_unique)
      ) b
      where slot.match = 'auto' or slot.match = b.name or slot.match in ('email', 'emails') and b.place = 2
      order by b.place
    loop
      execute case when v_by.place = 4 then format($q$
        with found as (
          select k.key, array_agg(r.id) as ids,
            array_agg(r.id) filter (where r.title = k.wanted) as exact
          from pg_temp.import_keys k
          join app_public.records r on r.object = %L and r.title_key collate "C" = app_hidden.fold(left(k.wanted, 200))
          where k.slot = $1 and k.target is null and k.problem is null group by k.key)
      $q$, slot.target_object) else format($q$
        with wanted as materialized (select k.key as name, %s as key from pg_temp.import_keys k where k.slot = $1 and k.target is null and k.problem is null),
        found as (select w.name as key, array_agg(t.id) as ids, null::uuid[] as exact from wanted w join %s t on %s where w.key is not null group by w.name)
      $q$, v_by.key, v_table, v_by.condition) end || $q$
        update pg_temp.import_keys k set
          target = case when cardinality(f.ids) = 1 then f.ids[1] when cardinality(f.exact) = 1 then f.exact[1] end,
          problem = case when cardinality(f.ids) > 1 and coalesce(cardinality(f.exact), 0) <> 1 then format('%s records of %s match “%s”.', cardinality(f.ids), $2, left(k.key, 80)) end
        from found f where k.slot = $1 and k.key = f.key
      $q$ using slot.n, replace(slot.target_object, '_', ' ');
    end loop;
  end if;
end
$$;
comment on function app_hidden.import_find is 'Finds what the names in import_keys mean: members, stages, choices, or records by id, e-mail, domain, title or a unique field. What is found twice gets a problem.';

create function app_hidden.import_make(slot app_hidden.import_slot) returns integer
language plpgsql volatile as $$
declare
  v_made integer := 0;
  v_key record;
  v_insert text;
  v_code text;
  v_rule text;
  v_column text;
  v_message text;
  v_pipeline uuid;
  v_shape text;
begin
  if not exists (select from pg_temp.import_keys k where k.slot = slot.n and k.target is null and k.value is null and k.problem is null) then
    return 0;
  end if;
  if slot.type = 'stages' then
    for v_key in
      select (array_agg(btrim(split_part(k.wanted, E'\x1f', 1)) order by k.key))[1] as name, app_hidden.fold(btrim(k.wanted)) as folded, split_part(k.wanted, E'\x1f', 2) as pipeline
      from pg_temp.import_keys k where k.slot = slot.n and k.target is null and k.problem is null group by 2, 3 order by 2
    loop
      select p.id into v_pipeline from app_public.pipelines p
      where v_key.pipeline = '' or app_hidden.fold(p.name) = app_hidden.fold(btrim(v_key.pipeline)) order by p.position, p.id limit 1;
      begin
        perform app_hidden.import_make_stage(v_pipeline, v_key.name);
        update pg_temp.import_keys k set target = s.id
        from app_public.stages s where k.slot = slot.n and app_hidden.fold(btrim(k.wanted)) = v_key.folded and s.pipeline_id = v_pipeline and s.name = v_key.name;
        v_made := v_made + 1;
      exception when others then
        get stacked diagnostics v_code = returned_sqlstate, v_rule = constraint_name, v_column = column_name, v_message = message_text;
        update pg_temp.import_keys k set problem = format('The stage “%s” cannot be made: %s', v_key.name, app_hidden.import_reason(v_code, v_rule, v_column, 'stages', v_message))
        where k.slot = slot.n and app_hidden.fold(btrim(k.wanted)) = v_key.folded;
      end;
    end loop;
    return v_made;
  elsif slot.type not in ('relation', 'many_to_many') then
    return 0;
  end if;

  create temp table if not exists import_made (id uuid primary key, folded text, wanted text, slot integer) on commit drop;
  insert into pg_temp.import_made (id, folded, wanted, slot)
  select uuidv7(), f.folded, f.wanted, slot.n from (
    select app_hidden.fold(left(k.wanted, 200)) as folded, (array_agg(k.wanted order by k.wanted = lower(k.wanted), k.key))[1] as wanted
    from pg_temp.import_keys k where k.slot = slot.n and k.target is null and k.problem is null group by 1) f;
  v_shape := case
    when slot.target_object = 'contacts' then
      $q$(id, first_name, last_name, emails) select m.id, case when m.wanted not like '%@%' then app_hidden.import_name_part(m.wanted, 'first') end,
        case when m.wanted not like '%@%' then app_hidden.import_name_part(m.wanted, 'last') end, case when m.wanted like '%@%' then array[m.wanted] else '{}' end$q$
    when slot.target_object = 'companies' then
      $q$(id, name, domain) select m.id, m.wanted, case when m.wanted ~* '^(https?://)?[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/\S*)?$' then m.wanted end$q$
    else format('(id, %I) select m.id, m.wanted', slot.title_of_target) end;
  v_insert := format('insert into %s %s from pg_temp.import_made m where m.slot = $1', app_hidden.object_table(slot.target_object), v_shape);
  begin
    execute v_insert using slot.n;
  exception when data_exception or integrity_constraint_violation or insufficient_privilege or sqlstate 'RM400' or sqlstate 'RM403' or sqlstate 'RM409' or raise_exception then
    -- One of them is refused: each by itself, to know which.
    for v_key in select * from pg_temp.import_made m where m.slot = slot.n loop
      begin
        execute v_insert || ' and m.id = $2' using slot.n, v_key.id;
      exception when data_exception or integrity_constraint_violation or insufficient_privilege or sqlstate 'RM400' or sqlstate 'RM403' or sqlstate 'RM409' or raise_exception then
        get stacked diagnostics v_code = returned_sqlstate, v_rule = constraint_name, v_column = column_name, v_message = message_text;
        update pg_temp.import_keys k set problem = format('“%s” cannot be made in %s: %s', left(k.key, 80), replace(slot.target_object, '_', ' '),
          app_hidden.import_reason(v_code, v_rule, v_column, slot.target_object, v_message))
        where k.slot = slot.n and k.target is null and app_hidden.fold(left(k.wanted, 200)) = v_key.folded;
        delete from pg_temp.import_made m where m.id = v_key.id;
      end;
    end loop;
  end;
  update pg_temp.import_keys k set target = m.id from pg_temp.import_made m
  where k.slot = slot.n and m.slot = slot.n and k.target is null and k.problem is null and m.folded = app_hidden.fold(left(k.wanted, 200));
  select count(*) into v_made from pg_temp.import_made m where m.slot = slot.n;
  return v_made;
end
$$;
comment on function app_hidden.import_make is 'Makes the records, or the stages, that import_keys names and nothing is called by. Gives how many.';

create function app_hidden.import_make_stage(pipeline_id uuid, name text) returns void
language plpgsql volatile as $$
declare
  v_outcome text := case
    when app_hidden.fold(import_make_stage.name) ~ '\m(won|gewonnen|gagne|ganado|vinto)\M' then 'won'
    when app_hidden.fold(import_make_stage.name) ~ '\m(lost|verloren|perdu|perdido|perso)\M' then 'lost' else 'open' end;
  v_position integer;
begin
  select coalesce(max(s.position) filter (where v_outcome <> 'open' or s.outcome = 'open'), 0) + 1 into v_position
  from app_public.stages s where s.pipeline_id = import_make_stage.pipeline_id;
  -- Open stages come before won and lost.
  update app_public.stages s set position = s.position + 1 where s.pipeline_id = import_make_stage.pipeline_id and s.position >= v_position;
  insert into app_public.stages (pipeline_id, name, position, color, probability, outcome)
  values (import_make_stage.pipeline_id, import_make_stage.name, v_position, case v_outcome when 'won' then 'green' when 'lost' then 'red' else 'gray' end,
    case v_outcome when 'won' then 100 when 'lost' then 0 else 20 end, v_outcome);
end
$$;
comment on function app_hidden.import_make_stage is 'A stage that a file names: open unless its name says won or lost.';
grant execute on function app_hidden.import_rule, app_hidden.import_reason, app_hidden.import_find, app_hidden.import_make, app_hidden.import_make_stage to :MEMBER;
--! EndIncluded transfer/lookups.sql
--! Included transfer/read.sql
-- How the cells of a row become the value of a field: SQL, made from the mapping.
create function app_hidden.import_expressions(slot app_hidden.import_slot, options jsonb)
returns table (raw text, read text, value text, error text, warning text)
language plpgsql stable as $$
declare
  v_cells text := (select string_agg(format('c%s', c), ', ' order by o) from unnest(slot.columns) with ordinality u (c, o));
  v_first text := format('c%s', slot.columns[1]);
  v_known text := format('l%s', slot.n);
  v_kind text;
begin
  -- raw: the text as given; read: what the cast takes; value: typed. raw and read are columns r<n> and t<n> of an inner select.
  raw := case when cardinality(slot.columns) = 1 then v_first
    else format('nullif(concat_ws(%L, %s), '''')', case slot.type when 'long_text' then E'\n' when 'text' then ' ' else '; ' end, v_cells) end;
  if slot.pipeline_columns is not null then
    raw := format('%1$s || coalesce(E''\x1f'' || c%2$s, '''')', v_first, slot.pipeline_columns[1]);
  end if;
  warning := null;
  v_kind := case
    when slot.part is not null then 'part'
    when slot.type in ('number', 'currency', 'rating') then 'number'
    when slot.type in ('emails', 'phones') then 'list'
    when slot.type in ('multi_enum', 'many_to_many') then 'known list'
    when slot.type in ('enum', 'stages', 'pipelines', 'member', 'relation') then 'known'
    when slot.type in ('text', 'long_text', 'url') then 'text'
    when slot.type = 'currency_code' then 'code'
    else slot.type end;
  read := case v_kind
    when 'part' then format('app_hidden.import_name_part(%s, %L)', v_first, slot.part)
    when 'number' then case when slot.column_type in ('integer', 'smallint', 'bigint')
      then format('app_hidden.import_whole(app_hidden.import_number(%s, %L))', v_first, options ->> 'numberFormat')
      else format('app_hidden.import_number(%s, %L)', v_first, options ->> 'numberFormat') end
    when 'date' then format('app_hidden.import_date(%s)', v_first)
    when 'date_time' then format('app_hidden.import_date(%s)', v_first)
    when 'boolean' then format('app_hidden.import_boolean(%s)', v_first)
    when 'list' then case when cardinality(slot.columns) = 1 and slot.type = 'emails'
        then format('case when %1$s ~ ''^[^\s;,|<>:]+$'' then array[lower(%1$s)] else app_hidden.import_list(array[%1$s], ''emails'') end', v_first)
      when cardinality(slot.columns) = 1 then format('case when %1$s !~ ''[;,|/\n]'' then array[%1$s] else app_hidden.import_list(array[%1$s], ''phones'') end', v_first)
      else format('app_hidden.import_list(array[%s], %L)', v_cells, slot.type) end
    when 'known list' then format('app_hidden.import_list(array[%s], ''multi_enum'')', v_cells)
    when 'code' then format('upper(%s)', v_first)
    when 'text' then case when slot.settings ->> 'format' = 'domain' or slot.field = 'domain' and slot.is_unique then format('app_hidden.domain_of(%s)', raw) else raw end
    else raw end;
  value := case
    when v_kind in ('text', 'part', 'list', 'code') then format('t%s', slot.n)
    when v_kind = 'known' then format(case when slot.type = 'enum' then '%s.value' else '%s.target' end, v_known)
    when v_kind = 'known list' then format(
      $q$case when t%1$s is not null then (select array_agg(distinct k.%2$s) from pg_temp.import_keys k where k.slot = %1$s and k.key = any (t%1$s) and k.%2$s is not null) end$q$,
      slot.n, case slot.type when 'multi_enum' then 'value' else 'target' end)
    else format('case when pg_input_is_valid(t%1$s, %2$L) then t%1$s::%2$s end', slot.n, slot.column_type) end;
  error := case
    when v_kind in ('known', 'known list') then null
    when v_kind in ('text', 'part', 'code') then case when slot.settings ->> 'format' = 'domain' or slot.field = 'domain' and slot.is_unique
      then format('r%1$s is not null and t%1$s is null', slot.n) end
    when slot.type = 'emails' then format('r%1$s is not null and not coalesce(app_hidden.are_emails(t%1$s), false)', slot.n)
    when v_kind = 'list' then null
    else format('r%1$s is not null and not coalesce(pg_input_is_valid(t%1$s, %2$L), false)', slot.n, slot.column_type) end;
  error := case when error is not null then format('case when %s then %L || left(r%s, 200) end', error, slot.n || E'\x1f' || case
    when slot.type in ('number', 'currency', 'rating') and slot.column_type in ('integer', 'smallint', 'bigint') then 'This is not a whole number that fits.'
    when v_kind = 'number' then format('This is not a number as in %s.', options ->> 'numberFormat')
    when v_kind in ('date', 'date_time') then format('This is not a date (%s).', case options ->> 'dateOrder'
      when 'DMY' then 'day, month, year' when 'YMD' then 'year, month, day' else 'month, day, year' end)
    when v_kind = 'boolean' then 'This is neither yes nor no.'
    when slot.type = 'emails' then 'This is not an e-mail address.'
    when slot.field = 'domain' then 'This is not a domain.'
    when v_kind = 'json' then 'This is not JSON.'
    else 'This cannot be read.' end || E'\x1f', slot.n) end;
  if v_kind = 'known' then
    error := format($q$case when t%1$s is not null and l%1$s.target is null and l%1$s.value is null then %2$L || coalesce(l%1$s.problem, %3$L) || E'\x1f' || left(replace(r%1$s, E'\x1f', ' in '), 200) end$q$,
      slot.n, slot.n || E'\x1f', case slot.type when 'member' then 'There is no such member.' when 'relation' then format('There is no such record in %s.', replace(slot.target_object, '_', ' ')) else 'There is no such choice.' end);
  elsif v_kind = 'known list' then
    error := format($q$(select %2$L || coalesce(k.problem, %3$L) || E'\x1f' || left(k.key, 200) from pg_temp.import_keys k where k.slot = %1$s and k.key = any (t%1$s) and k.target is null and k.value is null limit 1)$q$,
      slot.n, slot.n || E'\x1f', case slot.type when 'multi_enum' then 'There is no such choice.' else format('There is no such record in %s.', replace(slot.target_object, '_', ' ')) end);
  end if;
  if v_kind in ('known', 'known list') and (slot.missing = 'empty') then
    warning := error;
    error := null;
  end if;
  if slot.warns_of_empty then
    warning := concat_ws(', ', warning, format('case when r%s is null then %L end', slot.n, slot.n || E'\x1f' || format('The cell is empty: imported without %s.', slot.label) || E'\x1f'));
  end if;
  return next;
end
$$;
comment on function app_hidden.import_expressions is
  'The SQL that reads one field from the cells of a row: its text, what the cast takes, its value, and what is wrong with it.';
grant execute on function app_hidden.import_expressions to :MEMBER;
--! EndIncluded transfer/read.sql
--! Included transfer/prepare.sql
-- The first half of a run: the file's rows become typed rows of the object in the temporary table import_work, each with its record
-- and what is to be done: create, update, unchanged or reject. Everything happens as the person who imports, under row-level security.
create function app_hidden.import_options(options jsonb, object text) returns jsonb
language plpgsql stable as $$
declare
  v_options jsonb := '{"mode": "create", "matchBy": [], "dateOrder": "MDY", "numberFormat": "1,234.56", "emptyCells": "keep", "allOrNothing": false}'::jsonb
    || jsonb_strip_nulls(coalesce(import_options.options, '{}'));
  v_fault text := case
    when not v_options ->> 'mode' = any (array['create', 'update', 'both']) then 'mode'
    when jsonb_typeof(v_options -> 'matchBy') <> 'array' then 'matchBy'
    when not v_options ->> 'dateOrder' = any (array['MDY', 'DMY', 'YMD']) then 'dateOrder'
    when not v_options ->> 'numberFormat' = any (array['1,234.56', '1.234,56']) then 'numberFormat'
    when not v_options ->> 'emptyCells' = any (array['keep', 'clear']) then 'emptyCells'
    when jsonb_typeof(v_options -> 'allOrNothing') <> 'boolean' then 'allOrNothing' end;
begin
  if v_fault is not null then
    perform app_hidden.fail('RM400', 'imports_options_known', format('The option “%s” cannot be %s.', v_fault, left((v_options -> v_fault)::text, 60)), field => 'options');
  end if;
  return v_options;
end
$$;
comment on function app_hidden.import_options is 'The options of an import, with what is left out. Raises RM400.';

create function app_hidden.import_prepare(import_id uuid) returns integer
language plpgsql volatile as $$
declare
  v_import app_public.imports;
  v_options jsonb;
  v_table regclass;
  v_slots app_hidden.import_slot[];
  v_slot app_hidden.import_slot;
  v_e record;
  v_cells text;
  v_inner text := '';
  v_outer text := '';
  v_joins text := '';
  v_errors text := '';
  v_warnings text := '';
  v_related jsonb := '{}';
  v_made integer;
  v_source constant text := 'from app_hidden.import_cells s where s.import_id = $1';
  v_missing text;
  v_rows integer;
begin
  select * into v_import from app_public.imports i where i.id = import_prepare.import_id and i.user_id = app_hidden.user_id();
  if not found then
    perform app_hidden.fail('RM404', 'imports_known', 'There is no such import of yours.', field => 'id');
  end if;
  perform app_hidden.must_manage('import');
  v_options := app_hidden.import_options(v_import.options, v_import.object);
  v_table := app_hidden.object_table(v_import.object);
  v_slots := array(select s from app_hidden.import_slots(v_import.id) s order by s.n);
  perform set_config('datestyle', 'ISO, ' || (v_options ->> 'dateOrder'), true),
    set_config('timezone', coalesce((select u.time_zone from app_public.users u join pg_catalog.pg_timezone_names z on z.name = u.time_zone where u.id = v_import.user_id), 'UTC'), true),
    set_config('jit', 'off', true), set_config('work_mem', '64MB', true);

  if v_options ->> 'mode' <> 'update' then
    select string_agg('“' || t.label || '”', ', ' order by t.position) into v_missing
    from app_public.import_targets(v_import.object) t
    where t.is_required and t.field not in (select field from unnest(v_slots));
    if v_missing is not null then
      perform app_hidden.fail('RM400', 'imports_required_mapped', format('No column goes into %s, which every new record needs.', v_missing), 'Match a column to it, or update existing records only.', 'mapping');
    end if;
  end if;
  select string_agg(b, ', ') into v_missing from jsonb_array_elements_text(v_options -> 'matchBy') b where b not in (select field from unnest(v_slots));
  if v_missing is not null then
    perform app_hidden.fail('RM400', 'imports_match_mapped', format('Records are to be told apart by %s, into which no column goes.', v_missing), field => 'options');
  elsif v_options ->> 'mode' = 'update' and jsonb_array_length(v_options -> 'matchBy') = 0 then
    perform app_hidden.fail('RM400', 'imports_match_given', 'To update records, say by which field a row finds its record.', field => 'options');
  end if;

  create temp table import_state (import_id uuid, object text, options jsonb, related jsonb, slots app_hidden.import_slot[]) on commit drop;
  create temp table import_keys (
    slot integer, key text, wanted text, target uuid, value text, problem text, is_in_file boolean not null default false, primary key (slot, key)
  ) on commit drop;
  insert into pg_temp.import_state values (v_import.id, v_import.object, v_options, '{}', v_slots);

  -- What the file calls by name, each name once.
  foreach v_slot in array v_slots loop
    continue when v_slot.type not in ('enum', 'multi_enum', 'stages', 'pipelines', 'member', 'relation', 'many_to_many');
    select * into v_e from app_hidden.import_expressions(v_slot, v_options);
    select string_agg(format('app_hidden.import_cell(s.cells[%1$s]) as c%1$s', c), ', ') into v_cells
    from (select distinct unnest(v_slot.columns || v_slot.pipeline_columns) as c) u;
    execute format('insert into pg_temp.import_keys (slot, key, wanted) select $2, k.key, coalesce($3 ->> k.key, k.key) from (select distinct %s as key from (select %s %s and s.problem is null) c) k where k.key is not null',
      case when v_slot.type in ('multi_enum', 'many_to_many') then format('unnest(%s)', v_e.read) else v_e.read end, v_cells, v_source)
    using v_import.id, v_slot.n, v_slot.values;
    continue when v_slot.is_self;
    analyze pg_temp.import_keys;
    perform app_hidden.import_find(v_slot);
    if v_slot.missing = 'create' then
      v_made := app_hidden.import_make(v_slot);
      if v_made > 0 then
        v_related := v_related || jsonb_build_object(coalesce(v_slot.target_object, v_slot.type),
          v_made + coalesce((v_related ->> coalesce(v_slot.target_object, v_slot.type))::integer, 0));
      end if;
    end if;
  end loop;
  analyze pg_temp.import_keys;

  -- The typed rows.
  foreach v_slot in array v_slots loop
    select * into v_e from app_hidden.import_expressions(v_slot, v_options);
    v_inner := v_inner || format(', %s as r%s', v_e.raw, v_slot.n) || format(', %s as t%s', v_e.read, v_slot.n);
    if v_slot.is_self then
      v_outer := v_outer || format(', null::uuid as %I, t%s as "#key%s"', v_slot.column_name, v_slot.n, v_slot.n);
      if v_slot.warns_of_empty then
        v_warnings := v_warnings || ', ' || v_e.warning;
      end if;
      continue;
    end if;
    v_outer := v_outer || format(', %s as %I', v_e.value, coalesce(v_slot.column_name, v_slot.field));
    v_errors := v_errors || coalesce(', ' || v_e.error, '');
    v_warnings := v_warnings || coalesce(', ' || v_e.warning, '');
    if v_slot.type in ('enum', 'stages', 'pipelines', 'member', 'relation') then
      v_joins := v_joins || format(' left join pg_temp.import_keys l%1$s on l%1$s.slot = %1$s and l%1$s.key = x.t%1$s', v_slot.n);
    end if;
  end loop;
  select string_agg(format('app_hidden.import_cell(s.cells[%1$s]) as c%1$s', c), ', ') into v_cells
  from (select distinct unnest(s.columns || s.pipeline_columns) as c from unnest(v_slots) s) u where c is not null;
  execute format($q$
    create temp table import_work on commit drop as
    select x.row_number as "#row", uuidv7() as "#id", 'create'::text as "#action", false as "#suspect", false as "#later", null::jsonb as "#diff", null::text as "#title",
      array_remove(array[case when x.problem is not null then E'0\x1f' || x.problem || E'\x1f' end %s]::text[], null) as "#errors",
      array_remove(array[%s]::text[], null) as "#warnings" %s
    from (
      select c.row_number, c.problem %s from (select s.row_number, s.problem, %s %s offset 0) c offset 0
    ) x %s
  $q$, v_errors, ltrim(v_warnings, ', '), v_outer, v_inner, v_cells, replace(v_source, '$1', quote_literal(v_import.id)), v_joins);
  get diagnostics v_rows = row_count;
  alter table pg_temp.import_work add primary key ("#row");
  analyze pg_temp.import_work;
  if v_rows <> v_import.row_count then
    perform app_hidden.fail('RM409', 'imports_rows_kept', 'The rows of this file are not kept any more.', 'Upload it again.');
  end if;

  update pg_temp.import_work w set "#action" = 'reject' where cardinality(w."#errors") > 0;
  perform app_hidden.import_match();
  v_related := app_hidden.import_related(v_related);
  perform app_hidden.import_compare();
  perform app_hidden.import_suspect();
  update pg_temp.import_state set related = v_related;
  return v_rows;
end
$$;
comment on function app_hidden.import_prepare is
  'Reads an import''s rows, makes what they refer to and decides what becomes of each. Gives the number of rows. Raises RM400, RM403, RM404, RM409.';
grant execute on function app_hidden.import_options, app_hidden.import_prepare to :MEMBER;
--! EndIncluded transfer/prepare.sql
--! Included transfer/decide.sql
-- What becomes of each row of import_work: which record it is, and whether that changes.
create function app_hidden.import_match() returns void
language plpgsql volatile as $$
declare
  v_state record;
  v_slot app_hidden.import_slot;
  v_on text;
  v_given text;
  v_key text;
  v_mode text;
  v_labels text;
begin
  select * into v_state from pg_temp.import_state;
  v_mode := v_state.options ->> 'mode';
  if jsonb_array_length(v_state.options -> 'matchBy') = 0 then
    return;
  end if;
  select
    string_agg(case
      when s.type in ('emails', 'phones') then format('t.%1$I && w.%1$I', s.column_name)
      when s.type in ('text', 'url', 'long_text') then format('lower(btrim(t.%1$I)) = lower(w.%1$I)', s.column_name)
      else format('t.%1$I = w.%1$I', s.column_name) end, ' and '),
    string_agg(format('w.%I is not null', s.column_name), ' and '),
    string_agg(case
      when s.type in ('emails', 'phones') then format('w.%I[1]', s.column_name)
      when s.type in ('text', 'url', 'long_text') then format('lower(w.%I)', s.column_name)
      else format('w.%I::text', s.column_name) end, ', '),
    string_agg(s.label, ', ')
  into v_on, v_given, v_key, v_labels
  from unnest(v_state.slots) s where v_state.options -> 'matchBy' ? s.field;

  execute format($q$
    create temp table import_found on commit drop as
    select w."#row" as row, array_agg(t.id) as ids from pg_temp.import_work w join %s t on %s where w."#action" = 'create' group by 1
  $q$, app_hidden.object_table(v_state.object), v_on);
  execute format($q$
    update pg_temp.import_work w set
      "#id" = case when cardinality(f.ids) = 1 then f.ids[1] else w."#id" end,
      "#action" = case when cardinality(f.ids) > 1 then 'reject' else %L end,
      "#errors" = case when cardinality(f.ids) > 1 then w."#errors" || (E'0\x1f' || format('%%s records have the same %s.', cardinality(f.ids)) || E'\x1f')
        else w."#errors" end
    from pg_temp.import_found f where f.row = w."#row"
  $q$, case v_mode when 'create' then 'exists' else 'update' end, v_labels);
  if v_mode = 'create' then
    update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || (E'0\x1f' || format('There is a record with the same %s already.', v_labels) || E'\x1f')
    where w."#action" = 'exists';
  elsif v_mode = 'update' then
    execute format($q$
      update pg_temp.import_work w set "#action" = 'reject',
        "#errors" = w."#errors" || (E'0\x1f' || case when %s then %L else %L end || E'\x1f')
      where w."#action" = 'create'
    $q$, v_given, format('There is no record with this %s.', v_labels), format('Without %s no record can be found.', v_labels));
  else
    execute format($q$
      update pg_temp.import_work w set "#warnings" = w."#warnings" || (E'0\x1f' || %L || E'\x1f') where w."#action" = 'create' and not (%s)
    $q$, format('Without %s no record can be looked for: it is made anew.', v_labels), v_given);
  end if;
  -- Two rows about one record: the first counts, the others are told.
  execute format($q$
    with twice as (
      select "#row" as row, first_value("#row") over (partition by "#action", case "#action" when 'update' then "#id"::text else concat_ws(E'\x1f', %s) end order by "#row") as first
      from pg_temp.import_work w where "#action" in ('create', 'update') and %s
    )
    update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || (E'0\x1f' || format('Row %%s has the same %s.', t.first) || E'\x1f')
    from twice t where t.row = w."#row" and t.first <> t.row
  $q$, v_key, v_given, v_labels);
end
$$;
comment on function app_hidden.import_match is 'Finds, by the fields of matchBy, the record of each row of import_work.';

create function app_hidden.import_related(related jsonb) returns jsonb
language plpgsql volatile as $$
declare
  v_state record;
  v_slot app_hidden.import_slot;
  v_title text;
  v_made integer;
  v_related jsonb := import_related.related;
begin
  select * into v_state from pg_temp.import_state;
  -- A relation to the object itself may mean a row further down in the same file.
  foreach v_slot in array v_state.slots loop
    continue when not v_slot.is_self;
    v_title := app_hidden.import_title_expression('w');
    if v_title is not null then
      execute format($q$
        with rows as (
          select app_hidden.fold(left(%1$s, 200)) as folded, (array_agg(w."#id"))[1] as id, count(*) as n, bool_or(w."#action" = 'create') as is_new
          from pg_temp.import_work w where w."#action" <> 'reject' and %1$s is not null group by 1
        )
        update pg_temp.import_keys k set
          target = case when r.n = 1 then r.id end, is_in_file = r.n = 1 and r.is_new,
          problem = case when r.n > 1 then format('%%s rows of the file are called “%%s”.', r.n, left(k.key, 80)) end
        from rows r where k.slot = $1 and r.folded = app_hidden.fold(left(k.wanted, 200))
      $q$, v_title) using v_slot.n;
    end if;
    perform app_hidden.import_find_rest(v_slot);
    if v_slot.missing = 'create' then
      v_made := app_hidden.import_make(v_slot);
      if v_made > 0 then
        v_related := v_related || jsonb_build_object(v_slot.target_object, v_made + coalesce((v_related ->> v_slot.target_object)::integer, 0));
      end if;
    end if;
    execute format($q$
      update pg_temp.import_work w set
        %1$I = k.target,
        "#later" = w."#later" or k.is_in_file and w."#action" = 'create',
        "#action" = case when k.target is null and %3$L <> 'empty' then 'reject' else w."#action" end,
        "#errors" = case when k.target is null and %3$L <> 'empty' then w."#errors" || (%4$L || coalesce(k.problem, %5$L) || E'\x1f' || left(k.key, 200)) else w."#errors" end,
        "#warnings" = case when k.target is null and %3$L = 'empty' then w."#warnings" || (%4$L || coalesce(k.problem, %5$L) || E'\x1f' || left(k.key, 200)) else w."#warnings" end
      from pg_temp.import_keys k where k.slot = %2$s and k.key = w."#key%2$s"
    $q$, v_slot.column_name, v_slot.n, v_slot.missing, v_slot.n || E'\x1f', format('There is no such record in %s.', replace(v_slot.target_object, '_', ' ')));
  end loop;
  return v_related;
end
$$;
comment on function app_hidden.import_related is 'Fills relations of the object to itself, which may mean other rows of the file. Gives how many records were made.';

create function app_hidden.import_find_rest(slot app_hidden.import_slot) returns void
language plpgsql volatile as $$
begin
  -- What the file itself says is not looked for again.
  update pg_temp.import_keys k set slot = -slot.n where k.slot = slot.n and (k.target is not null or k.problem is not null);
  perform app_hidden.import_find(slot);
  update pg_temp.import_keys k set slot = slot.n where k.slot = -slot.n;
end
$$;
comment on function app_hidden.import_find_rest is 'import_find, for the names that have no target and no problem yet.';

create function app_hidden.import_title_expression(alias text) returns text
language plpgsql stable as $$
declare
  v_state record;
  v_title name;
  v_columns name[];
begin
  select * into v_state from pg_temp.import_state;
  select o.title_column into v_title from app_public.objects o where o.name = v_state.object;
  select array_agg(s.column_name) into v_columns from unnest(v_state.slots) s;
  return case
    when v_title = any (v_columns) then format('%s.%I', alias, v_title)
    when v_state.object = 'contacts' and v_columns && array['first_name', 'last_name']::name[] then format('nullif(concat_ws('' '', %s), '''')',
      concat_ws(', ', case when 'first_name' = any (v_columns) then alias || '.first_name' end, case when 'last_name' = any (v_columns) then alias || '.last_name' end))
    when v_state.object = 'contacts' and 'emails' = any (v_columns) then format('%s.emails[1]', alias) end;
end
$$;
comment on function app_hidden.import_title_expression is 'The SQL of the title that a row of import_work gives its record; null when it gives none.';

create function app_hidden.import_compare() returns void
language plpgsql volatile as $$
declare
  v_state record;
  v_table regclass;
  v_keep text;
  v_same text;
  v_diff text;
begin
  select * into v_state from pg_temp.import_state;
  v_table := app_hidden.object_table(v_state.object);
  -- Only what the object's own table holds is compared; links of several records are looked at when they are written.
  -- What the cells leave out stays, and lists get longer: a row with one address takes none of the others away.
  select string_agg(format(case when s.type in ('emails', 'phones', 'multi_enum')
      then '%1$I = coalesce(t.%1$I, ''{}'') || array(select v from unnest(w.%1$I) v where v <> all (coalesce(t.%1$I, ''{}'')))'
      else '%1$I = coalesce(w.%1$I, t.%1$I)' end, s.column_name), ', '),
    string_agg(format('t.%1$I is not distinct from w.%1$I', s.column_name), ' and '),
    string_agg(format('case when t.%1$I is distinct from w.%1$I then jsonb_build_object(%2$L, jsonb_build_array(%3$s, %4$s)) else ''{}'' end', s.column_name, s.field,
      app_hidden.import_shown(s, 't'), app_hidden.import_shown(s, 'w')), ' || ')
  into v_keep, v_same, v_diff
  from unnest(v_state.slots) s where s.column_name is not null and s.column_name <> 'id' and not s.is_for_new_only;
  if v_keep is null then
    update pg_temp.import_work w set "#action" = 'unchanged' where w."#action" = 'update';
    return;
  end if;
  if v_state.options ->> 'emptyCells' = 'keep' then
    execute format('update pg_temp.import_work w set %s from %s t where t.id = w."#id" and w."#action" = ''update''', v_keep, v_table);
  end if;
  execute format('update pg_temp.import_work w set "#action" = ''unchanged'' from %s t where t.id = w."#id" and w."#action" = ''update'' and %s', v_table, v_same);
  execute format($q$
    update pg_temp.import_work w set "#diff" = %s from %s t
    where t.id = w."#id" and w."#row" in (select u."#row" from pg_temp.import_work u where u."#action" = 'update' order by u."#row" limit 100)
  $q$, v_diff, v_table);
end
$$;
comment on function app_hidden.import_compare is 'Tells updates that change nothing from those that do, and keeps the differences of the first hundred.';

create function app_hidden.import_shown(slot app_hidden.import_slot, alias text) returns text
language sql stable as $$
  select case
    when slot.type = 'relation' then format('(select r.title from app_public.records r where r.id = %s.%I)', alias, slot.column_name)
    when slot.type = 'member' then format('(select u.name from app_public.users u where u.id = %s.%I)', alias, slot.column_name)
    when slot.type = 'stages' then format('(select s.name from app_public.stages s where s.id = %s.%I)', alias, slot.column_name)
    when slot.type = 'pipelines' then format('(select p.name from app_public.pipelines p where p.id = %s.%I)', alias, slot.column_name)
    else format('%s.%I', alias, slot.column_name) end
$$;
comment on function app_hidden.import_shown is 'The SQL of a value as a person wants to see it: related records by title.';

create function app_hidden.import_suspect() returns void
language plpgsql volatile as $$
declare
  v_state record;
  v_table regclass;
  v_checks text;
  v_slot app_hidden.import_slot;
begin
  select * into v_state from pg_temp.import_state;
  v_table := app_hidden.object_table(v_state.object);
  -- Required values of new records.
  for v_slot in select * from unnest(v_state.slots) s where s.is_required and s.column_name is not null loop
    execute format($q$
      update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || %L::text
      where w."#action" = 'create' and w.%I is null
    $q$, v_slot.n || E'\x1f' || format('“%s” is required, and the cell is empty.', v_slot.label) || E'\x1f', v_slot.column_name);
  end loop;
  -- What must be unique, within the file.
  for v_slot in select * from unnest(v_state.slots) s where s.is_unique and s.column_name is not null loop
    execute format($q$
      with twice as (
        select w."#row" as row, first_value(w."#row") over (partition by w.%1$I order by w."#row") as first
        from pg_temp.import_work w where w."#action" in ('create', 'update', 'unchanged') and w.%1$I is not null)
      update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || (%2$L || format('Row %%s has the same %%s.', t.first, %3$L) || E'\x1f' || w.%1$I)
      from twice t where t.row = w."#row" and t.first <> t.row
    $q$, v_slot.column_name, v_slot.n || E'\x1f', v_slot.label);
    execute format('update pg_temp.import_work w set "#suspect" = true from %s t where w."#action" in (''create'', ''update'') and t.%2$I = w.%2$I and t.id <> w."#id"', v_table, v_slot.column_name);
  end loop;
  -- Rows that a CHECK will refuse are written one by one, so that the others go in at full speed. The write itself decides.
  select string_agg(format('not coalesce(%s, true)', pg_get_expr(c.conbin, c.conrelid)), ' or ') into v_checks
  from pg_catalog.pg_constraint c
  where c.conrelid = v_table and c.contype = 'c'
    and c.conkey <@ array(select a.attnum from pg_catalog.pg_attribute a join unnest(v_state.slots) s on s.column_name = a.attname where a.attrelid = v_table);
  if v_checks is not null then
    begin
      execute format('update pg_temp.import_work w set "#suspect" = true where w."#action" in (''create'', ''update'') and (%s)', v_checks);
    exception when data_exception then
      null; -- a check that cannot even be computed is found by the write
    end;
  end if;
end
$$;
comment on function app_hidden.import_suspect is 'Rejects new records without what they need, and marks the rows that the write will probably refuse.';
grant execute on function app_hidden.import_match, app_hidden.import_related, app_hidden.import_find_rest, app_hidden.import_title_expression,
  app_hidden.import_compare, app_hidden.import_shown, app_hidden.import_suspect to :MEMBER;
--! EndIncluded transfer/decide.sql
--! Included transfer/write.sql
-- The second half of a run: import_work is written to the object's table, batch by batch, and told about.
create function app_hidden.import_statements(out insert_sql text, out update_sql text)
language plpgsql stable as $$
declare
  v_state record;
  v_table regclass;
  v_columns text;
  v_values text;
  v_changes text;
begin
  select * into v_state from pg_temp.import_state;
  v_table := app_hidden.object_table(v_state.object);
  select string_agg(format('%I', s.column_name), ', '),
    string_agg(case
      when s.is_self then format('case when not w."#later" then w.%I end', s.column_name)
      when s.column_default is not null then format('coalesce(w.%I, %s)', s.column_name, s.column_default)
      else format('w.%I', s.column_name) end, ', '),
    string_agg(format('%1$I = w.%1$I', s.column_name), ', ') filter (where not s.is_for_new_only and s.column_name <> 'id')
  into v_columns, v_values, v_changes
  from unnest(v_state.slots) s where s.column_name is not null;
  if not 'id' = any (array(select s.column_name from unnest(v_state.slots) s)) then
    v_columns := concat_ws(', ', 'id', v_columns);
    v_values := concat_ws(', ', 'w."#id"', v_values);
  else
    v_values := replace(v_values, 'w.id', 'w."#id"');
  end if;
  insert_sql := format('insert into %s (%s) select %s from pg_temp.import_work w where w."#action" = ''create'' and w."#row" between $1 and $2 and w."#suspect" = $3 order by w."#row"', v_table, v_columns, v_values);
  update_sql := format($q$
    with changed as (
      update %s t set %s from pg_temp.import_work w
      where t.id = w."#id" and w."#action" = 'update' and w."#row" between $1 and $2 and w."#suspect" = $3 returning t.id)
    update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || (E'0\x1f' || 'Your role may not change this record.' || E'\x1f')
    where w."#action" = 'update' and w."#row" between $1 and $2 and w."#suspect" = $3 and w."#id" not in (select c.id from changed c)
  $q$, v_table, v_changes);
  if v_changes is null then
    update_sql := null;
  end if;
end
$$;
comment on function app_hidden.import_statements is 'The statements that write rows $1 to $2 of import_work; $3 tells suspects from the rest.';

create function app_hidden.import_write(first_row integer, last_row integer, suspects boolean, insert_sql text, update_sql text) returns void
language plpgsql volatile as $$
declare
  v_middle integer;
  v_code text;
  v_rule text;
  v_column text;
  v_table text;
  v_message text;
begin
  begin
    execute insert_sql using first_row, last_row, suspects;
    if update_sql is not null then
      execute update_sql using first_row, last_row, suspects;
    end if;
    return;
  exception when data_exception or integrity_constraint_violation or insufficient_privilege or with_check_option_violation
    or sqlstate 'RM400' or sqlstate 'RM403' or sqlstate 'RM404' or sqlstate 'RM409' or raise_exception then
    get stacked diagnostics v_code = returned_sqlstate, v_rule = constraint_name, v_column = column_name, v_table = table_name, v_message = message_text;
  end;
  -- One row of these is refused: halve until it stands alone, and all others are in.
  if first_row = last_row then
    update pg_temp.import_work w set "#action" = 'reject',
      "#errors" = w."#errors" || (coalesce((select s.n from pg_temp.import_state i, unnest(i.slots) s
          where s.column_name = any ((app_hidden.import_rule(v_rule)).columns || v_column::name) limit 1), 0)
        || E'\x1f' || app_hidden.import_reason(v_code, v_rule, v_column, (select s.object from pg_temp.import_state s), v_message) || E'\x1f')
    where w."#row" = first_row;
    return;
  end if;
  select (array_agg(w."#row" order by w."#row"))[(count(*) / 2)::integer] into v_middle from pg_temp.import_work w
  where w."#row" between first_row and last_row and w."#action" in ('create', 'update') and w."#suspect" = suspects;
  v_middle := least(coalesce(v_middle, first_row), last_row - 1);
  perform app_hidden.import_write(first_row, v_middle, suspects, insert_sql, update_sql);
  perform app_hidden.import_write(v_middle + 1, last_row, suspects, insert_sql, update_sql);
end
$$;
comment on function app_hidden.import_write is 'Writes rows of import_work. A row that is refused is rejected with the reason; the others go in.';

create function app_hidden.import_apply(after_row integer, batch integer default 5000) returns integer
language plpgsql volatile as $$
declare
  v_last integer;
  v_first integer;
  v_row integer;
  v_statements record;
begin
  select min(r), max(r) into v_first, v_last from (
    select w."#row" as r from pg_temp.import_work w where w."#row" > after_row order by 1 limit batch) b;
  if v_last is null then
    return null;
  end if;
  select * into v_statements from app_hidden.import_statements();
  perform app_hidden.import_write(v_first, v_last, false, v_statements.insert_sql, v_statements.update_sql);
  for v_row in
    select w."#row" from pg_temp.import_work w
    where w."#row" between v_first and v_last and w."#suspect" and w."#action" in ('create', 'update') order by 1
  loop
    perform app_hidden.import_write(v_row, v_row, true, v_statements.insert_sql, v_statements.update_sql);
  end loop;
  return v_last;
end
$$;
comment on function app_hidden.import_apply is 'Writes the next rows of import_work and gives the last of them; null when there is none left.';

create function app_hidden.import_link() returns void
language plpgsql volatile as $$
declare
  v_state record;
  v_table regclass;
  v_slot app_hidden.import_slot;
begin
  select * into v_state from pg_temp.import_state;
  v_table := app_hidden.object_table(v_state.object);
  for v_slot in select * from unnest(v_state.slots) s where s.is_self loop
    execute format($q$
      update %1$s t set %2$I = w.%2$I from pg_temp.import_work w
      where t.id = w."#id" and w."#later" and w."#action" = 'create' and w.%2$I is not null and exists (select from %1$s p where p.id = w.%2$I)
    $q$, v_table, v_slot.column_name);
    execute format($q$
      update pg_temp.import_work w set "#warnings" = w."#warnings" || (%3$L || w."#key%4$s")
      where w."#later" and w."#action" = 'create' and w.%2$I is not null and not exists (select from %1$s p where p.id = w.%2$I)
    $q$, v_table, v_slot.column_name, v_slot.n || E'\x1fThe row that this means was not imported: left empty.\x1f', v_slot.n);
  end loop;
  for v_slot in select * from unnest(v_state.slots) s where s.link_table is not null loop
    -- A row that changed nothing else, but has links to add, has changed.
    execute format($q$
      with wanted as (
        select w."#row" as row, w."#id" as id, u.target from pg_temp.import_work w cross join unnest(w.%1$I) u (target)
        where w."#action" in ('create', 'update', 'unchanged')),
      added as (
        insert into app_custom.%2$I (source_id, target_id) select n.id, n.target from wanted n
        where not exists (select from app_custom.%2$I l where l.source_id = n.id and l.target_id = n.target)
        on conflict do nothing returning source_id as id)
      update pg_temp.import_work w set "#action" = 'update' where w."#action" = 'unchanged' and w."#id" in (select a.id from added a)
    $q$, v_slot.field, v_slot.link_table);
  end loop;
end
$$;
comment on function app_hidden.import_link is 'Writes what needs all rows to be there: relations to other rows of the file, and links to several records.';
grant execute on function app_hidden.import_statements, app_hidden.import_write, app_hidden.import_apply, app_hidden.import_link to :MEMBER;
--! EndIncluded transfer/write.sql
--! Included transfer/results.sql
-- What became of the rows, as it is told.
create function app_hidden.import_counts() returns jsonb
language plpgsql volatile as $$
begin
  return (
    select jsonb_build_object(
      'created', count(*) filter (where w."#action" = 'create'),
      'updated', count(*) filter (where w."#action" = 'update'),
      'unchanged', count(*) filter (where w."#action" = 'unchanged'),
      'rejected', count(*) filter (where w."#action" = 'reject'),
      'warned', count(*) filter (where w."#action" <> 'reject' and cardinality(w."#warnings") > 0),
      'related', (select s.related from pg_temp.import_state s),
      'problems', app_hidden.import_summary())
    from pg_temp.import_work w);
end
$$;
comment on function app_hidden.import_counts is 'What became of the rows of import_work.';

create function app_hidden.import_summary() returns jsonb
language plpgsql stable as $$
begin
  return (
    select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
      'field', s.field, 'severity', p.severity, 'message', p.message, 'count', p.count, 'values', p.values)) order by p.severity, p.count desc), '[]')
    from (
      select split_part(u.problem, E'\x1f', 1)::integer as slot, u.severity, split_part(u.problem, E'\x1f', 2) as message, count(*) as count,
        (array_agg(distinct left(split_part(u.problem, E'\x1f', 3), 60)) filter (where split_part(u.problem, E'\x1f', 3) <> ''))[1:5] as values
      from (
        select unnest(w."#errors") as problem, 'error' as severity from pg_temp.import_work w
        union all select unnest(w."#warnings"), 'warning' from pg_temp.import_work w where w."#action" <> 'reject') u
      group by 1, 2, 3 order by 4 desc limit 50
    ) p left join (select (unnest(i.slots)).* from pg_temp.import_state i) s on s.n = p.slot);
end
$$;
comment on function app_hidden.import_summary is 'What is wrong with the rows of import_work, each reason once, with how many rows it concerns and some of the values.';

create function app_hidden.import_results(after_row integer, most integer default 2000) returns jsonb
language plpgsql volatile as $$
declare
  v_state record;
  v_title text := app_hidden.import_title_expression('w');
  v_names text[];
  v_results jsonb;
begin
  select * into v_state from pg_temp.import_state;
  v_names := array(select c ->> 'name' from app_public.imports i, jsonb_array_elements(i.columns) c where i.id = v_state.import_id);
  if to_regclass('pg_temp.import_told') is null then
    create temp table import_told on commit drop as
    select s.row from (
      select w."#row" as row, w."#action" as action, row_number() over (partition by w."#action", cardinality(w."#warnings") > 0 order by w."#row") as n
      from pg_temp.import_work w) s
    where s.action = 'reject' or s.n <= 100;
    alter table pg_temp.import_told add primary key (row);
  end if;
  execute format($q$
    select jsonb_agg(jsonb_build_object(
      'row_number', w."#row",
      'outcome', case w."#action" when 'create' then 'created' when 'update' then 'updated' when 'unchanged' then 'unchanged' else 'rejected' end,
      'record_id', case when w."#action" <> 'reject' then w."#id" end,
      'title', left(coalesce(%s, ''), 200),
      'diff', w."#diff",
      'cells', case when w."#action" = 'reject' then (select to_jsonb(c.cells) from app_hidden.import_cells c where c.import_id = $1 and c.row_number = w."#row") end,
      'problems', app_hidden.import_problems($2, $5, w."#errors", 'error') || app_hidden.import_problems($2, $5, w."#warnings", 'warning')) order by w."#row")
    from (select t.row from pg_temp.import_told t where t.row > $3 order by t.row limit $4) t
    join pg_temp.import_work w on w."#row" = t.row
  $q$, coalesce(v_title, 'null::text')) into v_results using v_state.import_id, v_state.slots, after_row, most, v_names;
  return v_results;
end
$$;
comment on function app_hidden.import_results is 'What there is to tell of the rows of import_work, some rows at a time, in the shape of app_public.import_rows; null at the end.';

create function app_hidden.import_problems(slots app_hidden.import_slot[], names text[], problems text[], severity text) returns jsonb
language sql immutable as $$
  select coalesce(jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
    'column', names[s.columns[1]], 'field', s.field, 'severity', severity, 'message', split_part(p, E'\x1f', 2), 'value', nullif(split_part(p, E'\x1f', 3), '')))), '[]')
  from unnest(problems) p left join unnest(slots) s on s.n = split_part(p, E'\x1f', 1)::integer
$$;
comment on function app_hidden.import_problems is 'Problems of a row as the API tells them.';
grant execute on function app_hidden.import_counts, app_hidden.import_summary, app_hidden.import_results, app_hidden.import_problems to :MEMBER;
--! EndIncluded transfer/results.sql
--! Included transfer/manage.sql
-- What people and programs do with an import: upload, match, check, run, cancel, undo. The work itself is a job (run.sql).
create function app_hidden.my_import(import_id uuid, statuses text[]) returns app_public.imports
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_import app_public.imports;
begin
  perform app_hidden.must_manage('import');
  select * into v_import from app_public.imports i where i.id = my_import.import_id and i.user_id = app_hidden.user_id() for update;
  if not found then
    perform app_hidden.fail('RM404', 'imports_known', 'There is no such import of yours.', field => 'id');
  elsif v_import.status <> all (statuses) then
    perform app_hidden.fail('RM409', 'imports_status_allows', format('The import is %s, so this cannot be done now.', v_import.status), field => 'id');
  end if;
  return v_import;
end
$$;
comment on function app_hidden.my_import is 'An import of the member who asks, locked, in one of these states. Raises RM403, RM404, RM409.';

create function app_hidden.start_upload(object text, file_name text) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_object text := app_hidden.object_name(start_upload.object);
  v_id uuid;
begin
  perform app_hidden.must_manage('import');
  if app_hidden.user_id() is null then
    perform app_hidden.fail('RM400', 'imports_owner_given', 'An import belongs to a member, under whose rights it runs.');
  elsif not app_hidden.may_create(v_object) and not exists (
    select from app_public.permissions p where p.role_id = app_hidden.role_id() and p.object = v_object and p.update <> 'none') then
    perform app_hidden.fail('RM403', 'imports_object_writable', format('Your role may neither create nor update %s.', replace(v_object, '_', ' ')), 'Ask an admin.', 'object');
  end if;
  insert into app_public.imports (object, user_id, api_key_id, role_id, file_name)
  values (v_object, app_hidden.user_id(), nullif(current_setting('app.api_key_id', true), '')::uuid, app_hidden.role_beyond_mine(),
    coalesce(nullif(left(btrim(start_upload.file_name), 300), ''), 'file.csv'))
  returning id into v_id;
  return v_id;
end
$$;
comment on function app_hidden.start_upload is 'Makes the import to which the rows of a file are going to be added, in the same transaction. Raises RM403, RM404.';

create function app_hidden.end_upload(import_id uuid, file jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_import app_public.imports := app_hidden.my_import(end_upload.import_id, array['uploading']);
  v_signature text := md5((select string_agg(app_hidden.import_key(c ->> 'name'), ',' order by (c ->> 'index')::integer) from jsonb_array_elements(file -> 'columns') c
    where c ->> 'name' <> 'Why it was rejected')); -- which is in a file of rejected rows that were mended
  v_guess record;
  v_before app_public.imports;
begin
  v_guess := app_hidden.import_guess(v_import.object, file -> 'columns', (file ->> 'rowCount')::integer);
  -- What was decided for the last file with these columns, the member's own first.
  select * into v_before from app_public.imports i
  where i.object = v_import.object and i.signature = v_signature and i.status in ('done', 'undone')
  order by i.user_id = v_import.user_id desc, i.id desc limit 1;
  update app_public.imports i set
    encoding = file ->> 'encoding', delimiter = file ->> 'delimiter', has_header = (file ->> 'hasHeader')::boolean,
    row_count = (file ->> 'rowCount')::integer, columns = coalesce(v_guess.columns_known, '[]'), signature = v_signature,
    mapping = coalesce((
      select jsonb_agg(m) from jsonb_array_elements(v_before.mapping) m
      where m ->> 'field' in (select t.field from app_public.import_targets(v_import.object) t)), v_guess.mapping),
    options = jsonb_strip_nulls(jsonb_build_object('dateOrder', file -> 'dateOrder', 'numberFormat', file -> 'numberFormat'))
      || coalesce(v_before.options - '{dateOrder,numberFormat}'::text[], '{}'),
    status = 'ready'
  where i.id = v_import.id;
end
$$;
comment on function app_hidden.end_upload is
  'The file is read: {encoding, delimiter, hasHeader, rowCount, columns: [{index, name, kind, samples, choices, filled}], dateOrder, numberFormat}. Matches its columns to fields.';
grant execute on function app_hidden.start_upload, app_hidden.end_upload to :MEMBER;

create function app_public.configure_import(id uuid, mapping jsonb default null, options jsonb default null) returns app_public.imports
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_import app_public.imports := app_hidden.my_import(configure_import.id, array['ready', 'checked', 'failed', 'cancelled']);
begin
  if jsonb_typeof(coalesce(configure_import.mapping, '[]')) <> 'array' or jsonb_typeof(coalesce(configure_import.options, '{}')) <> 'object' then
    perform app_hidden.fail('RM400', 'imports_mapping_known', 'The mapping is an array of {column, field, …}, and the options are an object.', field => 'mapping');
  end if;
  update app_public.imports i set
    mapping = coalesce(configure_import.mapping, i.mapping),
    options = coalesce(configure_import.options, i.options), -- checked by what reads them, below
    status = 'ready'
  where i.id = v_import.id returning * into v_import;
  perform app_hidden.import_options(v_import.options, v_import.object);
  perform from app_hidden.import_slots(v_import.id);
  return v_import;
end
$$;
comment on function app_public.configure_import is
  'Sets which column goes into which field, and how an import is done; what is not given stays. See imports.mapping and imports.options. Raises RM400, RM404, RM409.';

create function app_hidden.queue_import(import_id uuid, statuses text[], status text) returns app_public.imports
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_import app_public.imports := app_hidden.my_import(queue_import.import_id, statuses);
begin
  if queue_import.status <> 'undoing' then
    update app_public.imports i set created = 0, updated = 0, unchanged = 0, rejected = 0, warned = 0, related = '{}', problems = '[]' where i.id = v_import.id;
  end if;
  update app_public.imports i set status = queue_import.status, phase = 'waiting', rows_done = 0, attempts = 0, is_cancelled = false, message = '',
    started_at = null, finished_at = null
  where i.id = v_import.id returning * into v_import;
  perform app_hidden.add_job('transfer__import', json_build_object('importId', v_import.id), job_key => 'import:' || v_import.id);
  return v_import;
end
$$;
comment on function app_hidden.queue_import is 'Has a job do what the new status says.';

create function app_public.check_import(id uuid) returns app_public.imports
language sql volatile security definer set search_path = ''
return app_hidden.queue_import(check_import.id, array['ready', 'checked', 'failed', 'cancelled'], 'checking');
comment on function app_public.check_import is
  'A dry run, in the background: the real import, rolled back. Afterwards the status is checked, and rows tell what would become of each. Raises RM404, RM409.';

create function app_public.run_import(id uuid) returns app_public.imports
language sql volatile security definer set search_path = ''
return app_hidden.queue_import(run_import.id, array['ready', 'checked', 'failed', 'cancelled'], 'running');
comment on function app_public.run_import is
  'Imports the file in the background, in one transaction: all of it is there afterwards, or nothing. Rows that are refused are told, and the others go in. Raises RM404, RM409.';

create function app_public.undo_import(id uuid) returns app_public.imports
language sql volatile security definer set search_path = ''
return app_hidden.queue_import(undo_import.id, array['done'], 'undoing');
comment on function app_public.undo_import is
  'Takes back all that an import made and changed, in the background; refused, with the reason in message, when later changes stand in the way. Raises RM404, RM409.';

create function app_public.cancel_import(id uuid) returns app_public.imports
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_import app_public.imports := app_hidden.my_import(cancel_import.id, array['ready', 'checked', 'checking', 'running', 'failed', 'cancelled']);
begin
  if v_import.status in ('checking', 'running') then
    -- Whoever is at it looks here twice a second.
    update app_public.imports i set is_cancelled = true where i.id = v_import.id returning * into v_import;
  else
    update app_public.imports i set status = 'cancelled', finished_at = now() where i.id = v_import.id returning * into v_import;
    delete from app_hidden.import_cells c where c.import_id = v_import.id;
  end if;
  return v_import;
end
$$;
comment on function app_public.cancel_import is 'Stops an import; nothing of it is kept. One that is not running is dropped, with its file. Raises RM404, RM409.';

create function app_public.import_values(import_id uuid, "column" integer) returns table (value text, count bigint)
language sql stable rows 50 as $$
  select v.value, count(*) from (
    select app_hidden.import_cell(c.cells["column" + 1]) as value from app_hidden.import_cells c
    where c.import_id = import_values.import_id and c.problem is null) v
  where v.value is not null group by 1 order by 2 desc, 1 limit 200
$$;
comment on function app_public.import_values is 'The different values in a column (from 0) of an uploaded file, the most frequent 200.';
grant execute on function app_public.configure_import, app_public.check_import, app_public.run_import, app_public.undo_import, app_public.cancel_import,
  app_public.import_values to :MEMBER;
--! EndIncluded transfer/manage.sql
--! Included transfer/run.sql
-- For the job that does an import: who it is, how far it is, how it ended.
create function app_hidden.import_access(import_id uuid, out user_id uuid, out api_key_id uuid, out db_role name)
language sql stable security definer set search_path = '' as $$
  select i.user_id, i.api_key_id, r.db_role
  from app_public.imports i
  join app_public.users u on u.id = i.user_id and u.is_active
  join app_public.roles r on r.id = coalesce(i.role_id, u.role_id)
  left join app_public.api_keys k on k.id = i.api_key_id
  where i.id = import_access.import_id and k.revoked_at is null and coalesce(k.expires_at > now(), true)
$$;
comment on function app_hidden.import_access is 'Under whose rights an import runs now; nulls when that member or key is not active any more.';

create function app_hidden.enter_import(import_id uuid) returns void
language plpgsql volatile as $$
declare
  v_access record := app_hidden.import_access(enter_import.import_id);
begin
  if v_access.user_id is null then
    perform app_hidden.fail('RM403', 'imports_owner_active', 'Whoever began this import is not active any more.');
  end if;
  perform set_config('app.source', 'import', true), set_config('app.user_id', v_access.user_id::text, true),
    set_config('app.api_key_id', coalesce(v_access.api_key_id::text, ''), true), set_config('role', v_access.db_role::text, true);
end
$$;
comment on function app_hidden.enter_import is 'Makes the rest of the transaction that of the member whose import it is. Raises RM403.';

create function app_hidden.take_import(import_id uuid) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_status text;
begin
  -- Held until the transaction ends, however it ends: so others know that somebody is at it.
  if not pg_try_advisory_xact_lock(hashtextextended(take_import.import_id::text, 7)) then
    return null;
  end if;
  select i.status into v_status from app_public.imports i where i.id = take_import.import_id and i.status in ('checking', 'running', 'undoing');
  return v_status;
end
$$;
comment on function app_hidden.take_import is 'What is to be done with an import, which then is the caller''s alone until its transaction ends; null when there is nothing to do, or somebody is at it.';

create function app_hidden.begin_import(import_id uuid) returns integer
language sql volatile security definer set search_path = ''
begin atomic
  delete from app_public.import_rows r where r.import_id = begin_import.import_id
    and exists (select from app_public.imports i where i.id = begin_import.import_id and i.status <> 'undoing');
  update app_public.imports i set attempts = i.attempts + 1, started_at = clock_timestamp(), phase = 'reading', rows_done = 0
  where i.id = begin_import.import_id returning i.attempts;
end;
comment on function app_hidden.begin_import is 'Notes that an import is begun, for the how many-th time.';

create function app_hidden.report_import(import_id uuid, phase text, rows_done integer) returns boolean
language sql volatile security definer set search_path = ''
begin atomic
  update app_public.imports i set phase = report_import.phase, rows_done = least(i.row_count, report_import.rows_done)
  where i.id = report_import.import_id and i.status in ('checking', 'running', 'undoing')
  returning i.is_cancelled;
end;
comment on function app_hidden.report_import is 'Notes how far an import is; tells whether somebody wants it to stop.';

create function app_hidden.keep_import_rows(import_id uuid, rows jsonb) returns void
language sql volatile security definer set search_path = ''
begin atomic
  insert into app_public.import_rows (import_id, row_number, outcome, record_id, title, problems, diff, cells)
  select keep_import_rows.import_id, r.row_number, r.outcome, r.record_id, r.title, r.problems, r.diff, r.cells
  from jsonb_populate_recordset(null::app_public.import_rows, keep_import_rows.rows) r;
end;
comment on function app_hidden.keep_import_rows is 'Keeps what there is to tell of some rows.';

create function app_hidden.end_import(import_id uuid, status text, counts jsonb default '{}', message text default '') returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  -- An undo that did not happen leaves the import as it was.
  update app_public.imports i set status = case when i.status = 'undoing' and end_import.status <> 'undone' then 'done' else end_import.status end, phase = '', finished_at = clock_timestamp(), message = coalesce(end_import.message, ''), is_cancelled = false,
    rows_done = case when end_import.status in ('checked', 'done') then i.row_count else i.rows_done end,
    created = coalesce((counts ->> 'created')::integer, i.created), updated = coalesce((counts ->> 'updated')::integer, i.updated),
    unchanged = coalesce((counts ->> 'unchanged')::integer, i.unchanged), rejected = coalesce((counts ->> 'rejected')::integer, i.rejected),
    warned = coalesce((counts ->> 'warned')::integer, i.warned), related = coalesce(counts -> 'related', i.related), problems = coalesce(counts -> 'problems', i.problems),
    transaction_id = case end_import.status when 'done' then pg_current_xact_id()::text::bigint else i.transaction_id end
  where i.id = end_import.import_id;
  if end_import.status = 'done' then
    delete from app_hidden.import_cells c where c.import_id = end_import.import_id;
  end if;
end
$$;
comment on function app_hidden.end_import is 'How an import ended. Of a real one this is part of its transaction: both are there, or neither.';

create function app_hidden.resume_imports() returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_import app_public.imports;
begin
  for v_import in select * from app_public.imports i where i.status in ('checking', 'running', 'undoing') for update skip locked loop
    -- Nobody holds its lock, and no job is about to: whoever was at it is gone, and its transaction with it.
    continue when not pg_try_advisory_xact_lock(hashtextextended(v_import.id::text, 7))
      or exists (select from graphile_worker.jobs j where j.key = 'import:' || v_import.id and j.locked_at is null);
    if v_import.attempts >= 3 then
      perform app_hidden.end_import(v_import.id, 'failed',
        message => format('The server was stopped %s times while it was at this. Nothing of it was written.', v_import.attempts));
    else
      update app_public.imports i set phase = 'waiting' where i.id = v_import.id;
      perform app_hidden.add_job('transfer__import', json_build_object('importId', v_import.id), job_key => 'import:' || v_import.id);
    end if;
  end loop;
end
$$;
comment on function app_hidden.resume_imports is 'Begins again the imports that a stopped server or database left; gives up after three times. When the worker starts, and each minute.';

create function app_hidden.clean_up_imports() returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update app_public.imports i set status = 'cancelled', message = 'Nobody ran it for a week; its file is dropped.', finished_at = now()
  where i.status in ('ready', 'checked') and i.created_at < now() - interval '7 days';
  delete from app_hidden.import_cells c where c.import_id in (select distinct s.import_id from app_hidden.import_cells s)
    and not exists (select from app_public.imports i where i.id = c.import_id
      and (i.status in ('ready', 'checked', 'checking', 'running') or i.created_at > now() - interval '7 days'));
end
$$;
comment on function app_hidden.clean_up_imports is 'Drops the files of imports that nobody is going to run; daily.';
grant execute on function app_hidden.import_access, app_hidden.enter_import, app_hidden.take_import, app_hidden.begin_import, app_hidden.report_import,
  app_hidden.keep_import_rows, app_hidden.end_import, app_hidden.resume_imports, app_hidden.clean_up_imports to :WORKER;
--! EndIncluded transfer/run.sql
-- Custom objects and fields.
--! Included metadata/change.sql
-- What every change of the metadata begins and ends with: one at a time, whole or not at all, and with short locks, so that a slow
-- report makes the change wait, and never everybody else.
create table app_private.schema_versions (
  id boolean primary key default true constraint schema_versions_one_row check (id),
  version bigint not null default 1
);
alter table app_private.schema_versions enable row level security;
comment on table app_private.schema_versions is 'One row: counts the changes of objects and fields that the API shows.';
insert into app_private.schema_versions default values;

create function app_public.schema_version() returns bigint
language sql stable security definer set search_path = ''
return (select v.version from app_private.schema_versions v);
comment on function app_public.schema_version is
  'Counts the changes of objects and fields. A client that has made or heard of one sends its number as the header X-Schema-Version, and is answered by a server that knows it.';
grant execute on function app_public.schema_version to :MEMBER;

create function app_hidden.schema_version() returns bigint
language sql stable
return app_public.schema_version();
comment on function app_hidden.schema_version is 'The same for the server, before it reads the catalogue.';
grant execute on function app_public.schema_version, app_hidden.schema_version to :AUTHENTICATOR;

create function app_hidden.begin_metadata_change() returns void
language plpgsql volatile security definer set search_path = '' set lock_timeout = '20s' as $$
begin
  perform app_hidden.must_manage('data_model');
  perform pg_advisory_xact_lock(hashtext('app_hidden.metadata'));
-- Whoever is before us may need a table exclusively that we, by having signed in, look at: then we are the one who gives way.
exception when lock_not_available or deadlock_detected then
  perform app_hidden.fail('RM409', 'metadata_one_at_a_time', 'Somebody else is changing objects and fields at this moment.', 'Try again in a moment.');
end
$$;
comment on function app_hidden.begin_metadata_change is 'Checks the right to manage the data model, and lets changes of it pass one after another. Raises RM403, RM409.';

create function app_hidden.end_metadata_change() returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_version bigint;
begin
  update app_private.schema_versions set version = version + 1 returning version into v_version;
  perform pg_notify('postgraphile_watch', v_version::text);
end
$$;
comment on function app_hidden.end_metadata_change is 'Counts the change and tells every server process, at commit.';

create function app_hidden.registry_locks() returns jsonb
language sql stable security definer set search_path = ''
return (
  -- The policies on these name the objects that a role reads, unless it reads all; they change when an object comes or goes.
  select case when exists (
      select from app_public.roles r where r.default_read <> 'all'
      union all select from app_public.permissions p where p.read <> 'all')
    then (select jsonb_object_agg('app_public.' || t, 'access exclusive') from unnest(array['changes', 'note_targets', 'notes', 'records', 'task_targets', 'tasks']) t)
    else '{}' end);
comment on function app_hidden.registry_locks is 'What to lock when an object comes or goes.';

create function app_hidden.ddl(command text) returns void
language plpgsql volatile security definer set search_path = '' set client_min_messages = 'warning' as $$
declare
  v_detail text;
begin
  execute ddl.command;
exception
  when dependent_objects_still_exist or feature_not_supported then
    get stacked diagnostics v_detail = pg_exception_detail;
    perform app_hidden.fail('RM409', 'metadata_dependents',
      format('Something in the database that was made by hand depends on this: %s', coalesce(nullif(split_part(v_detail, E'\n', 1), ''), sqlerrm)),
      'Change or drop that first.');
  when too_many_columns then
    perform app_hidden.fail('RM409', 'fields_columns',
      'This object has had 1,600 fields, deleted ones among them, which is as many as PostgreSQL counts for one table.',
      'Make another object, and relate the two.');
  when lock_not_available or deadlock_detected then
    perform app_hidden.fail('RM409', 'metadata_lock', 'Something that takes long is using this object. Nothing was changed.', 'Try again in a moment.');
end
$$;
comment on function app_hidden.ddl is 'Runs a command that changes tables; what stands in its way is told in words. Raises RM409.';
--! EndIncluded metadata/change.sql
--! Included metadata/names.sql
-- Names are made from labels, and refused rather than altered when they cannot be had.
create function app_hidden.check_label(label text, field text) returns void
language plpgsql immutable as $$
begin
  if coalesce(btrim(check_label.label), '') = '' then
    perform app_hidden.fail('RM400', 'label_given', 'Give it a name.', field => check_label.field);
  elsif check_label.label ~ '[[:cntrl:]\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]' then
    perform app_hidden.fail('RM400', 'label_printable', 'A name cannot hold line breaks or invisible characters.', field => check_label.field);
  elsif check_label.label ~ '^\s|\s$' then
    perform app_hidden.fail('RM400', 'label_trimmed', format('“%s” begins or ends with a blank.', left(check_label.label, 60)), 'Leave the blank out.', check_label.field);
  elsif length(check_label.label) > 60 then
    perform app_hidden.fail('RM400', 'label_length', format('“%s…” is longer than 60 characters.', left(check_label.label, 30)),
      'Choose a shorter name; there is room for more in the description.', check_label.field);
  end if;
end
$$;
comment on function app_hidden.check_label is 'Raises RM400 for what cannot be the label of an object, a field or an option.';

create function app_hidden.name_of(label text, name text, field text) returns text
language plpgsql immutable as $$
declare
  v_name text := coalesce(name_of.name, app_hidden.slug(name_of.label));
begin
  perform app_hidden.check_label(name_of.label, name_of.field);
  if v_name = '' then
    perform app_hidden.fail('RM400', 'name_letters', format('“%s” has no Latin letter from which a name for SQL and the API could be made.', name_of.label),
      'Give it an API name as well, or a label with Latin letters.', name_of.field);
  elsif octet_length(v_name) > 50 then
    perform app_hidden.fail('RM400', 'name_length', format('“%s…” would be longer than 50 characters as a name in SQL and the API.', left(v_name, 30)),
      'Choose a shorter one.', name_of.field);
  elsif v_name ~ '^[0-9]' then
    perform app_hidden.fail('RM400', 'name_first_letter', format('“%s” would be called %s in SQL and the API, where names begin with a letter.', name_of.label, v_name),
      'Begin it with a letter, or give it an API name as well.', name_of.field);
  elsif v_name !~ '^[a-z][a-z0-9]*(_[a-z0-9]+)*$' then
    perform app_hidden.fail('RM400', 'name_format', format('“%s” cannot be an API name.', left(v_name, 50)),
      'Use lower-case letters, digits and single underscores, beginning with a letter, as in delivery_date.', name_of.field);
  end if;
  return v_name;
end
$$;
comment on function app_hidden.name_of is 'The name in SQL of what has this label, or the one that was asked for. Raises RM400.';

create function app_hidden.graphql_names(singular text, plural text) returns text[]
language plpgsql immutable as $$
declare
  v_one text := lower(app_hidden.camel(graphql_names.singular));
  v_many text := lower(app_hidden.camel(graphql_names.plural));
begin
  return array[v_one, v_many] -- types and fields of queries
    || array(select v_one || e from unnest(array['aggregates', 'averageaggregates', 'condition', 'connection', 'distinctcountaggregates', 'edge', 'filter', 'groupby',
         'havinginput', 'input', 'maxaggregates', 'minaggregates', 'orderby', 'patch', 'sumaggregates']) e)
    || array(select v || n || e from unnest(array['create', 'update', 'delete', 'upsert']) v, unnest(array[v_one, v_many]) n, unnest(array['', 'input', 'payload', 'item']) e)
    || array['bulk' || v_many || 'payload'];
end
$$;
comment on function app_hidden.graphql_names is 'What GraphQL calls the types and fields of a table, in lower case.';

create function app_hidden.link_names(object text, field text, out singular text, out plural text)
language sql stable set search_path = ''
begin atomic
  select o.singular || '_' || link_names.field || '_link', o.singular || '_' || link_names.field || '_links' from app_public.objects o where o.name = link_names.object;
end;
comment on function app_hidden.link_names is 'What the API calls the links of a field that leads to several records.';

create view app_hidden.names_in_use as
  select app_hidden.graphql_names(o.singular, app_hidden.object_plural(o.singular, o.name)) as names, o.label as used_by from app_public.objects o
  union all
  select app_hidden.graphql_names(l.singular, l.plural), f.label
  from app_public.fields f cross join lateral app_hidden.link_names(f.object, f.name) l where f.link_table is not null
  union all
  -- The program's own tables have regular plurals.
  select app_hidden.graphql_names(regexp_replace(regexp_replace(c.relname, 'ies$', 'y'), 's$', ''), c.relname), null
  from pg_catalog.pg_class c
  where c.relnamespace = 'app_public'::regnamespace and c.relkind in ('r', 'p', 'v', 'c') and c.relname not in (select o.name from app_public.objects o)
  union all
  select array[v.name, v.name || 'input', v.name || 'payload', v.name || 'record'], null
  from pg_catalog.pg_proc p cross join lateral (select lower(app_hidden.camel(p.proname)) as name) v
  where p.pronamespace = 'app_public'::regnamespace
  union all
  -- What GraphQL and the server have of their own.
  select array[w], null
  from unnest(string_to_array('query mutation subscription node nodes nodeid id edge edges pageinfo cursor string int float boolean uuid date datetime '
    'time interval json bigint bigfloat bitstring point tsvector recordsubject recordchange recordchanges openapi ui', ' ')) w;
comment on view app_hidden.names_in_use is 'What GraphQL calls something already, in lower case, and the object or field that does.';

create function app_hidden.check_object_name(singular text, plural text, label text, field text) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_names text[] := app_hidden.graphql_names(check_object_name.singular, app_hidden.object_plural(check_object_name.singular, check_object_name.plural));
  v_taken record;
begin
  if check_object_name.singular <> check_object_name.plural and v_names[1] = v_names[2] then
    perform app_hidden.fail('RM400', 'object_names_differ', format('“%s” and “%s” are the same name in the API.', check_object_name.singular, check_object_name.plural),
      'Make them different, or the same to the letter.', 'plural');
  end if;
  select n.used_by into v_taken from app_hidden.names_in_use n where n.names && v_names order by n.used_by nulls last limit 1;
  if found and v_taken.used_by is not null then
    perform app_hidden.fail('RM409', 'objects_name_unique', format('“%s” is too close to “%s”, which there is already: their names in the API would be the same.',
      check_object_name.label, v_taken.used_by), 'Choose another name.', check_object_name.field);
  elsif found or exists (
    select from pg_catalog.pg_class c where c.relnamespace in ('app_public'::regnamespace, 'app_custom'::regnamespace)
      and c.relname in (check_object_name.singular, check_object_name.plural)) then
    perform app_hidden.fail('RM400', 'object_name_reserved', format('“%s” is a name that Rowan itself needs.', check_object_name.label),
      'Choose another one, such as one of two words.', check_object_name.field);
  end if;
end
$$;
comment on function app_hidden.check_object_name is 'Raises RM400 or RM409 when a table cannot have this name, because SQL or the API have it already.';

create function app_hidden.field_api_names(field app_public.fields) returns text[]
language sql immutable parallel safe
return array[app_hidden.camel(coalesce(field.column_name, field.name))]
  || case when field.type in ('relation', 'member') then array[app_hidden.camel(field.name), app_hidden.camel(field.name) || 'Exists'] else '{}' end
  || case when field.type = 'many_to_many' then array[app_hidden.camel(field.name) || 'Links', app_hidden.camel(field.name) || 'LinksExist'] else '{}' end
  || case when field.type = 'currency' then array[app_hidden.camel(field.settings ->> 'currency_column')] else '{}' end;
comment on function app_hidden.field_api_names is 'What the API calls the values, filters and links of a field.';

create function app_hidden.inverse_api_names(field app_public.fields) returns text[]
language sql immutable parallel safe
return case
  when field.inverse_name is null then '{}'
  when field.type = 'many_to_many' then array[app_hidden.camel(field.inverse_name), app_hidden.camel(field.inverse_name) || 'Links', app_hidden.camel(field.inverse_name) || 'LinksExist']
  else array[app_hidden.camel(field.inverse_name), app_hidden.camel(field.inverse_name) || 'Exist'] end;
comment on function app_hidden.inverse_api_names is 'What the API calls the way back of a relation, and its filters.';

create function app_hidden.api_names_of(object text, but uuid default null) returns table (name text, label text)
language sql stable set search_path = ''
begin atomic
  select lower(n.name), f.label from app_public.fields f cross join lateral unnest(app_hidden.field_api_names(f)) n (name)
  where f.object = api_names_of.object and f.id is distinct from api_names_of.but
  union all
  select lower(n.name), f.inverse_label from app_public.fields f cross join lateral unnest(app_hidden.inverse_api_names(f)) n (name)
  where f.target_object = api_names_of.object and f.id is distinct from api_names_of.but
  union all
  select lower(app_hidden.camel(substr(p.proname, length(api_names_of.object) + 2))), null
  from pg_catalog.pg_proc p
  where p.pronamespace = 'app_public'::regnamespace and starts_with(p.proname, api_names_of.object || '_') and p.pronargs > 0
    and p.proargtypes[0] = (select c.reltype from pg_catalog.pg_class c where c.oid = app_hidden.object_table(api_names_of.object))
  union all
  select w, null from unnest(string_to_array('id nodeid record recordexists creator creatorexists updater updaterexists and or not natural primarykey', ' ')) w;
end;
comment on function app_hidden.api_names_of is 'What the API calls the fields and filters of an object''s records, in lower case, and the field that does; but: a field that does not count.';

create function app_hidden.check_field_name(field app_public.fields) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_columns text[] := array_remove(array[field.name, field.column_name::text, field.settings ->> 'currency_column'], null);
  v_taken record;
begin
  select n.label into v_taken
  from app_hidden.api_names_of(field.object, field.id) n where n.name = any (array(select lower(w) from unnest(app_hidden.field_api_names(field)) w))
  order by n.label nulls last limit 1;
  if not found then
    select f.label into v_taken from app_public.fields f
    where f.object = field.object and f.id is distinct from field.id and (f.name = any (v_columns) or f.column_name = any (v_columns) or lower(f.label) = lower(field.label));
  end if;
  if found and v_taken.label is not null then
    perform app_hidden.fail('RM409', 'fields_name_unique', format('“%s” is too close to “%s”, which there is already.', field.label, v_taken.label), 'Choose another name.', 'label');
  elsif found or field.name ~ '_truncated_to_(day|hour)$' or exists (
    select from pg_catalog.pg_attribute a
    where a.attrelid = app_hidden.object_table(field.object) and a.attname = any (v_columns)
      and not exists (select from app_public.fields f where f.id = field.id and a.attname in (f.column_name, f.settings ->> 'currency_column'))) then
    perform app_hidden.fail('RM400', 'field_name_reserved', format('“%s” is a name that Rowan or PostgreSQL needs for itself.', field.label), 'Choose another one.', 'label');
  end if;
end
$$;
comment on function app_hidden.check_field_name is 'Raises RM400 or RM409 when a field cannot have its name.';

create function app_hidden.check_inverse_name(field app_public.fields) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_target app_public.objects;
begin
  select * into strict v_target from app_public.objects o where o.name = field.target_object;
  if exists (
      select from app_hidden.api_names_of(field.target_object, field.id) n where n.name = any (array(select lower(w) from unnest(app_hidden.inverse_api_names(field)) w)))
    or (field.target_object = field.object and app_hidden.inverse_api_names(field) && app_hidden.field_api_names(field))
    or exists (
      select from pg_catalog.pg_attribute a
      where a.attrelid = app_hidden.object_table(field.target_object) and not a.attisdropped
        and lower(app_hidden.camel(a.attname)) = any (array(select lower(w) from unnest(app_hidden.inverse_api_names(field)) w))) then
    perform app_hidden.fail('RM409', 'fields_inverse_unique', format('%s have something called “%s” already.', v_target.label_plural, field.inverse_label),
      'Choose another name for what they call these records.', 'inverseLabel');
  end if;
end
$$;
comment on function app_hidden.check_inverse_name is 'Raises RM409 when the target of a relation cannot call the way back so.';

create function app_hidden.rule_name(object_table regclass, column_name text, suffix text) returns name
language plpgsql stable set search_path = '' as $$
declare
  v_table pg_catalog.pg_class;
  v_plain name;
  v_hashed name;
begin
  select * into strict v_table from pg_catalog.pg_class c where c.oid = rule_name.object_table;
  v_hashed := left(v_table.relname || '_' || column_name, 50 - length(suffix)) || '_' || left(md5(v_table.relname || '.' || column_name), 10) || '_' || suffix;
  if octet_length(v_table.relname || '_' || column_name || '_' || suffix) > 63 then
    return v_hashed;
  end if;
  v_plain := v_table.relname || '_' || column_name || '_' || suffix;
  -- Two tables can come to the same name: sales, orders_status and sales_orders, status.
  return case when exists (
      select from pg_catalog.pg_class c left join pg_catalog.pg_index i on i.indexrelid = c.oid
      where c.relnamespace = v_table.relnamespace
        and (c.relname = v_plain and i.indrelid is distinct from v_table.oid or c.relname = v_hashed and i.indrelid = v_table.oid))
    then v_hashed else v_plain end;
end
$$;
comment on function app_hidden.rule_name is 'The name of a constraint or index of a column: table_column_rule, at most 63 bytes, and of no other table.';
--! EndIncluded metadata/names.sql
--! Included metadata/settings.sql
-- What people say of a field: settings, options, default.
create function app_hidden.check_settings(type text, settings jsonb) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_type app_public.field_types;
  v_setting record;
  v_fault text;
begin
  select * into v_type from app_public.field_types t where t.name = check_settings.type;
  if not found then
    perform app_hidden.fail('RM400', 'field_type_known', format('There is no field type “%s”.', left(check_settings.type, 40)),
      'The types are ' || (select string_agg(t.name, ', ' order by t.position) from app_public.field_types t) || '.', 'type');
  elsif jsonb_typeof(check_settings.settings) <> 'object' then
    perform app_hidden.fail('RM400', 'field_settings_object', 'The settings of a field are a JSON object.', field => 'settings');
  end if;
  for v_setting in select s.key, s.value, jsonb_typeof(s.value) as kind, s.value #>> '{}' as text from jsonb_each(check_settings.settings) s loop
    if v_setting.key <> all (v_type.settings || array['help', 'group', 'name']) then
      perform app_hidden.fail('RM400', 'field_settings_known', format('A field of type %s has no setting “%s”.', v_type.name, left(v_setting.key, 40)),
        'It has help, group, name, ' || array_to_string(v_type.settings, ', ') || '.', v_setting.key);
    end if;
    continue when v_setting.kind = 'null' or v_setting.key = 'default';
    v_fault := case
      when v_setting.key in ('required', 'unique', 'index') then case when v_setting.kind <> 'boolean' then 'is true or false' end
      when v_setting.key in ('decimals', 'max', 'max_length') then
        case when v_setting.kind <> 'number' or v_setting.text !~ '^\d{1,6}$' then 'is a whole number'
          when v_setting.key = 'decimals' and v_setting.text::integer > 10 then 'is at most 10'
          when v_setting.key = 'max' and v_setting.text::integer not between 2 and 10 then 'is from 2 to 10'
          when v_setting.key = 'max_length' and v_setting.text::integer not between 1 and 10000 then 'is from 1 to 10,000' end
      when v_setting.key = 'options' then case when v_setting.kind <> 'array' then 'is a list' end
      when v_setting.kind <> 'string' then 'is a text'
      when v_setting.key = 'help' then case when length(v_setting.text) > 500 then 'has at most 500 characters' end
      when v_setting.key = 'group' then case when length(v_setting.text) > 60 or v_setting.text ~ '[[:cntrl:]]' then 'has at most 60 characters, in one line' end
      when v_setting.key = 'unit' then case when length(v_setting.text) > 12 or v_setting.text ~ '[[:cntrl:]]' then 'has at most 12 characters' end
      when v_setting.key = 'on_delete' then case when v_setting.text <> all (array['empty', 'refuse', 'delete']) then 'is empty, refuse or delete' end
    end;
    if v_fault is not null then
      perform app_hidden.fail('RM400', 'field_settings_value', format('The setting “%s” %s.', v_setting.key, v_fault), field => v_setting.key);
    end if;
  end loop;
  if (check_settings.settings ->> 'unique')::boolean and jsonb_typeof(check_settings.settings -> 'default') <> 'null' then
    perform app_hidden.fail('RM400', 'field_unique_default', 'A unique field cannot have a default: the second record with it would be refused.', 'Leave out one of the two.', 'default');
  elsif ((check_settings.settings ->> 'unique')::boolean or (check_settings.settings ->> 'index')::boolean) and (check_settings.settings ->> 'max_length')::integer > 500 then
    perform app_hidden.fail('RM400', 'field_indexed_length', 'A text that is unique or indexed has at most 500 characters.', 'Make it shorter, or a long text.', 'maxLength');
  elsif check_settings.settings ->> 'on_delete' = 'empty' and (check_settings.settings ->> 'required')::boolean then
    perform app_hidden.fail('RM400', 'field_required_on_delete', 'A required relation cannot become empty when its record is deleted.', 'Say refuse or delete.', 'onDelete');
  end if;
end
$$;
comment on function app_hidden.check_settings is 'Raises RM400 for settings that a field of this type does not have, or that have wrong values.';

create function app_hidden.read_options(options jsonb, field_id uuid) returns table (value text, label text, color text, "position" integer)
language plpgsql stable set search_path = '' as $$
declare
  v_colors constant text[] := array['gray', 'blue', 'green', 'orange', 'purple', 'red', 'teal', 'amber', 'indigo', 'pink'];
  v_option record;
  v_values text[] := '{}';
  v_labels text[] := '{}';
begin
  if jsonb_typeof(options) is distinct from 'array' or jsonb_array_length(options) = 0 then
    perform app_hidden.fail('RM400', 'field_options_given', 'A choice needs at least one option.', field => 'options');
  elsif jsonb_array_length(options) > 200 then
    perform app_hidden.fail('RM400', 'field_options_count', 'A choice has at most 200 options.', 'Make it a relation to an object of its own.', 'options');
  end if;
  for v_option in
    select o.place::integer, jsonb_typeof(o.option) as kind, case jsonb_typeof(o.option) when 'string' then o.option #>> '{}' when 'object' then o.option ->> 'label' end as label,
      case jsonb_typeof(o.option) when 'object' then o.option ->> 'value' end as value, case jsonb_typeof(o.option) when 'object' then o.option ->> 'color' end as color
    from jsonb_array_elements(options) with ordinality o (option, place)
  loop
    if v_option.label is null then
      perform app_hidden.fail('RM400', 'field_options_format', format('Option %s needs a label.', v_option.place), 'An option is a text, or {"label", "value", "color"}.', 'options');
    end if;
    perform app_hidden.check_label(v_option.label, 'options');
    if v_option.color is not null then
      perform app_hidden.check_color(v_option.color);
    end if;
    read_options.label := v_option.label;
    -- Said, kept from before, or made from the label.
    read_options.value := coalesce(v_option.value,
      (select o.value from app_public.field_options o where o.field_id = read_options.field_id and o.label = v_option.label),
      nullif(app_hidden.slug(v_option.label), ''), v_option.label);
    if length(read_options.value) not between 1 and 60 or read_options.value ~ '[[:cntrl:]]|^\s|\s$' then
      perform app_hidden.fail('RM400', 'field_options_value_format', format('The value of “%s” has to have 1 to 60 characters, in one line, without blanks around it.', v_option.label), field => 'options');
    elsif read_options.value = any (v_values) or lower(v_option.label) = any (v_labels) then
      perform app_hidden.fail('RM409', 'field_options_value_unique', format('“%s” stands twice among the options.', v_option.label), 'Leave one out, or change its label and value.', 'options');
    end if;
    v_values := v_values || read_options.value;
    v_labels := v_labels || lower(v_option.label);
    read_options.color := coalesce(v_option.color,
      (select o.color from app_public.field_options o where o.field_id = read_options.field_id and o.value = read_options.value),
      v_colors[1 + (v_option.place - 1) % 10]);
    read_options.position := v_option.place;
    return next;
  end loop;
end
$$;
comment on function app_hidden.read_options is
  'The options of a choice as people give them, ["label", {"label", "value", "color"}], with values and colours; those that the field has already keep theirs. Raises RM400, RM409.';

create function app_hidden.put_options(field_id uuid, options jsonb) returns text[]
language sql volatile security definer set search_path = ''
begin atomic
  with wanted as materialized (select * from app_hidden.read_options(put_options.options, put_options.field_id)),
  gone as (
    delete from app_public.field_options o where o.field_id = put_options.field_id and o.value not in (select w.value from wanted w)),
  put as (
    insert into app_public.field_options as o (field_id, value, label, color, position)
    select put_options.field_id, w.value, w.label, w.color, w.position from wanted w
    on conflict on constraint field_options_value_unique do update set label = excluded.label, color = excluded.color, position = excluded.position)
  select array_agg(w.value order by w.position) from wanted w;
end;
comment on function app_hidden.put_options is 'Makes the options of a field exactly these, in this order, and gives their values.';

create function app_hidden.check_color(color text) returns void
language plpgsql immutable as $$
begin
  if coalesce(check_color.color, '') <> all (array['gray', 'red', 'orange', 'amber', 'green', 'teal', 'blue', 'indigo', 'purple', 'pink']) then
    perform app_hidden.fail('RM400', 'color_known', format('“%s” is not one of our colours.', left(check_color.color, 30)),
      'They are gray, red, orange, amber, green, teal, blue, indigo, purple and pink.', 'color');
  end if;
end
$$;
comment on function app_hidden.check_color is 'Raises RM400 unless this is one of the ten hues.';

create function app_hidden.default_value(field app_public.fields) returns jsonb
language sql stable set search_path = ''
return case
  when field.type = 'enum' and jsonb_typeof(field."default") = 'string' or field.type = 'multi_enum' and jsonb_typeof(field."default") in ('string', 'array') then (
    select case field.type when 'enum' then (array_agg(g.value))[1] else jsonb_agg(g.value order by g.n) end
    from (
      select to_jsonb(coalesce(o.value, w.word)) as value, w.n
      from jsonb_array_elements_text(case jsonb_typeof(field."default") when 'array' then field."default" else jsonb_build_array(field."default") end) with ordinality w (word, n)
      left join app_public.field_options o on o.field_id = field.id and lower(w.word) in (lower(o.label), lower(o.value))) g)
  else nullif(field."default", 'null') end;
comment on function app_hidden.default_value is 'The default of a field as it is kept: of a choice the values, though people may say labels.';

create function app_hidden.default_sql(field app_public.fields, options text[]) returns text
language plpgsql stable set search_path = '' as $$
declare
  v_type text := (select t.sql_type from app_public.field_types t where t.name = field.type);
  v_given jsonb := app_hidden.default_value(field);
  v_text text;
  v_sql text;
  v_fits boolean;
begin
  if v_given is null then
    return case when field.type = 'boolean' then 'false' when v_type = 'text[]' then '''{}''::text[]' end;
  end if;
  v_text := case
    when field.type = 'json' then v_given::text
    when field.type = 'multi_enum' and jsonb_typeof(v_given) = 'array' then array(select jsonb_array_elements_text(v_given))::text
    else v_given #>> '{}' end;
  v_sql := case
    when field.type = 'date' and lower(v_text) = 'today' then 'current_date'
    when field.type = 'date_time' and lower(v_text) = 'now' then 'now()'
    when field.type = 'member' and lower(v_text) = 'me' then 'app_hidden.user_id()' end;
  if v_sql is not null then
    return v_sql;
  end if;
  begin
    -- As PostgreSQL writes it, so that what depends on the moment (tomorrow) or the session is settled now.
    execute format('select (%L::%s)::text', v_text, v_type) into v_text;
    v_sql := format('%L::%s', v_text, v_type);
    execute format('select (%s) is not false from (select %s as %I) v', coalesce(app_hidden.field_check(field, options), 'true'), v_sql, field.column_name) into v_fits;
  exception when data_exception or invalid_text_representation or check_violation then
    v_fits := false;
  end;
  if field.type = 'member' and v_fits and not exists (select from app_public.users u where u.id = v_text::uuid) then
    v_fits := false;
  end if;
  if not v_fits then
    perform app_hidden.fail('RM400', 'field_default_fits', format('“%s” cannot be the default of “%s”.', left(v_given #>> '{}', 60), field.label),
      case field.type when 'enum' then 'Give one of its options.' when 'date' then 'Give a date such as 2030-01-31, or today.'
        when 'date_time' then 'Give a time such as 2030-01-31T09:00Z, or now.' when 'member' then 'Give the id of a member, or me.' end, 'default');
  end if;
  return v_sql;
end
$$;
comment on function app_hidden.default_sql is 'The DEFAULT of a field''s column, null for none: a value that its rules allow, or today, now, me. Raises RM400.';
--! EndIncluded metadata/settings.sql
--! Included metadata/rules.sql
-- What PostgreSQL keeps of a field besides its column: checks, indexes, foreign keys. They follow from the metadata alone, so that a
-- change is the difference between before and after, and metadata_drift() can tell whether they are all there.
create function app_hidden.field_check(field app_public.fields, options text[]) returns text
language plpgsql immutable as $$
declare
  c text := format('%I', field.column_name);
  v_options text := (select string_agg(quote_literal(o), ', ' order by o collate "C") from unnest(options) o);
begin
  return case field.type
    when 'text' then format('length(%s) <= %s', c, app_hidden.max_length(field)) || case when field.is_required then format(' and btrim(%s) <> ''''', c) else '' end
    when 'long_text' then format('length(%s) <= 200000', c) || case when field.is_required then format(' and btrim(%s) <> ''''', c) else '' end
    when 'url' then format('length(%1$s) <= %2$s and %1$s !~ ''\s'' and %1$s !~* ''^(javascript|data|vbscript):''', c, app_hidden.max_length(field)) || case when field.is_required then format(' and %s <> ''''', c) else '' end
    when 'number' then format('abs(%s) < 1e30', c) || case when field.settings ? 'decimals' then format(' and %1$s = round(%1$s, %2$s)', c, field.settings ->> 'decimals') else '' end
    when 'currency' then format('abs(%s) < 1e15', c)
    when 'rating' then format('%s between 0 and %s', c, coalesce((field.settings ->> 'max')::integer, 5))
    when 'enum' then format('%s in (%s)', c, v_options)
    when 'multi_enum' then format('%s <@ array[%s] and array_position(%s, null) is null', c, v_options, c) || app_hidden.not_empty(field)
    when 'emails' then format('app_hidden.are_emails(%1$s) and cardinality(%1$s) <= 20', c) || app_hidden.not_empty(field)
    when 'phones' then format('cardinality(%1$s) <= 20 and length(array_to_string(%1$s, '''')) <= 1000 and array_position(%1$s, null) is null', c) || app_hidden.not_empty(field)
    when 'json' then format('length(%s::text) <= 200000', c)
    when 'date' then format('isfinite(%s)', c)
    when 'date_time' then format('isfinite(%s)', c)
  end;
end
$$;
comment on function app_hidden.field_check is 'The CHECK that guards the values of a field; null when its SQL type is enough.';

create function app_hidden.not_empty(field app_public.fields) returns text
language sql immutable parallel safe
return case when field.is_required then format(' and cardinality(%I) > 0', field.column_name) else '' end;
comment on function app_hidden.not_empty is 'The part of a check that makes a list have something in it.';

create function app_hidden.max_length(field app_public.fields) returns integer
language sql immutable parallel safe
return coalesce((field.settings ->> 'max_length')::integer, case when field.is_unique or field.is_indexed then 500 when field.type = 'url' then 2000 else 10000 end);
comment on function app_hidden.max_length is 'How long a text may be: what an index can hold, when there is one.';

create function app_hidden.field_words(field app_public.fields) returns text
language sql stable set search_path = ''
return format(case field.type
  when 'text' then case when field.is_required then '“%s” is required, and has at most %s characters.' else '“%s” has at most %s characters.' end
  when 'long_text' then case when field.is_required then '“%s” is required, and has at most 200,000 characters.' else '“%s” has at most 200,000 characters.' end
  when 'url' then case when field.is_required then '“%s” is required: a link without blanks, of at most %s characters.' else '“%s” is a link without blanks, of at most %s characters.' end
  when 'number' then '“%s” is a number' || case when field.settings ? 'decimals' then ' with at most %s decimals.' else '.' end
  when 'currency' then '“%s” is too large an amount.'
  when 'rating' then '“%s” is from 0 to %s.'
  when 'emails' then '“%s” takes up to 20 e-mail addresses' || case when field.is_required then ', and at least one.' else '.' end
  when 'phones' then '“%s” takes up to 20 numbers' || case when field.is_required then ', and at least one.' else '.' end
  when 'json' then '“%s” is too large: it takes up to 200,000 characters.'
  when 'date' then '“%s” has to be a date on the calendar.'
  when 'date_time' then '“%s” has to be a date and time on the calendar.'
  when 'multi_enum' then '“%s” takes of these' || case when field.is_required then ' at least one: %s.' else ': %s.' end
  else '“%s” is one of these: %s.' end,
  field.label, case when field.type in ('text', 'url') then app_hidden.max_length(field)::text when field.type = 'number' then field.settings ->> 'decimals' when field.type = 'rating' then coalesce(field.settings ->> 'max', '5')
    else left((select string_agg(o.value, ', ' order by o.position) from app_public.field_options o where o.field_id = field.id), 500) end);
comment on function app_hidden.field_words is 'What people are told when a value breaks the check of a field.';

create type app_hidden.column_rule as (kind text, column_name name, suffix text, definition text, words text);
comment on type app_hidden.column_rule is 'A check, index or foreign key that a field wants: its kind, the end of its name, its SQL, and what people are told when it is broken.';

create function app_hidden.column_rules(field app_public.fields, options text[]) returns setof app_hidden.column_rule
language plpgsql stable set search_path = '' as $$
declare
  v_object app_public.objects;
  v_check text;
begin
  if field.column_name is null or not field.is_custom and not field.is_indexed then
    return;
  end if;
  v_check := app_hidden.field_check(field, options);
  select * into strict v_object from app_public.objects o where o.name = field.object;
  if field.is_custom and v_check is not null then
    return next ('check', field.column_name, case when field.type in ('text', 'long_text') then 'length' when field.type in ('enum', 'multi_enum') then 'options'
      when field.type in ('url', 'emails', 'phones') then 'format' when field.type = 'json' then 'size' else 'range' end,
      format('check (%s)', v_check), app_hidden.field_words(field))::app_hidden.column_rule;
  end if;
  if field.type = 'currency' and field.is_custom then
    return next ('check', field.settings ->> 'currency_column', 'code', format('check (%I ~ ''^[A-Z]{3}$'')', field.settings ->> 'currency_column'),
      format('The currency of “%s” is an ISO 4217 code such as EUR.', field.label))::app_hidden.column_rule;
  end if;
  if field.type in ('relation', 'member') and field.is_custom then
    return next ('foreign key', field.column_name, 'fkey', format('foreign key (%I) references %s on delete %s', field.column_name,
        case when field.type = 'member' then 'app_public.users' else app_hidden.object_table(field.target_object)::text end,
        case coalesce(field.settings ->> 'on_delete', case when field.is_required then 'refuse' else 'empty' end) when 'refuse' then 'restrict' when 'delete' then 'cascade' else 'set null' end),
      '@fieldName ' || app_hidden.camel(field.name)
        || case when field.inverse_name is null then E'\n@backwardBehavior -*' else E'\n@foreignFieldName ' || app_hidden.camel(field.inverse_name) || E'\n@backwardDescription ' || field.inverse_label end
        || E'\n@forwardDescription ' || field.label
        || E'\n' || format('“%s” points to a record that does not exist.', field.label))::app_hidden.column_rule;
  end if;
  if field.is_unique and field.is_custom then
    return next ('index', field.column_name, 'unique', format('unique index %%I on %%s (%I)', field.column_name),
      format('Another %s has this “%s” already.', v_object.label, field.label))::app_hidden.column_rule;
  end if;
  if field.is_indexed and not field.is_unique then
    return next ('index', field.column_name, 'idx', format(case
        when field.type in ('multi_enum', 'emails', 'phones') then 'index %%I on %%s using gin (%I)'
        when field.type = 'long_text' then 'index %%I on %%s using gin (%I public.gin_trgm_ops)'
        else 'index %%I on %%s (%I, id)' end, field.column_name), null)::app_hidden.column_rule;
  end if;
  -- Texts are sorted by one index and looked into by another.
  if field.is_indexed and field.type in ('text', 'url') then
    return next ('index', field.column_name, 'text_idx', format('index %%I on %%s using gin (%I public.gin_trgm_ops)', field.column_name), null)::app_hidden.column_rule;
  end if;
end
$$;
comment on function app_hidden.column_rules is 'All that the column of a field wants besides itself.';

create function app_hidden.option_values(field_id uuid) returns text[]
language sql stable set search_path = ''
return (select array_agg(o.value order by o.value) from app_public.field_options o where o.field_id = option_values.field_id);
comment on function app_hidden.option_values is 'The values of a field''s options.';

create function app_hidden.drop_rules(object_table regclass, rules app_hidden.column_rule[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_schema name := (select n.nspname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where c.oid = drop_rules.object_table);
  v_rule app_hidden.column_rule;
  v_name name;
begin
  foreach v_rule in array drop_rules.rules loop
    v_name := app_hidden.rule_name(drop_rules.object_table, v_rule.column_name, v_rule.suffix);
    perform app_hidden.ddl(case when v_rule.kind = 'index' then format('drop index %I.%I', v_schema, v_name)
      else format('alter table %s drop constraint %I', drop_rules.object_table, v_name) end);
  end loop;
end
$$;
comment on function app_hidden.drop_rules is 'Drops checks, indexes and foreign keys of a column.';

create function app_hidden.put_rules(old app_hidden.column_rule[], field app_public.fields) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_schema name := (select o.schema_name from app_public.objects o where o.name = field.object);
  v_table regclass := app_hidden.object_table(field.object);
  v_new app_hidden.column_rule[] := array(select r from app_hidden.column_rules(field, app_hidden.option_values(field.id)) r);
  v_rule app_hidden.column_rule;
  v_name name;
begin
  perform app_hidden.drop_rules(v_table, array(
    select r from unnest(old) r where (r.kind, r.column_name, r.suffix, r.definition) not in (select n.kind, n.column_name, n.suffix, n.definition from unnest(v_new) n)));
  foreach v_rule in array v_new loop
    v_name := app_hidden.rule_name(v_table, v_rule.column_name, v_rule.suffix);
    if not exists (select from unnest(old) o where (o.kind, o.column_name, o.suffix, o.definition) = (v_rule.kind, v_rule.column_name, v_rule.suffix, v_rule.definition)) then
      begin
        perform app_hidden.ddl(case when v_rule.kind = 'index' then format('create ' || v_rule.definition, v_name, v_table)
          else format('alter table %s add constraint %I %s', v_table, v_name, v_rule.definition) end);
      exception
        when check_violation then
          perform app_hidden.fail('RM409', 'field_values_fit', 'Some records have values that would not be allowed any more. ' || v_rule.words, 'Change those values first.', v_rule.column_name);
        when unique_violation then
          perform app_hidden.fail('RM409', 'field_values_unique', format('Some records share a value of “%s”, so it cannot be unique.', field.label), 'Change the values that stand twice first.', 'unique');
        when program_limit_exceeded then
          perform app_hidden.fail('RM409', 'field_values_fit', format('Some values of “%s” are too long for an index.', field.label), 'Shorten them first.', 'index');
      end;
    end if;
    if v_rule.words is not null then
      execute case when v_rule.kind = 'index' then format('comment on index %I.%I is %L', v_schema, v_name, v_rule.words)
        else format('comment on constraint %I on %s is %L', v_name, v_table, v_rule.words) end;
    end if;
  end loop;
  execute format('comment on column %s.%I is %L', v_table, field.column_name,
    app_hidden.plain_comment(case when field.help = '' then field.label else field.help end));
  if field.type = 'currency' and field.is_custom then
    execute format('comment on column %s.%I is %L', v_table, field.settings ->> 'currency_column', format('The currency of “%s”, as an ISO 4217 code.', field.label));
  end if;
end
$$;
comment on function app_hidden.put_rules is 'Makes the checks, indexes, foreign keys and comments of a field''s column what they should be; old: what they were. Raises RM409 when records stand in the way.';

create function app_hidden.put_required(field app_public.fields) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  execute format('alter table %s alter %I %s not null', app_hidden.object_table(field.object), field.column_name, case when field.is_required then 'set' else 'drop' end);
exception when not_null_violation then
  perform app_hidden.fail('RM409', 'field_values_required', format('Some records have no “%s”, so it cannot be required.', field.label),
    'Fill them first, or give a default for them.', 'required');
end
$$;
comment on function app_hidden.put_required is 'Makes a column NOT NULL, or not. Raises RM409.';
--! EndIncluded metadata/rules.sql
--! Included metadata/links.sql
-- Fields that lead to several records: a table of links each, with two ways to read it and one to write it.
create function app_hidden.name_of_links(field app_public.fields) returns name
language plpgsql stable set search_path = '' as $$
declare
  v_name text := field.object || '_' || field.name;
  v_link record := app_hidden.link_names(field.object, field.name);
begin
  if octet_length(v_name) > 59 then
    perform app_hidden.fail('RM400', 'name_length', 'The names of the object and the field together are longer than 59 characters, and the table of the links is called by both.',
      'Choose a shorter one.', 'label');
  end if;
  perform app_hidden.check_object_name(v_link.singular, v_link.plural, field.label, 'label');
  if to_regclass(format('app_custom.%I', v_name)) is not null then
    perform app_hidden.fail('RM409', 'fields_links_unique', format('There is a table %s already.', v_name), 'Choose another name.', 'label');
  end if;
  return v_name;
end
$$;
comment on function app_hidden.name_of_links is 'The table of the links of a field: factory_orders_contacts. Raises RM400, RM409.';

create function app_hidden.create_links(field app_public.fields) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table text := format('app_custom.%I', field.link_table);
  v_member name := app_hidden.role_name('member');
begin
  perform app_hidden.ddl(format('create table %s (source_id uuid not null, target_id uuid not null, constraint %I primary key (source_id, target_id))',
    v_table, field.link_table || '_pk'));
  perform app_hidden.ddl(format('alter table %s add constraint %I foreign key (source_id) references %s on delete cascade, add constraint %I foreign key (target_id) references %s on delete cascade',
    v_table, app_hidden.rule_name(v_table::regclass, 'source_id', 'fkey'), app_hidden.object_table(field.object),
    app_hidden.rule_name(v_table::regclass, 'target_id', 'fkey'), app_hidden.object_table(field.target_object)));
  execute format('create index %I on %s (target_id)', app_hidden.rule_name(v_table::regclass, 'target_id', 'idx'), v_table);
  execute format('alter table %s enable row level security', v_table);
  execute format('grant select, insert (source_id, target_id), delete on %s to %I', v_table, v_member);
  perform app_hidden.track_links(v_table::regclass, 'source_id');
  perform app_hidden.describe_links(field);
  perform app_hidden.derive_links(r.id, field) from app_public.roles r;
end
$$;
comment on function app_hidden.create_links is 'Makes the table of a field''s links with all that belongs to it.';

create function app_hidden.describe_links(field app_public.fields) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table text := format('app_custom.%I', field.link_table);
  v_source regclass := app_hidden.object_table(field.object);
  v_target regclass := app_hidden.object_table(field.target_object);
  v_names record := app_hidden.link_names(field.object, field.name);
  v_words text := app_hidden.plain_comment(case when field.help = '' then field.label else field.help end);
begin
  execute format('comment on table %s is %L', v_table, format(E'@singular %s\n@plural %s\n', v_names.singular, v_names.plural) || format('Which records belong together by “%s”.', field.label));
  execute format('comment on column %s.source_id is %L', v_table, 'The record that has the field.');
  execute format('comment on column %s.target_id is %L', v_table, 'The record that it leads to.');
  execute format('comment on constraint %I on %s is %L', app_hidden.rule_name(v_table::regclass, 'source_id', 'fkey'), v_table,
    E'@fieldName source\n@foreignFieldName ' || app_hidden.camel(field.name) || E'Links\nThere is no such record.');
  execute format('comment on constraint %I on %s is %L', app_hidden.rule_name(v_table::regclass, 'target_id', 'fkey'), v_table,
    E'@fieldName target\n@foreignFieldName ' || app_hidden.camel(field.inverse_name) || E'Links\n' || format('“%s” points to a record that does not exist.', field.label));
  execute format('comment on constraint %I on %s is %L', field.link_table || '_pk', v_table, 'These records are linked already.');

  -- Straight to the records at the other end, both ways. As texts, because parsed bodies would depend on every column there is.
  execute format($f$create or replace function app_custom.%I("from" %s) returns setof %s language sql stable
    as $q$select t.* from %s l join %s t on t.id = l.target_id where l.source_id = ($1).id order by t.id$q$ $f$, field.link_table || '__to', v_source, v_target, v_table, v_target);
  execute format('comment on function app_custom.%I(%s) is %L', field.link_table || '__to', v_source, '@fieldName ' || app_hidden.camel(field.name) || E'\n' || v_words);
  execute format($f$create or replace function app_custom.%I("to" %s) returns setof %s language sql stable
    as $q$select t.* from %s l join %s t on t.id = l.source_id where l.target_id = ($1).id order by t.id$q$ $f$, field.link_table || '__of', v_target, v_source, v_table, v_source);
  execute format('comment on function app_custom.%I(%s) is %L', field.link_table || '__of', v_target, '@fieldName ' || app_hidden.camel(field.inverse_name) || E'\n' || app_hidden.plain_comment(field.inverse_label));
  execute format('grant execute on function app_custom.%I(%s), app_custom.%I(%s) to %I', field.link_table || '__to', v_source, field.link_table || '__of', v_target, app_hidden.role_name('member'));
end
$$;
comment on function app_hidden.describe_links is 'What the API calls the links of a field, and the functions that lead straight to the records at the other end.';

create function app_hidden.rename_links(old app_public.fields, new app_public.fields) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_rules constant text[] := array['source_id', 'fkey', 'target_id', 'fkey', 'target_id', 'idx'];
  v_old_names name[];
  v_table regclass := format('app_custom.%I', old.link_table)::regclass;
begin
  v_old_names := array(select app_hidden.rule_name(v_table, v_rules[n], v_rules[n + 1]) from generate_series(1, 5, 2) n);
  execute format('drop function app_custom.%I(%s), app_custom.%I(%s)', old.link_table || '__to', app_hidden.object_table(old.object), old.link_table || '__of', app_hidden.object_table(old.target_object));
  perform app_hidden.ddl(format('alter table %s rename to %I', v_table, new.link_table));
  perform app_hidden.ddl(format('alter table %s rename constraint %I to %I', v_table, old.link_table || '_pk', new.link_table || '_pk'));
  for n in 1 .. 3 loop
    perform app_hidden.ddl(case v_rules[2 * n] when 'idx' then format('alter index app_custom.%I rename to %I', v_old_names[n], app_hidden.rule_name(v_table, v_rules[2 * n - 1], v_rules[2 * n]))
      else format('alter table %s rename constraint %I to %I', v_table, v_old_names[n], app_hidden.rule_name(v_table, v_rules[2 * n - 1], v_rules[2 * n])) end);
  end loop;
  perform app_hidden.describe_links(new);
end
$$;
comment on function app_hidden.rename_links is 'Gives the table of a field''s links, and all that is named after it, the names of the renamed field.';

create function app_public.set_related(field text, record_id uuid, related uuid[]) returns uuid[]
language plpgsql volatile as $$
declare
  v_field app_public.fields := app_hidden.field_of(set_related.field);
  v_related uuid[];
begin
  if v_field.link_table is null then
    perform app_hidden.fail('RM400', 'field_several_records', format('“%s” does not lead to several records.', v_field.label), field => 'field');
  elsif not exists (select from app_public.records r where r.id = set_related.record_id and r.object = v_field.object) then
    perform app_hidden.fail('RM404', 'record_known', 'There is no such record.', field => 'recordId');
  elsif not app_hidden.may_edit(set_related.record_id) then
    perform app_hidden.fail('RM403', 'links_write', format('Your role may not update this record of %s.', replace(v_field.object, '_', ' ')));
  end if;
  execute format('delete from app_custom.%I l where l.source_id = $1 and l.target_id <> all ($2)', v_field.link_table) using set_related.record_id, set_related.related;
  execute format('insert into app_custom.%I (source_id, target_id) select $1, t from (select distinct unnest($2)) w (t) on conflict do nothing', v_field.link_table)
  using set_related.record_id, set_related.related;
  execute format('select array_agg(l.target_id order by l.target_id) from app_custom.%I l where l.source_id = $1', v_field.link_table) into v_related using set_related.record_id;
  return coalesce(v_related, '{}');
end
$$;
comment on function app_public.set_related is
  E'@resultFieldName related\nMakes the records that a field of several records leads to exactly these, as far as you see them. field: its id, or object.field. Raises RM400, RM403, RM404.';
grant execute on function app_public.set_related to :MEMBER;
--! EndIncluded metadata/links.sql
--! Included metadata/create_field.sql
-- A new field: a column with its rules, or a table of links; on shipped and custom objects alike.
create function app_public.create_field(object text, label text, type text, settings jsonb default '{}') returns app_public.fields
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_field app_public.fields;
begin
  perform app_hidden.begin_metadata_change();
  v_field := app_hidden.draft_field(app_hidden.object_name(create_field.object), create_field.label, create_field.type, coalesce(create_field.settings, '{}'));
  perform app_hidden.lock_briefly(app_hidden.field_locks(v_field));
  v_field := app_hidden.add_field(v_field, coalesce(create_field.settings, '{}'));
  perform app_hidden.refresh_object(v_field.object);
  perform app_hidden.end_metadata_change();
  return v_field;
end
$$;
comment on function app_public.create_field is
  E'@resultFieldName field\nAdds a field to an object, shipped or custom. type: a name of field_types. settings: help, group, name (the API name, when it should not come from the label), and what the type takes: required, unique, default (or today, now, me), index; options ["label", {"label", "value", "color"}]; target, inverse_label and on_delete (empty, refuse, delete) of relations; decimals, unit, max, max_length. Raises RM400, RM403, RM404, RM409.';
grant execute on function app_public.create_field to :MEMBER;

create function app_hidden.draft_field(object text, label text, type text, settings jsonb) returns app_public.fields
language plpgsql stable set search_path = '' as $$
declare
  v_object app_public.objects;
  v_target app_public.objects;
  v_field app_public.fields;
  s constant jsonb := jsonb_strip_nulls(draft_field.settings - 'default');
begin
  select * into strict v_object from app_public.objects o where o.name = draft_field.object;
  perform app_hidden.check_settings(draft_field.type, draft_field.settings);
  if (select count(*) from app_public.fields f where f.object = v_object.name) >= 300 then
    perform app_hidden.fail('RM409', 'fields_count', 'An object has at most 300 fields.', 'Delete one that is not used, or make another object.');
  end if;
  v_field.id := uuidv7();
  v_field.object := v_object.name;
  v_field.label := draft_field.label;
  v_field.type := draft_field.type;
  v_field.name := app_hidden.name_of(draft_field.label, s ->> 'name', 'label');
  v_field.column_name := case when v_field.type in ('relation', 'member') then v_field.name || '_id' when v_field.type <> 'many_to_many' then v_field.name end;
  v_field.help := coalesce(s ->> 'help', '');
  v_field."group" := coalesce(s ->> 'group', '');
  v_field.is_required := coalesce((s ->> 'required')::boolean, false);
  v_field.is_unique := coalesce((s ->> 'unique')::boolean, false);
  v_field.is_indexed := coalesce((s ->> 'index')::boolean, false) or v_field.type in ('enum', 'date', 'date_time', 'member', 'relation');
  v_field.is_custom := true;
  v_field.is_read_only := false;
  v_field.is_active := true;
  v_field."default" := nullif(draft_field.settings -> 'default', 'null');
  v_field.settings := (select coalesce(jsonb_object_agg(k, v), '{}') from jsonb_each(s) e (k, v) where k in ('decimals', 'unit', 'max', 'max_length', 'on_delete'))
    || case when v_field.type = 'currency' then jsonb_build_object('currency_column', v_field.name || '_currency') else '{}' end;
  v_field.position := (select coalesce(max(f.position), 0) + 1 from app_public.fields f where f.object = v_object.name and f."group" <> 'System');
  perform app_hidden.check_field_name(v_field);
  if v_field.type not in ('relation', 'many_to_many') then
    return v_field;
  end if;

  if not s ? 'target' then
    perform app_hidden.fail('RM400', 'field_target_given', 'Say to which object it leads.', field => 'target');
  end if;
  select * into strict v_target from app_public.objects o where o.name = app_hidden.object_name(s ->> 'target');
  v_field.target_object := v_target.name;
  v_field.inverse_label := coalesce(s ->> 'inverse_label', v_object.label_plural);
  v_field.inverse_name := app_hidden.name_of(v_field.inverse_label, s ->> 'inverse_name', 'inverseLabel');
  if not s ?| array['inverse_label', 'inverse_name'] and (
      exists (select from app_hidden.api_names_of(v_target.name) n where n.name = any (array(select lower(w) from unnest(app_hidden.inverse_api_names(v_field)) w)))
      or v_target.name = v_object.name) then
    -- Nobody asked for that name, so a second relation between two objects may have a longer one.
    v_field.inverse_label := left(format('%s (%s)', v_object.label_plural, v_field.label), 60);
    v_field.inverse_name := app_hidden.name_of(v_field.inverse_label, v_field.inverse_name || '_by_' || v_field.name, 'inverseLabel');
  end if;
  perform app_hidden.check_inverse_name(v_field);
  if v_field.type = 'many_to_many' then
    v_field.link_table := app_hidden.name_of_links(v_field);
  end if;
  return v_field;
end
$$;
comment on function app_hidden.draft_field is 'What a field with this label and these settings will be. Raises RM400, RM404, RM409.';

create function app_hidden.field_locks(field app_public.fields) returns jsonb
language sql stable set search_path = ''
return (select jsonb_object_agg(l.name, l.mode order by l.mode desc) from (
  values (app_hidden.object_table(field.object)::text, case when field.column_name is null then 'share row exclusive' else 'access exclusive' end),
    (case when field.target_object <> field.object then app_hidden.object_table(field.target_object)::text end, 'share row exclusive'),
    (case when field.type = 'member' then 'app_public.users' end, 'share row exclusive')) l (name, mode)
  where l.name is not null);
comment on function app_hidden.field_locks is 'What to lock before the column or links of a field come or go.';

create function app_hidden.workspace_currency() returns text
language sql stable security definer set search_path = ''
return (select w.currency from app_public.workspace w);
comment on function app_hidden.workspace_currency is 'The currency in which new amounts start.';
grant execute on function app_hidden.workspace_currency to :MEMBER, :WORKER;

create function app_hidden.add_field(field app_public.fields, settings jsonb) returns app_public.fields
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table text := app_hidden.object_table(field.object)::text;
  v_type text := (select t.sql_type from app_public.field_types t where t.name = field.type);
  v_field app_public.fields;
  v_options text[];
  v_default text;
  v_has_records boolean;
begin
  insert into app_public.fields (id, object, name, column_name, label, type, settings, help, target_object, inverse_name, inverse_label, link_table,
    is_required, is_unique, is_custom, is_indexed, "default", "group", position)
  values (field.id, field.object, field.name, field.column_name, field.label, field.type, field.settings, field.help, field.target_object, field.inverse_name,
    field.inverse_label, field.link_table, field.is_required, field.is_unique, true, field.is_indexed, field."default", field."group", field.position)
  returning * into v_field;
  if v_field.type = 'many_to_many' then
    perform app_hidden.create_links(v_field);
    return v_field;
  end if;
  if v_field.type in ('enum', 'multi_enum') then
    v_options := app_hidden.put_options(v_field.id, add_field.settings -> 'options');
    update app_public.fields f set "default" = app_hidden.default_value(v_field) where f.id = v_field.id returning * into v_field;
  end if;
  v_default := app_hidden.default_sql(v_field, v_options);
  if v_field.is_required and v_field."default" is null then
    execute format('select exists (select from %s)', v_table) into v_has_records;
    if v_has_records then
      perform app_hidden.fail('RM400', 'field_required_default',
        format('%s have records already; a required field needs a default for them.', (select o.label_plural from app_public.objects o where o.name = v_field.object)),
        'Give a default, or make the field required when they are filled.', 'default');
    end if;
  end if;
  perform app_hidden.ddl(format('alter table %s add column %I %s', v_table, v_field.column_name, v_type)
    || coalesce(' default ' || v_default, '')
    || case when v_field.is_required or v_type = 'text[]' or v_field.type = 'boolean' then ' not null' else '' end
    || case when v_field.type = 'currency' then format(', add column %I text default app_hidden.workspace_currency()', v_field.settings ->> 'currency_column') else '' end);
  perform app_hidden.put_rules(null, v_field);
  if v_field.type = 'emails' then
    perform app_hidden.put_lower_case(v_field.object);
  end if;
  if v_field."default" is not null and v_field.type in ('text', 'long_text', 'url') then
    perform app_hidden.reindex(v_field.object);
  end if;
  return v_field;
end
$$;
comment on function app_hidden.add_field is 'Adds a drafted field with its column and rules, or its links. Raises RM400, RM409.';

create function app_hidden.put_lower_case(object text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table text := app_hidden.object_table(put_lower_case.object);
  v_columns name[] := array(select f.column_name from app_public.fields f where f.object = put_lower_case.object and f.type = 'emails' and f.is_custom order by f.name);
begin
  if v_columns = '{}' then
    execute format('drop trigger if exists _150_lower_case on %s', v_table);
    return;
  end if;
  execute format('create or replace trigger _150_lower_case before insert or update of %s on %s for each row execute function app_hidden.tg__lower_case(%s)',
    (select string_agg(quote_ident(c), ', ') from unnest(v_columns) c), v_table, (select string_agg(quote_literal(c), ', ') from unnest(v_columns) c));
end
$$;
comment on function app_hidden.put_lower_case is 'Makes the trigger that keeps the e-mail addresses of custom fields in lower case.';

create function app_hidden.tg__lower_case() returns trigger
language plpgsql as $$
declare
  v_column text;
  v_given text[];
begin
  foreach v_column in array tg_argv loop
    v_given := array(select jsonb_array_elements_text(to_jsonb(new) -> v_column));
    if v_given <> app_hidden.lower_all(v_given) then
      new := jsonb_populate_record(new, jsonb_build_object(v_column, app_hidden.lower_all(v_given)));
    end if;
  end loop;
  return new;
end
$$;
comment on function app_hidden.tg__lower_case is 'E-mail addresses are compared without case: its arguments name the columns that hold some.';

create function app_hidden.refresh_object(object text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app_hidden.track(refresh_object.object);
  perform app_hidden.derive_permission(r.id, refresh_object.object) from app_public.roles r;
end
$$;
comment on function app_hidden.refresh_object is 'Brings the audit log, the registry and the policies of an object in line with its fields.';
--! EndIncluded metadata/create_field.sql
--! Included metadata/update_field.sql
-- What can change of a field while it stays the field that it is.
create function app_public.update_field(
  field text, label text default null, settings jsonb default '{}', is_active boolean default null, "position" integer default null
) returns app_public.fields
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_old app_public.fields;
  v_new app_public.fields;
  v_rules app_hidden.column_rule[];
  v_default text;
begin
  perform app_hidden.begin_metadata_change();
  v_old := app_hidden.field_of(update_field.field);
  v_new := app_hidden.changed_field(v_old, update_field.label, coalesce(update_field.settings, '{}'));
  v_new.is_active := coalesce(update_field.is_active, v_old.is_active);
  v_new.position := coalesce(update_field.position, v_old.position);
  if not v_new.is_active and v_old.is_active and v_old.column_name = (select o.title_column from app_public.objects o where o.name = v_old.object) then
    perform app_hidden.fail('RM409', 'fields_title', format('Records are called by “%s”, so it stays in use.', v_old.label), 'Let them be called by another field first.', 'isActive');
  end if;
  if v_new is not distinct from v_old then
    return v_old;
  end if;
  v_rules := array(select r from app_hidden.column_rules(v_old, app_hidden.option_values(v_old.id)) r);
  v_new.updated_at := now();
  update app_public.fields f set label = v_new.label, help = v_new.help, "group" = v_new."group", position = v_new.position, settings = v_new.settings,
    is_active = v_new.is_active, is_required = v_new.is_required, is_unique = v_new.is_unique, is_indexed = v_new.is_indexed, "default" = app_hidden.default_value(v_new),
    inverse_label = v_new.inverse_label, updated_at = v_new.updated_at
  where f.id = v_old.id returning * into v_new;
  if v_new.is_active <> v_old.is_active and v_new.type in ('text', 'long_text', 'url', 'emails', 'phones') then
    -- Search looks into the fields in use.
    perform app_hidden.track(v_new.object);
    perform app_hidden.reindex(v_new.object);
  end if;
  if (v_new.label, v_new.help, v_new.settings, v_new.is_required, v_new.is_unique, v_new.is_indexed, v_new."default", v_new.inverse_label)
      is not distinct from (v_old.label, v_old.help, v_old.settings, v_old.is_required, v_old.is_unique, v_old.is_indexed, v_old."default", v_old.inverse_label) then
    return v_new; -- where a field stands, and whether it is shown, is nothing that the API knows
  end if;

  if v_new.link_table is not null then
    perform app_hidden.describe_links(v_new);
  elsif v_new.is_custom then
    v_default := app_hidden.default_sql(v_new, app_hidden.option_values(v_new.id));
    if array(select r from app_hidden.column_rules(v_new, app_hidden.option_values(v_new.id)) r) is distinct from v_rules
      or v_new.is_required <> v_old.is_required or v_new."default" is distinct from v_old."default" then
      perform app_hidden.lock_briefly(app_hidden.field_locks(v_new));
    end if;
    if v_new."default" is distinct from v_old."default" then
      perform app_hidden.ddl(format('alter table %s alter %I %s', app_hidden.object_table(v_new.object), v_new.column_name, coalesce('set default ' || v_default, 'drop default')));
    end if;
    if v_new.is_required and not v_old.is_required and v_new."default" is not null then
      execute format('update %s set %I = default where %s', app_hidden.object_table(v_new.object), v_new.column_name, app_hidden.is_empty(v_new));
      set constraints all immediate;
    end if;
    perform app_hidden.put_rules(v_rules, v_new);
    if v_new.is_required <> v_old.is_required and (select t.sql_type from app_public.field_types t where t.name = v_new.type) <> 'text[]' then
      perform app_hidden.put_required(v_new);
    end if;
  else
    perform app_hidden.put_rules(v_rules, v_new);
  end if;
  perform app_hidden.end_metadata_change();
  return v_new;
end
$$;
comment on function app_public.update_field is
  E'@resultFieldName field\nChanges a field, given by its id or as object.field. settings: those of create_field that are to change, null for none; with a default, records without a value get it when the field becomes required. Of fields that ship with Rowan: label, help, group, index, position, is_active. Raises RM400, RM403, RM404, RM409.';
grant execute on function app_public.update_field to :MEMBER;

create function app_hidden.is_empty(field app_public.fields) returns text
language sql immutable
return case when field.type in ('multi_enum', 'emails', 'phones') then format('%I = ''{}''', field.column_name)
  when field.type = 'boolean' then format('%I is not true', field.column_name)
  when field.type in ('text', 'long_text', 'url') then format('coalesce(btrim(%I), '''') = ''''', field.column_name) else format('%I is null', field.column_name) end;
comment on function app_hidden.is_empty is 'The condition that a field has no value, as SQL.';

create function app_hidden.changed_field(field app_public.fields, label text, settings jsonb) returns app_public.fields
language plpgsql stable set search_path = '' as $$
declare
  v_new app_public.fields := field;
  v_key text;
  s alias for settings;
begin
  if label is not null then
    perform app_hidden.check_label(label, 'label');
    v_new.label := label;
    if exists (select from app_public.fields f where f.object = field.object and f.id <> field.id and lower(f.label) = lower(changed_field.label)) then
      perform app_hidden.fail('RM409', 'fields_label_unique', format('There is a field “%s” already.', label), 'Choose another name.', 'label');
    end if;
  end if;
  for v_key in select jsonb_object_keys(s) loop
    if v_key in ('name', 'options', 'target', 'inverse_name', 'on_delete') then
      perform app_hidden.fail('RM400', 'field_settings_fixed', format('“%s” cannot be changed here.', v_key),
        case v_key when 'name' then 'Use rename_field.' when 'options' then 'Use set_field_options.' else 'Make a new field.' end, v_key);
    elsif not field.is_custom and v_key not in ('help', 'group', 'index') then
      perform app_hidden.fail('RM400', 'fields_shipped', format('“%s” ships with Rowan; its label, help, group and index can be changed.', field.label), field => v_key);
    end if;
  end loop;
  perform app_hidden.check_settings(field.type, jsonb_build_object('unique', field.is_unique, 'required', field.is_required, 'default', field."default")
    - array(select k from unnest(array['unique', 'required', 'default']) k where k <> all (select unnest(t.settings) from app_public.field_types t where t.name = field.type))
    || (select coalesce(jsonb_object_agg(k, v), '{}') from jsonb_each(field.settings) e (k, v) where k in ('decimals', 'unit', 'max', 'max_length', 'on_delete')) || s);
  if s ? 'help' then v_new.help := coalesce(s ->> 'help', ''); end if;
  if s ? 'group' and field."group" <> 'System' then v_new."group" := coalesce(s ->> 'group', ''); end if;
  if s ? 'required' then v_new.is_required := coalesce((s ->> 'required')::boolean, false); end if;
  if s ? 'unique' then v_new.is_unique := coalesce((s ->> 'unique')::boolean, false); end if;
  if s ? 'index' then v_new.is_indexed := coalesce((s ->> 'index')::boolean, false)
    or field.column_name = (select o.title_column from app_public.objects o where o.name = field.object and o.is_custom); end if;
  if s ? 'default' then v_new."default" := nullif(s -> 'default', 'null'); end if;
  if s ? 'inverse_label' then
    perform app_hidden.check_label(s ->> 'inverse_label', 'inverseLabel');
    v_new.inverse_label := s ->> 'inverse_label';
  end if;
  v_new.settings := jsonb_strip_nulls(field.settings || (select coalesce(jsonb_object_agg(k, v), '{}') from jsonb_each(s) e (k, v) where k in ('decimals', 'unit', 'max', 'max_length')));
  return v_new;
end
$$;
comment on function app_hidden.changed_field is 'A field as it will be with this label and these settings. Raises RM400, RM409.';

create function app_public.order_fields(object text, fields text[]) returns app_public.objects
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_object app_public.objects;
begin
  perform app_hidden.begin_metadata_change();
  select * into strict v_object from app_public.objects o where o.name = app_hidden.object_name(order_fields.object);
  -- Those that are not named follow, in the order they had.
  update app_public.fields f set position = w.place
  from (
    select g.id, row_number() over (order by array_position(order_fields.fields, g.name), array_position(order_fields.fields, g.id::text), g.position, g.name) as place
    from app_public.fields g where g.object = v_object.name and g."group" <> 'System') w
  where f.id = w.id and f.position <> w.place;
  return v_object;
end
$$;
comment on function app_public.order_fields is E'@resultFieldName object\nPuts the fields of an object in this order: their names, or their ids. Raises RM403, RM404.';
grant execute on function app_public.order_fields to :MEMBER;
--! EndIncluded metadata/update_field.sql
--! Included metadata/rename_field.sql
-- Another name in SQL and the API. The label changes by update_field, and nobody's program with it; this is for when they should.
create function app_public.rename_field(field text, name text) returns app_public.fields
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_old app_public.fields;
  v_new app_public.fields;
  v_rule record;
  v_table regclass;
begin
  perform app_hidden.begin_metadata_change();
  v_old := app_hidden.field_of(rename_field.field);
  if not v_old.is_custom then
    perform app_hidden.fail('RM400', 'fields_shipped', format('“%s” ships with Rowan; its API name stays.', v_old.label), 'Change its label.', 'field');
  end if;
  v_new := v_old;
  v_new.name := app_hidden.name_of(v_old.label, rename_field.name, 'name');
  v_new.column_name := case when v_old.type in ('relation', 'member') then v_new.name || '_id' when v_old.type <> 'many_to_many' then v_new.name end;
  if v_old.type = 'currency' then
    v_new.settings := v_old.settings || jsonb_build_object('currency_column', v_new.name || '_currency');
  end if;
  if v_new.name = v_old.name then
    return v_old;
  end if;
  perform app_hidden.check_field_name(v_new);
  if v_old.link_table is not null then
    v_new.link_table := app_hidden.name_of_links(v_new);
  end if;
  perform app_hidden.lock_briefly(app_hidden.field_locks(v_old) || case when v_old.link_table is not null then jsonb_build_object(format('app_custom.%I', v_old.link_table), 'access exclusive') else '{}' end);
  v_table := app_hidden.object_table(v_old.object);
  update app_public.fields f set name = v_new.name, column_name = v_new.column_name, settings = v_new.settings, link_table = v_new.link_table, updated_at = now()
  where f.id = v_old.id returning * into v_new;
  if v_old.link_table is not null then
    perform app_hidden.rename_links(v_old, v_new);
  else
    -- The names of the rules follow; what the rules say follows by itself.
    for v_rule in
      select o.kind, app_hidden.rule_name(v_table, o.column_name, o.suffix) as old_name, n.column_name, n.suffix
      from app_hidden.column_rules(v_old, app_hidden.option_values(v_old.id)) o
      join app_hidden.column_rules(v_new, app_hidden.option_values(v_new.id)) n
        on n.suffix = o.suffix and (n.column_name = v_new.column_name) = (o.column_name = v_old.column_name)
    loop
      if v_rule.kind = 'index' then
        perform app_hidden.ddl(format('alter index %I.%I rename to %I', (select o.schema_name from app_public.objects o where o.name = v_old.object), v_rule.old_name,
          app_hidden.rule_name(v_table, v_rule.column_name, v_rule.suffix)));
      else
        perform app_hidden.ddl(format('alter table %s rename constraint %I to %I', v_table, v_rule.old_name, app_hidden.rule_name(v_table, v_rule.column_name, v_rule.suffix)));
      end if;
    end loop;
    perform app_hidden.ddl(format('alter table %s rename %I to %I', v_table, v_old.column_name, v_new.column_name));
    if v_old.type = 'currency' then
      perform app_hidden.ddl(format('alter table %s rename %I to %I', v_table, v_old.settings ->> 'currency_column', v_new.settings ->> 'currency_column'));
    end if;
    update app_public.objects o set title_column = v_new.column_name where o.name = v_old.object and o.title_column = v_old.column_name;
    perform app_hidden.put_rules(array(select r from app_hidden.column_rules(v_new, app_hidden.option_values(v_new.id)) r), v_new);
    if v_new.type = 'emails' then
      perform app_hidden.put_lower_case(v_new.object);
    end if;
  end if;
  perform app_hidden.rename_in_views(v_new.object, v_old.api_name, v_new.api_name);
  perform app_hidden.refresh_object(v_new.object);
  perform app_hidden.end_metadata_change();
  return v_new;
end
$$;
comment on function app_public.rename_field is
  E'@resultFieldName field\nGives a custom field another name in SQL and the API, where the old one is unknown from then on; views follow. Raises RM400, RM403, RM404, RM409.';
grant execute on function app_public.rename_field to :MEMBER;
--! EndIncluded metadata/rename_field.sql
--! Included metadata/delete_field.sql
-- A field goes, with its values: what depends on it first, then all of it.
create function app_public.field_dependents(field text, out filled bigint, out views text[])
language plpgsql stable security definer set search_path = '' as $$
declare
  v_field app_public.fields;
begin
  perform app_hidden.must_manage('data_model');
  v_field := app_hidden.field_of(field_dependents.field);
  if v_field.link_table is not null then
    execute format('select count(distinct source_id) from app_custom.%I', v_field.link_table) into filled;
  else
    execute format('select count(*) from %s where not (%s)', app_hidden.object_table(v_field.object), app_hidden.is_empty(v_field)) into filled;
  end if;
  views := array(
    select v.name from app_public.views v
    where v.object = v_field.object and (v.group_by = v_field.api_name or v.aggregates ? v_field.api_name
      or jsonb_path_exists(jsonb_build_array(v.columns, v.filter, v.sort), 'strict $.** ? (@.field == $name)', jsonb_build_object('name', v_field.api_name), true))
    order by v.name);
end
$$;
comment on function app_public.field_dependents is 'What depends on a field: in how many records it has a value, and which views use it. Raises RM403, RM404.';

create function app_public.delete_field(field text, confirm text default null) returns app_public.objects
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_field app_public.fields;
  v_object app_public.objects;
  v_filled bigint;
begin
  perform app_hidden.begin_metadata_change();
  v_field := app_hidden.field_of(delete_field.field);
  select * into strict v_object from app_public.objects o where o.name = v_field.object;
  if not v_field.is_custom then
    perform app_hidden.fail('RM400', 'fields_shipped', format('“%s” ships with Rowan and cannot be deleted.', v_field.label), 'Deactivate it instead.', 'field');
  elsif v_object.title_column = v_field.column_name then
    perform app_hidden.fail('RM409', 'fields_title', format('Records are called by “%s”.', v_field.label), 'Let them be called by another field first.', 'field');
  end if;
  perform app_hidden.lock_briefly(app_hidden.field_locks(v_field) || case when v_field.link_table is not null then jsonb_build_object(format('app_custom.%I', v_field.link_table), 'access exclusive') else '{}' end);
  select d.filled into v_filled from app_public.field_dependents(v_field.id::text) d;
  if v_filled > 0 and delete_field.confirm is distinct from v_field.label then
    perform app_hidden.fail('RM409', 'field_delete_confirmed', format('%s records have a value in “%s”, which would be lost.', v_filled, v_field.label),
      format('To delete it all the same, confirm with its name: %s', v_field.label), 'confirm');
  end if;
  perform app_hidden.drop_field(v_field);
  perform app_hidden.refresh_object(v_field.object);
  if v_filled > 0 and v_field.type in ('text', 'long_text', 'url', 'emails', 'phones') then
    perform app_hidden.reindex(v_field.object);
  end if;
  perform app_hidden.end_metadata_change();
  return v_object;
end
$$;
comment on function app_public.delete_field is
  E'@resultFieldName object\nDeletes a custom field with its values; views lose what named it, history keeps it. confirm: its label, when records have values in it. Raises RM400, RM403, RM404, RM409.';
grant execute on function app_public.field_dependents, app_public.delete_field to :MEMBER;

create function app_hidden.drop_field(field app_public.fields) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table regclass := app_hidden.object_table(field.object);
begin
  delete from app_public.fields f where f.id = field.id;
  perform app_hidden.rename_in_views(field.object, field.api_name, null);
  if field.link_table is not null then
    perform app_hidden.ddl(format('drop function app_custom.%I(%s), app_custom.%I(%s)', field.link_table || '__to', v_table, field.link_table || '__of', app_hidden.object_table(field.target_object)));
    perform app_hidden.ddl(format('drop table app_custom.%I', field.link_table));
    return;
  end if;
  -- Policies and triggers first, which would not let the column go.
  perform app_hidden.derive_permission(r.id, field.object) from app_public.roles r;
  if field.type = 'emails' then
    perform app_hidden.put_lower_case(field.object);
  end if;
  perform app_hidden.ddl(format('alter table %s drop column %I', v_table, field.column_name)
    || case when field.type = 'currency' then format(', drop column %I', field.settings ->> 'currency_column') else '' end);
end
$$;
comment on function app_hidden.drop_field is 'Takes a field out of metadata, views and catalogue; what follows from the fields of its object is the caller''s to refresh.';

create function app_hidden.with_field(part jsonb, old_name text, new_name text) returns jsonb
language plpgsql immutable as $$
begin
  return case
    when part ->> 'field' = old_name then case when new_name is not null then part || jsonb_build_object('field', new_name) end
    when jsonb_typeof(part) = 'array' then (
      select coalesce(jsonb_agg(app_hidden.with_field(e, old_name, new_name) order by n), '[]') from jsonb_array_elements(part) with ordinality a (e, n)
      where new_name is not null or (e ->> 'field') is distinct from old_name)
    when jsonb_typeof(part) = 'object' then (
      select coalesce(jsonb_object_agg(k, case when k in ('and', 'or', 'not') then app_hidden.with_field(v, old_name, new_name) else v end), '{}') from jsonb_each(part) o (k, v)
      where new_name is not null or (v ->> 'field') is distinct from old_name)
    else part end;
end
$$;
comment on function app_hidden.with_field is 'Part of a view, in which a field has another name; without a new name, what named it is left out.';

create function app_hidden.rename_in_views(object text, old_name text, new_name text) returns void
language sql volatile security definer set search_path = ''
begin atomic
  update app_public.views v set columns = w.columns, sort = w.sort, filter = w.filter, group_by = w.group_by, aggregates = w.aggregates
  from (
    select u.id, app_hidden.with_field(u.columns, old_name, new_name) as columns, app_hidden.with_field(u.sort, old_name, new_name) as sort,
      coalesce(app_hidden.with_field(u.filter, old_name, new_name), '{}') as filter,
      case when u.group_by = old_name then new_name else u.group_by end as group_by,
      u.aggregates - old_name || case when u.aggregates ? old_name and new_name is not null then jsonb_build_object(new_name, u.aggregates -> old_name) else '{}' end as aggregates
    from app_public.views u where u.object = rename_in_views.object) w
  where v.id = w.id and (v.columns, v.sort, v.filter, v.group_by, v.aggregates) is distinct from (w.columns, w.sort, w.filter, w.group_by, w.aggregates);
end;
comment on function app_hidden.rename_in_views is 'Lets the views of an object name a field differently, or, without a new name, no more.';
--! EndIncluded metadata/delete_field.sql
--! Included metadata/set_field_options.sql
-- The options of a choice. Labels, colours and order are data; only a value that comes or goes touches the table.
create function app_public.set_field_options(field text, options jsonb, move jsonb default '{}') returns app_public.fields
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_field app_public.fields;
  v_old text[];
  v_new text[];
  v_rules app_hidden.column_rule[];
  v_labels jsonb;
  v_gone text;
begin
  perform app_hidden.begin_metadata_change();
  v_field := app_hidden.field_of(set_field_options.field);
  if v_field.settings ? 'options' then
    perform app_hidden.fail('RM400', 'field_options_elsewhere', format('The options of “%s” are the %s.', v_field.label, v_field.settings ->> 'options'),
      'Change them under Settings, Pipelines.', 'field');
  elsif v_field.type not in ('enum', 'multi_enum') then
    perform app_hidden.fail('RM400', 'field_options_none', format('“%s” is not a choice, so it has no options.', v_field.label), field => 'field');
  elsif jsonb_typeof(coalesce(nullif(set_field_options.move, 'null'), '{}')) <> 'object' then
    perform app_hidden.fail('RM400', 'field_options_move', 'move is a JSON object: {"old value": "new value"}.', field => 'move');
  end if;
  select coalesce(jsonb_object_agg(o.value, o.label), '{}') into v_labels from app_public.field_options o where o.field_id = v_field.id;
  v_old := app_hidden.option_values(v_field.id);
  v_new := array(select o.value from app_hidden.read_options(set_field_options.options, v_field.id) o);
  if not v_field.is_custom and not (v_old <@ v_new and v_new <@ v_old) then
    perform app_hidden.fail('RM400', 'fields_shipped', format('“%s” ships with Rowan: its options can have other labels, colours and order, and stay the same otherwise.', v_field.label), field => 'options');
  end if;

  if v_old <@ v_new and v_new <@ v_old then
    perform app_hidden.put_options(v_field.id, set_field_options.options);
    return v_field;
  end if;
  perform app_hidden.lock_briefly(app_hidden.field_locks(v_field));
  v_rules := array(select r from app_hidden.column_rules(v_field, v_old) r);
  perform app_hidden.put_options(v_field.id, set_field_options.options);
  v_field := app_hidden.move_default(v_field, coalesce(nullif(set_field_options.move, 'null'), '{}'), v_new);
  -- Without its check the column can take the new values while the old ones go.
  perform app_hidden.ddl(format('alter table %s drop constraint %I', app_hidden.object_table(v_field.object),
    app_hidden.rule_name(app_hidden.object_table(v_field.object), v_field.column_name, 'options')));
  for v_gone in select unnest(v_old) except select unnest(v_new) order by 1 loop
    perform app_hidden.move_option(v_field, v_gone, v_labels ->> v_gone, coalesce(nullif(set_field_options.move, 'null'), '{}'), v_new);
  end loop;
  set constraints all immediate;
  perform app_hidden.put_rules(array(select r from unnest(v_rules) r where r.suffix <> 'options'), v_field);
  perform app_hidden.end_metadata_change();
  return v_field;
end
$$;
comment on function app_public.set_field_options is
  E'@resultFieldName field\nMakes the options of a choice exactly these, in this order: ["label", {"label", "value", "color"}]. An option that was there before keeps its value and colour when only its label is given. move: where the records of removed options go, {"old value": "new value"}, or null for none. Raises RM409 with their number when it does not say.';
grant execute on function app_public.set_field_options to :MEMBER;

create function app_hidden.move_default(field app_public.fields, move jsonb, options text[]) returns app_public.fields
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_field app_public.fields := field;
  v_gone text := (select w from app_hidden.value_words(coalesce(field."default", 'null')) w where w <> all (options) limit 1);
begin
  if v_gone is null then
    return v_field;
  elsif not move_default.move ? v_gone then
    perform app_hidden.fail('RM409', 'field_options_used', format('“%s” is the default of “%s”.', v_gone, field.label),
      format('Say what new records get instead: move = {"%s": "another value"}, or null for none.', v_gone), 'move');
  elsif move_default.move ->> v_gone <> all (options) then
    perform app_hidden.fail('RM400', 'field_options_move', format('“%s” is not one of the options.', left(move_default.move ->> v_gone, 60)), field => 'move');
  end if;
  select case when field.type = 'enum' then to_jsonb(min(m.value)) when count(m.value) > 0 then to_jsonb(array_agg(distinct m.value)) end into v_field."default"
  from app_hidden.value_words(field."default") w cross join lateral (select case when move_default.move ? w then move_default.move ->> w else w end as value) m where m.value is not null;
  perform app_hidden.ddl(format('alter table %s alter %I %s', app_hidden.object_table(field.object), field.column_name,
    coalesce('set default ' || app_hidden.default_sql(v_field, options), 'drop default')));
  update app_public.fields f set "default" = v_field."default" where f.id = field.id;
  return v_field;
end
$$;
comment on function app_hidden.move_default is 'Gives a field another default when the option that it was goes. Raises RM409 when nobody says which.';

create function app_hidden.move_option(field app_public.fields, gone text, label text, move jsonb, options text[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table regclass := app_hidden.object_table(field.object);
  v_used bigint;
  v_to text := move_option.move ->> gone;
begin
  execute format(case field.type when 'enum' then 'select count(*) from %s where %I = $1' else 'select count(*) from %s where $1 = any (%I)' end, v_table, field.column_name)
  into v_used using gone;
  if v_used = 0 then
    return;
  elsif not move_option.move ? gone then
    perform app_hidden.fail('RM409', 'field_options_used', format('%s records have “%s” in “%s”.', v_used, move_option.label, field.label),
      format('Say what they get instead: move = {"%s": "another value"}%s', gone, case when field.is_required then '.' else ', or null for none.' end), 'move');
  elsif v_to <> all (options) then
    perform app_hidden.fail('RM400', 'field_options_move', format('“%s” is not one of the options.', left(v_to, 60)), field => 'move');
  elsif v_to is null and field.is_required and field.type = 'enum' then
    perform app_hidden.fail('RM400', 'field_options_move', format('“%s” is required, so the records with “%s” need another value.', field.label, move_option.label), field => 'move');
  end if;
  execute format(case field.type
    when 'enum' then 'update %1$s set %2$I = $2 where %2$I = $1'
    -- In place, and once.
    else 'update %1$s set %2$I = array(select v from (select v, min(n) as n from unnest(array_replace(%2$I, $1, $2)) with ordinality u (v, n) where v is not null group by v) w order by n) where $1 = any (%2$I)'
    end, v_table, field.column_name) using gone, v_to;
end
$$;
comment on function app_hidden.move_option is 'Gives the records that have an option another one. Raises RM409 with their number when nobody says which.';
--! EndIncluded metadata/set_field_options.sql
--! Included metadata/change_field_type.sql
-- Another type for a field: first how many values convert, then all of them or none.
create function app_public.change_field_type_preview(
  field text, type text, settings jsonb default '{}', out total bigint, out failing bigint, out samples jsonb, out options text[]
)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_old app_public.fields;
  v_new app_public.fields;
  v_options jsonb;
begin
  perform app_hidden.must_manage('data_model');
  v_old := app_hidden.field_of(change_field_type_preview.field);
  v_options := app_hidden.retyped_options(v_old, change_field_type_preview.type, coalesce(change_field_type_preview.settings, '{}'));
  v_new := app_hidden.retyped_field(v_old, change_field_type_preview.type, coalesce(change_field_type_preview.settings, '{}'));
  options := array(select o ->> 'label' from jsonb_array_elements(v_options) o);
  select c.* into total, failing, samples from app_hidden.count_conversions(v_old, v_new, v_options) c;
end
$$;
comment on function app_public.change_field_type_preview is
  'What change_field_type would do: how many values there are, how many would not convert, up to 20 of those ([{"id", "value"}]), and the options that a choice would have. Raises RM400, RM403, RM404.';

create function app_public.change_field_type(field text, type text, settings jsonb default '{}') returns app_public.fields
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_old app_public.fields;
  v_new app_public.fields;
  v_options jsonb;
  v_table regclass;
  v_rules app_hidden.column_rule[];
  v_count record;
begin
  perform app_hidden.begin_metadata_change();
  v_old := app_hidden.field_of(change_field_type.field);
  v_table := app_hidden.object_table(v_old.object);
  v_options := app_hidden.retyped_options(v_old, change_field_type.type, coalesce(change_field_type.settings, '{}'));
  v_new := app_hidden.retyped_field(v_old, change_field_type.type, coalesce(change_field_type.settings, '{}'));
  perform app_hidden.lock_briefly(app_hidden.field_locks(v_old));
  select c.* into v_count from app_hidden.count_conversions(v_old, v_new, v_options) c;
  if v_count.failing > 0 then
    perform app_hidden.fail('RM409', 'field_values_convert', format('%s of %s values of “%s” cannot become %s, such as “%s”.',
      v_count.failing, v_count.total, v_old.label, (select lower(t.label) from app_public.field_types t where t.name = v_new.type), left(v_count.samples -> 0 ->> 'value', 60)),
      'Change those values first.', 'type');
  end if;
  v_rules := array(select r from app_hidden.column_rules(v_old, app_hidden.option_values(v_old.id)) r);
  update app_public.fields f set type = v_new.type, settings = v_new.settings, is_required = v_new.is_required, is_unique = v_new.is_unique,
    is_indexed = v_new.is_indexed, "default" = v_new."default", updated_at = now()
  where f.id = v_old.id returning * into v_new;
  perform app_hidden.drop_rules(v_table, v_rules);
  perform app_hidden.alter_type(v_old, v_new, v_options);
  perform app_hidden.put_rules('{}', v_new);

  -- A condition on the old kind of value means nothing any more.
  update app_public.views v set filter = coalesce(app_hidden.with_field(v.filter, v_new.api_name, null), '{}'),
    group_by = case when v.group_by = v_new.api_name and v_new.type not in ('enum', 'boolean') then null else v.group_by end,
    kind = case when v.group_by = v_new.api_name and v_new.type <> 'enum' then 'table' else v.kind end
  where v.object = v_new.object and (v.group_by = v_new.api_name or v.filter <> '{}');
  if 'emails' in (v_old.type, v_new.type) then
    perform app_hidden.put_lower_case(v_new.object);
  end if;
  perform app_hidden.refresh_object(v_new.object);
  perform app_hidden.reindex(v_new.object);
  perform app_hidden.end_metadata_change();
  return v_new;
end
$$;
comment on function app_public.change_field_type is
  E'@resultFieldName field\nGives a custom field another type, and its values with it: all, or none. settings: those of the new type, as in create_field; a choice without options gets the values that there are. Relations, members and formulas stay what they are. Raises RM400, RM403, RM404, RM409 with a value that does not convert.';
grant execute on function app_public.change_field_type_preview, app_public.change_field_type to :MEMBER;

create function app_hidden.retyped_field(field app_public.fields, type text, settings jsonb) returns app_public.fields
language plpgsql stable set search_path = '' as $$
declare
  v_new app_public.fields := field;
  v_takes text[] := (select t.settings from app_public.field_types t where t.name = retyped_field.type);
  v_key text;
  v_fixed constant text[] := array['relation', 'many_to_many', 'member', 'formula'];
begin
  perform app_hidden.check_settings(retyped_field.type, retyped_field.settings);
  if not field.is_custom then
    perform app_hidden.fail('RM400', 'fields_shipped', format('“%s” ships with Rowan; its type stays.', field.label), field => 'field');
  elsif field.type = any (v_fixed) or retyped_field.type = any (v_fixed) then
    perform app_hidden.fail('RM400', 'field_type_convertible', format('A field of type %s cannot become one of type %s.', field.type, retyped_field.type),
      'Make a new field, and delete this one when it is filled.', 'type');
  elsif field.type = retyped_field.type then
    perform app_hidden.fail('RM400', 'field_type_other', format('“%s” is of that type already.', field.label), field => 'type');
  elsif field.column_name = (select o.title_column from app_public.objects o where o.name = field.object) and retyped_field.type not in ('text', 'number', 'date') then
    perform app_hidden.fail('RM400', 'objects_title_field', format('Records are called by “%s”, so it has to be a text, a number or a date.', field.label), field => 'type');
  end if;
  foreach v_key in array array['name', 'help', 'group'] loop
    if retyped_field.settings ? v_key then
      perform app_hidden.fail('RM400', 'field_settings_fixed', format('“%s” cannot be changed here.', v_key), 'Use update_field or rename_field.', v_key);
    end if;
  end loop;
  v_new.type := retyped_field.type;
  v_new.is_required := coalesce((retyped_field.settings ->> 'required')::boolean, field.is_required and 'required' = any (v_takes));
  v_new.is_unique := coalesce((retyped_field.settings ->> 'unique')::boolean, field.is_unique and 'unique' = any (v_takes));
  v_new.is_indexed := v_new.type in ('enum', 'date', 'date_time') or coalesce((retyped_field.settings ->> 'index')::boolean, field.is_indexed and 'index' = any (v_takes));
  v_new."default" := nullif(retyped_field.settings -> 'default', 'null');
  v_new.settings := (select coalesce(jsonb_object_agg(k, v), '{}') from jsonb_each(jsonb_strip_nulls(retyped_field.settings)) e (k, v) where k in ('decimals', 'unit', 'max', 'max_length'))
    || case when v_new.type = 'currency' then jsonb_build_object('currency_column', field.name || '_currency') else '{}' end;
  if v_new.type = 'currency' then
    perform app_hidden.check_field_name(v_new);
  end if;
  return v_new;
end
$$;
comment on function app_hidden.retyped_field is 'A field as it will be with another type. Raises RM400.';

create function app_hidden.retyped_options(field app_public.fields, type text, settings jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_options jsonb := retyped_options.settings -> 'options';
begin
  if retyped_options.type not in ('enum', 'multi_enum') then
    return '[]';
  elsif v_options is null and field.type in ('enum', 'multi_enum') then
    select jsonb_agg(jsonb_build_object('label', o.label, 'value', o.value, 'color', o.color) order by o.position) into v_options
    from app_public.field_options o where o.field_id = field.id;
  elsif v_options is null then
    -- What there is, the most frequent first; what cannot be an option will be told of as not converting.
    execute format($q$
      select jsonb_agg(v.word order by v.n desc, v.word) from (
        select min(btrim(e.word)) as word, count(*) as n
        from %s t cross join lateral app_hidden.value_words(to_jsonb(t.%I)) e (word)
        where length(btrim(e.word)) <= 60 and e.word !~ '[[:cntrl:]]' group by lower(btrim(e.word)) order by 2 desc limit 200) v
    $q$, app_hidden.object_table(field.object), field.column_name) into v_options;
  end if;
  return (select jsonb_agg(jsonb_build_object('value', o.value, 'label', o.label, 'color', o.color) order by o.position) from app_hidden.read_options(v_options, field.id) o);
end
$$;
comment on function app_hidden.retyped_options is 'The options that a field will have as a choice: said, kept, or made of the values that there are. Raises RM400.';

create function app_hidden.value_words(value jsonb) returns setof text
language sql immutable parallel safe set search_path = ''
begin atomic
  select w from jsonb_array_elements_text(case jsonb_typeof(value) when 'array' then value else jsonb_build_array(value) end) e (w) where btrim(w) <> '';
end;
comment on function app_hidden.value_words is 'The value of a field as texts: none, one, or those of a list.';

create function app_hidden.converted(value jsonb, type text, options jsonb, labels jsonb) returns text
language plpgsql immutable set search_path = '' set timezone = 'UTC' set datestyle = 'ISO' as $$
declare
  v_words text[] := array(select btrim(w) from app_hidden.value_words(value) w);
  v_word text := v_words[1];
begin
  if cardinality(v_words) = 0 then
    return null;
  elsif converted.type in ('text', 'long_text') then
    return (select string_agg(coalesce(labels ->> w, w), '; ' order by n) from unnest(v_words) with ordinality u (w, n));
  elsif converted.type = 'json' then
    return case when jsonb_typeof(value) <> 'string' then value::text else app_hidden.json_of(v_word)::text end;
  elsif converted.type in ('multi_enum', 'emails', 'phones') then
    v_words := array(select case converted.type when 'multi_enum' then app_hidden.option_of(options, w) when 'emails' then lower(w) else w end from unnest(v_words) w);
    return case when array_position(v_words, null) is null then v_words::text end;
  elsif cardinality(v_words) > 1 then
    return null;
  end if;
  return case converted.type
    when 'enum' then app_hidden.option_of(options, v_word)
    -- 1,234.5 is read, 1.234,5 is not: better to say no than to be wrong by a thousand.
    when 'number' then case when v_word ~ '^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$' then replace(v_word, ',', '')::numeric else v_word::numeric end::text
    when 'currency' then case when v_word ~ '^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$' then replace(v_word, ',', '')::numeric else v_word::numeric end::text
    when 'rating' then case when v_word::numeric = trunc(v_word::numeric) then v_word::numeric::smallint::text end
    -- Nor is 03/04/2030, which is April to some and March to others.
    when 'date' then case when v_word ~ '^\d{4}-\d\d-\d\d$' then v_word::date::text when v_word ~ '^\d{4}-\d\d-\d\d[T ]' then (v_word::timestamptz at time zone 'UTC')::date::text end
    when 'date_time' then case when v_word ~ '^\d{4}-\d\d-\d\d' then v_word::timestamptz::text end
    when 'boolean' then v_word::boolean::text
    else v_word end;
exception when data_exception then
  return null;
end
$$;
comment on function app_hidden.converted is
  'The value of a field in the form of another type, null when there is none or it does not convert. options: those of a choice that it becomes; labels: those of the choice that it was, by value.';

create function app_hidden.option_of(options jsonb, word text) returns text
language sql immutable parallel safe set search_path = ''
return (select o ->> 'value' from jsonb_array_elements(options) o where lower(word) in (lower(o ->> 'value'), lower(o ->> 'label')) order by (o ->> 'value' = word) desc limit 1);
comment on function app_hidden.option_of is 'The value of the option with this value or label.';

create function app_hidden.json_of(word text) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return word::jsonb;
exception when data_exception then
  return to_jsonb(word);
end
$$;
comment on function app_hidden.json_of is 'A text as the JSON that it is, or as a JSON text.';

create function app_hidden.labels_of(field app_public.fields) returns jsonb
language sql stable set search_path = ''
return (select coalesce(jsonb_object_agg(o.value, o.label), '{}') from app_public.field_options o where o.field_id = field.id);
comment on function app_hidden.labels_of is 'The labels of a field''s options, by value.';

create function app_hidden.count_conversions(old app_public.fields, new app_public.fields, options jsonb, out total bigint, out failing bigint, out samples jsonb)
language plpgsql stable set search_path = '' as $$
declare
  v_check text := coalesce(app_hidden.field_check(new, array(select o ->> 'value' from jsonb_array_elements(options) o)), 'true');
begin
  -- What converts has to keep the rules of the new type as well.
  execute format($q$
    with given as materialized (
      select t.id, to_jsonb(t.%1$I) as value, app_hidden.converted(to_jsonb(t.%1$I), $1, $2, $3) as converted
      from %2$s t where exists (select from app_hidden.value_words(to_jsonb(t.%1$I)))),
    judged as materialized (
      select g.id, g.value, g.converted is not null and (select (%4$s) is not false from (select g.converted::%3$s as %1$I) v) as fits from given g)
    select count(*), count(*) filter (where not j.fits),
      (select coalesce(jsonb_agg(s), '[]') from (
        select f.id, left(array_to_string(array(select app_hidden.value_words(f.value)), ', '), 200) as value from judged f where not f.fits order by f.id limit 20) s)
    from judged j
  $q$, old.column_name, app_hidden.object_table(old.object), (select t.sql_type from app_public.field_types t where t.name = new.type), v_check)
  into total, failing, samples using new.type, options, app_hidden.labels_of(old);
end
$$;
comment on function app_hidden.count_conversions is 'How many values of a field there are, how many would not convert, and up to 20 of those.';

create function app_hidden.alter_type(old app_public.fields, new app_public.fields, options jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table regclass := app_hidden.object_table(old.object);
  v_type text := (select t.sql_type from app_public.field_types t where t.name = new.type);
  v_empty text := case when new.type = 'boolean' then 'false' when v_type = 'text[]' then '''{}''' end;
  v_labels jsonb := app_hidden.labels_of(old);
  v_default text;
begin
  -- The options first, because a default is one of them.
  if new.type in ('enum', 'multi_enum') then
    perform app_hidden.put_options(new.id, alter_type.options);
  else
    delete from app_public.field_options o where o.field_id = new.id;
  end if;
  v_default := app_hidden.default_sql(new, app_hidden.option_values(new.id));
  update app_public.fields f set "default" = app_hidden.default_value(new) where f.id = new.id;
  perform app_hidden.ddl(format('alter table %s alter %I drop default, alter %I drop not null', v_table, old.column_name, old.column_name));
  perform app_hidden.ddl(format('alter table %1$s alter %2$I type %3$s using coalesce(app_hidden.converted(to_jsonb(%2$I), %4$L, %5$L, %6$L), %7$s)::%3$s',
    v_table, old.column_name, v_type, new.type, alter_type.options, v_labels, coalesce(v_empty, 'null')));
  perform app_hidden.ddl(format('alter table %s alter %I %s', v_table, new.column_name, coalesce('set default ' || v_default, 'drop default'))
    || case when v_empty is not null then format(', alter %I set not null', new.column_name) else '' end
    || case when old.type = 'currency' then format(', drop column %I', old.settings ->> 'currency_column') else '' end
    || case when new.type = 'currency' then format(', add column %I text default app_hidden.workspace_currency()', new.settings ->> 'currency_column') else '' end);
  if new.is_required and v_empty is null then
    perform app_hidden.put_required(new);
  end if;
end
$$;
comment on function app_hidden.alter_type is 'Turns the column of a field, without its rules, into that of another type, with options and default.';
--! EndIncluded metadata/change_field_type.sql
--! Included metadata/create_object.sql
-- Custom objects: real tables in app_custom, with all that shipped ones have.
create function app_public.create_object(
  singular text, plural text, description text default '', icon text default 'box', color text default 'gray',
  title_label text default 'Name', title_settings jsonb default '{}', singular_name text default null, plural_name text default null
) returns app_public.objects
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_object app_public.objects;
  v_singular text;
  v_plural text;
  v_title app_public.fields;
begin
  perform app_hidden.begin_metadata_change();
  v_singular := app_hidden.name_of(create_object.singular, create_object.singular_name, 'singular');
  v_plural := app_hidden.name_of(create_object.plural, create_object.plural_name, 'plural');
  perform app_hidden.check_object_name(v_singular, v_plural, create_object.singular, 'singular');
  perform app_hidden.check_object_words(create_object.singular, create_object.plural, create_object.description, create_object.icon, create_object.color);
  perform app_hidden.lock_briefly('{"app_public.users": "share row exclusive"}' || app_hidden.registry_locks());

  perform app_hidden.create_object_table(v_plural);
  insert into app_public.objects (name, singular, label, label_plural, description, icon, color, title_column, position)
  values (v_plural, v_singular, create_object.singular, create_object.plural, coalesce(create_object.description, ''), create_object.icon, create_object.color,
    app_hidden.name_of(create_object.title_label, create_object.title_settings ->> 'name', 'titleLabel'), (select coalesce(max(o.position), 0) + 1 from app_public.objects o))
  returning * into v_object;
  insert into app_public.fields (object, name, column_name, label, type, is_read_only, "group", position)
  select v_plural, f.name, f.column_name, f.label, f.type, f.is_read_only, f."group", f.position
  from app_public.fields f where f.object = 'contacts' and f."group" = 'System';

  -- Lists begin in the order of the titles, so those are always indexed.
  v_title := app_hidden.draft_field(v_plural, create_object.title_label, 'text', coalesce(create_object.title_settings, '{}') || '{"index": true}');
  perform app_hidden.add_field(v_title, '{}');
  perform app_hidden.expose(format('app_custom.%I', v_plural)::regclass);
  perform app_hidden.end_metadata_change();
  return v_object;
end
$$;
comment on function app_public.create_object is
  E'@resultFieldName object\nMakes an object: a table of its own in app_custom, with permissions, history, search, webhooks and API. singular and plural: as people say them; singular_name and plural_name: what SQL and the API say, when that should not come from those. title_label: the field that records are called by, with title_settings as in create_field. Raises RM400, RM403, RM409.';
grant execute on function app_public.create_object to :MEMBER;

create function app_hidden.create_object_table(name text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table text := format('app_custom.%I', create_object_table.name);
  v_column text;
begin
  perform app_hidden.ddl(format($sql$
    create table %s (
      id uuid primary key default uuidv7(),
      owner_id uuid default app_hidden.user_id() references app_public.users on delete set null,
      created_at timestamptz not null default now(),
      created_by uuid references app_public.users on delete set null,
      updated_at timestamptz not null default now(),
      updated_by uuid references app_public.users on delete set null
    )$sql$, v_table));
  foreach v_column in array array['owner_id', 'created_at', 'created_by', 'updated_at', 'updated_by'] loop
    execute format('create index %I on %s (%I, id)', app_hidden.rule_name(v_table::regclass, v_column, 'idx'), v_table, v_column);
  end loop;
  execute format('comment on column %s.id is %L', v_table, 'The key of the record, here and in app_public.records.');
  execute format('comment on column %s.owner_id is %L', v_table, 'The member answerable for it; decides who may read and edit it.');
  execute format('comment on column %s.created_at is %L', v_table, 'When it was made.');
  execute format('comment on column %s.created_by is %L', v_table, 'The member who made it.');
  execute format('comment on column %s.updated_at is %L', v_table, 'When it was changed last; a writer that sends it sends the version that it read.');
  execute format('comment on column %s.updated_by is %L', v_table, 'The member who changed it last.');
end
$$;
comment on function app_hidden.create_object_table is 'Makes the bare table of a custom object: what every record has.';

create function app_hidden.check_object_words(label text, label_plural text, description text, icon text, color text, but text default null) returns void
language plpgsql stable set search_path = '' as $$
begin
  perform app_hidden.check_label(check_object_words.label, 'singular'), app_hidden.check_label(check_object_words.label_plural, 'plural');
  if exists (
    select from app_public.objects o
    where o.name is distinct from check_object_words.but and (lower(o.label) = lower(check_object_words.label) or lower(o.label_plural) = lower(check_object_words.label_plural))) then
    perform app_hidden.fail('RM409', 'objects_label_unique', format('There is an object “%s” already.', check_object_words.label), 'Choose another name.', 'singular');
  elsif length(check_object_words.description) > 1000 then
    perform app_hidden.fail('RM400', 'objects_description_length', 'A description has at most 1,000 characters.', field => 'description');
  elsif coalesce(check_object_words.icon, '') !~ '^[a-z0-9-]{1,40}$' then
    perform app_hidden.fail('RM400', 'objects_icon_format', 'An icon is the name of one of lucide''s, such as factory or shopping-cart.', field => 'icon');
  end if;
  perform app_hidden.check_color(check_object_words.color);
end
$$;
comment on function app_hidden.check_object_words is 'Raises RM400 or RM409 for what an object cannot be called or look like; but: an object that does not count.';
--! EndIncluded metadata/create_object.sql
--! Included metadata/update_object.sql
-- How an object is called and shown. Its names in SQL and the API stay, and so does everybody's program.
create function app_public.update_object(
  object text, label text default null, label_plural text default null, description text default null, icon text default null,
  color text default null, title_field text default null, is_active boolean default null, "position" integer default null
) returns app_public.objects
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_old app_public.objects;
  v_new app_public.objects;
begin
  perform app_hidden.begin_metadata_change();
  select * into strict v_old from app_public.objects o where o.name = app_hidden.object_name(update_object.object);
  v_new := v_old;
  v_new.label := coalesce(update_object.label, v_old.label);
  v_new.label_plural := coalesce(update_object.label_plural, v_old.label_plural);
  v_new.description := coalesce(update_object.description, v_old.description);
  v_new.icon := coalesce(update_object.icon, v_old.icon);
  v_new.color := coalesce(update_object.color, v_old.color);
  v_new.is_active := coalesce(update_object.is_active, v_old.is_active);
  perform app_hidden.check_object_words(v_new.label, v_new.label_plural, v_new.description, v_new.icon, v_new.color, v_old.name);
  if update_object.title_field is not null then
    v_new.title_column := app_hidden.title_column_of(v_old, update_object.title_field);
    perform app_public.update_field(f.id::text, settings => '{"index": true}') -- lists begin in the order of the titles
    from app_public.fields f where f.object = v_old.name and f.column_name = v_new.title_column and not f.is_indexed and not f.is_unique;
  end if;

  update app_public.objects o set label = v_new.label, label_plural = v_new.label_plural, description = v_new.description, icon = v_new.icon,
    color = v_new.color, is_active = v_new.is_active, title_column = v_new.title_column, updated_at = now()
  where o.name = v_old.name returning * into v_new;
  if update_object."position" is not null then
    -- The others make room.
    update app_public.objects o set position = w.place
    from (select p.name, row_number() over (order by case when p.name = v_new.name then update_object."position" - 0.5 else p.position end, p.name) as place from app_public.objects p) w
    where o.name = w.name and o.position <> w.place;
    select * into v_new from app_public.objects o where o.name = v_old.name;
  end if;
  if v_new.title_column <> v_old.title_column then
    perform app_hidden.track(v_new.name);
    perform app_hidden.reindex(v_new.name);
  end if;
  if (v_new.label, v_new.description) is distinct from (v_old.label, v_old.description) then
    perform app_hidden.describe_object(v_new.name);
    perform app_hidden.put_rules(array(select r from app_hidden.column_rules(f, app_hidden.option_values(f.id)) r), f) -- their words name the object
    from app_public.fields f where f.object = v_new.name and f.is_unique and f.is_custom;
    perform app_hidden.end_metadata_change();
  end if;
  return v_new;
end
$$;
comment on function app_public.update_object is
  E'@resultFieldName object\nChanges how an object, shipped or custom, is called and shown. title_field: the field that its records are called by. is_active: false hides it from the client and search, and keeps it. position: its place in the list of objects, from 1. Raises RM400, RM403, RM404, RM409.';
grant execute on function app_public.update_object to :MEMBER;

create function app_hidden.title_column_of(object app_public.objects, field text) returns name
language plpgsql stable set search_path = '' as $$
declare
  v_field app_public.fields := app_hidden.field_of(case when exists (select from app_public.fields f where f.id::text = title_column_of.field) then title_column_of.field
    else object.name || '.' || title_column_of.field end);
begin
  if not object.is_custom then
    perform app_hidden.fail('RM400', 'objects_shipped', format('%s ship with Rowan; what their records are called by stays.', object.label_plural), field => 'titleField');
  elsif v_field.object <> object.name or v_field.type not in ('text', 'number', 'date') or not v_field.is_active then
    perform app_hidden.fail('RM400', 'objects_title_field', 'Records are called by a text, number or date field of their own that is in use.', field => 'titleField');
  end if;
  return v_field.column_name;
end
$$;
comment on function app_hidden.title_column_of is 'The column of the field that records are to be called by. Raises RM400, RM404.';
--! EndIncluded metadata/update_object.sql
--! Included metadata/delete_object.sql
-- An object goes, with its records: what goes with them first, then all of it.
create function app_public.delete_object_preview(
  object text, out records bigint, out notes bigint, out tasks bigint, out linked bigint, out relations text[], out views text[]
)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_name text;
  v_field app_public.fields;
  v_count bigint;
begin
  perform app_hidden.must_manage('data_model');
  v_name := app_hidden.object_name(delete_object_preview.object);
  select count(*) into records from app_public.records r where r.object = v_name;
  select count(*) filter (where r.object = 'notes'), count(*) filter (where r.object = 'tasks') into notes, tasks
  from app_hidden.attached_only_to(v_name) a (id) join app_public.records r on r.id = a.id;
  linked := 0;
  relations := '{}';
  for v_field in select f.* from app_public.fields f where f.target_object = v_name and f.object <> v_name order by f.object, f.position loop
    select d.filled into v_count from app_public.field_dependents(v_field.id::text) d;
    linked := linked + v_count;
    relations := relations || (select o.label || ': ' || v_field.label from app_public.objects o where o.name = v_field.object);
  end loop;
  views := array(select v.name from app_public.views v where v.object = v_name order by v.name);
end
$$;
comment on function app_public.delete_object_preview is
  'What goes when an object is deleted: its records, the notes and tasks attached to nothing else, the fields of other objects that lead to it (linked: in how many records they have a value), its views. Raises RM403, RM404.';

create function app_hidden.attached_only_to(object text) returns setof uuid
language sql stable security definer set search_path = ''
begin atomic
  select a.source_id from app_hidden.attachments a join app_public.records r on r.id = a.record_id
  group by a.source_id having bool_and(r.object = attached_only_to.object);
end;
comment on function app_hidden.attached_only_to is 'The notes and tasks that are attached to records of this object and to nothing else.';

create function app_public.delete_object(object text, confirm text) returns boolean
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_object app_public.objects;
  v_field app_public.fields;
begin
  perform app_hidden.begin_metadata_change();
  select * into v_object from app_public.objects o where o.name = app_hidden.object_name(delete_object.object);
  if not v_object.is_custom then
    perform app_hidden.fail('RM400', 'objects_shipped', format('%s ship with Rowan and cannot be deleted.', v_object.label_plural), 'Deactivate the object instead.', 'object');
  elsif delete_object.confirm is null or delete_object.confirm not in (v_object.label_plural, v_object.name) then
    perform app_hidden.fail('RM400', 'objects_delete_confirmed', format('To delete it with all its records, confirm with its name: %s', v_object.label_plural), field => 'confirm');
  end if;
  perform app_hidden.lock_briefly(app_hidden.object_locks(v_object.name));

  -- What leads here from elsewhere goes first, or deleting the records would change or delete others.
  for v_field in select f.* from app_public.fields f where f.target_object = v_object.name and f.object <> v_object.name loop
    perform app_hidden.drop_field(v_field);
    perform app_hidden.refresh_object(v_field.object);
  end loop;
  for v_field in select f.* from app_public.fields f where f.object = v_object.name and f.type = 'many_to_many' loop
    perform app_hidden.drop_field(v_field);
  end loop;
  -- Left behind they would be about nothing, and seen by everybody.
  delete from app_public.notes n where n.id in (select app_hidden.attached_only_to(v_object.name));
  delete from app_public.tasks t where t.id in (select app_hidden.attached_only_to(v_object.name));
  -- Relations of the object to itself, which would empty one record while the next one goes.
  for v_field in select f.* from app_public.fields f where f.target_object = v_object.name loop
    perform app_hidden.ddl(format('alter table app_custom.%I drop constraint %I', v_object.name, app_hidden.rule_name(app_hidden.object_table(v_object.name), v_field.column_name, 'fkey')));
  end loop;
  execute format('delete from app_custom.%I', v_object.name);
  set constraints all immediate;
  perform app_hidden.ddl(format('drop table app_custom.%I', v_object.name));
  perform app_hidden.ddl(format('drop function app_hidden.%I()', v_object.name || ': track'));
  delete from app_public.objects o where o.id = v_object.id;
  perform app_hidden.describe_records();
  perform app_hidden.derive_together(r.id) from app_public.roles r;
  perform app_hidden.end_metadata_change();
  return true;
end
$$;
comment on function app_public.delete_object is
  'Deletes a custom object with its records, the notes and tasks attached to nothing else, the fields that lead to it, its views and permissions; history stays. confirm: its plural. Raises RM400, RM403, RM404, RM409.';
grant execute on function app_public.delete_object_preview, app_public.delete_object to :MEMBER;

create function app_hidden.object_locks(object text) returns jsonb
language sql stable security definer set search_path = ''
return (
  select jsonb_object_agg(t.name, 'access exclusive') from (
    select app_hidden.object_table(object_locks.object)::text as name
    union select app_hidden.object_table(f.object)::text from app_public.fields f where f.target_object = object_locks.object
    union select app_hidden.object_table(f.target_object)::text from app_public.fields f where f.object = object_locks.object and f.target_object is not null
    union select format('app_custom.%I', f.link_table) from app_public.fields f where object_locks.object in (f.object, f.target_object) and f.link_table is not null
    union select 'app_public.users') t (name)
) || app_hidden.registry_locks();
comment on function app_hidden.object_locks is 'What to lock before an object goes: its table, those that it leads to or that lead to it, and the registry.';
--! EndIncluded metadata/delete_object.sql
--! Included metadata/drift.sql
-- Where metadata and catalogue differ. Nothing, unless somebody altered a table by hand.
create function app_hidden.unregistered(object_table regclass, object text) returns boolean
language plpgsql stable set search_path = '' as $$
declare
  v_differ boolean;
begin
  execute format('select exists (select from %s t full join (select r.id from app_public.records r where r.object = $1) r on r.id = t.id where r.id is null or t.id is null)', object_table)
  into v_differ using unregistered.object;
  return v_differ;
end
$$;
comment on function app_hidden.unregistered is 'Whether a table and the registry have different records.';

create function app_hidden.object_drift() returns table (object text, what text)
language sql stable security definer set search_path = ''
begin atomic
  with tables as (
    select o.*, c.oid, c.relrowsecurity
    from app_public.objects o
    left join pg_catalog.pg_class c on c.relname = o.name and c.relnamespace = (select n.oid from pg_catalog.pg_namespace n where n.nspname = o.schema_name))
  select t.name, 'has no table' from tables t where t.oid is null
  union all
  select t.name, 'has row-level security off' from tables t where not t.relrowsecurity
  union all
  select t.name, 'is called by the column ' || t.title_column || ', which it does not have' from tables t
  where not exists (select from pg_catalog.pg_attribute a where a.attrelid = t.oid and a.attname = t.title_column and not a.attisdropped)
  union all
  select c.relname::text, 'is a table of no object or field' from pg_catalog.pg_class c
  where c.relnamespace = 'app_custom'::regnamespace and c.relkind in ('r', 'p', 'v')
    and not exists (select from app_public.objects o where o.name = c.relname and o.is_custom) and not exists (select from app_public.fields f where f.link_table = c.relname)
  union all
  select t.name, 'lacks the trigger ' || g.name from tables t
  cross join (values ('_100_stamp_insert'), ('_100_stamp_update'), ('_900_track_insert'), ('_900_track_update'), ('_900_track_delete')) g (name)
  where not exists (select from pg_catalog.pg_trigger p where p.tgrelid = t.oid and p.tgname = g.name and p.tgenabled = 'O')
  union all
  select t.name, 'lacks a permission of ' || r.key from tables t cross join app_public.roles r
  where not exists (select from app_public.permissions p where p.object = t.name and p.role_id = r.id)
  union all
  select t.name, 'lacks the policy ' || r.key || ': ' || w.verb from tables t cross join app_public.roles r cross join lateral app_hidden.wanted_policies(r.id, t.name) w
  where not exists (
    select from pg_catalog.pg_policy p where p.polrelid = t.oid and p.polname = r.key || ': ' || w.verb
      and pg_catalog.obj_description(p.oid, 'pg_policy') = app_hidden.policy_text(w.verb, w.qual, w.check_qual) || ' #' || app_hidden.policy_digest(t.oid::regclass, p.polname))
  union all
  select t.name, 'has records that the registry lacks, or the other way round' from tables t
  where t.oid is not null and app_hidden.unregistered(t.oid::regclass, t.name);
end;
comment on function app_hidden.object_drift is 'Where objects differ from their tables, triggers, policies and registered records.';

create function app_hidden.field_drift() returns table (object text, what text)
language sql stable security definer set search_path = ''
begin atomic
  with columns as (
    select f.*, ft.sql_type, app_hidden.object_table(f.object) as oid, a.attnum, a.attnotnull, a.atttypid, a.atthasdef
    from app_public.fields f
    join app_public.field_types ft on ft.name = f.type
    left join pg_catalog.pg_attribute a on a.attrelid = app_hidden.object_table(f.object) and a.attname = f.column_name and not a.attisdropped
    where f.type <> 'many_to_many')
  select c.object, 'field ' || c.name || ' has no column' from columns c where c.attnum is null
  union all
  select c.object, 'field ' || c.name || ' has a column of another type' from columns c where c.is_custom and c.sql_type <> '' and c.atttypid <> c.sql_type::regtype
  union all
  select c.object, 'field ' || c.name || case when c.attnotnull then ' is not required and its column is' else ' is required and its column is not' end from columns c
  where c.is_custom and c.attnotnull <> (c.is_required or c.type = 'boolean' or c.sql_type = 'text[]')
  union all
  select c.object, 'field ' || c.name || case when c.atthasdef then ' has no default and its column has' else ' has a default and its column has not' end from columns c
  where c.is_custom and c.type <> 'formula' and c.atthasdef <> (c."default" is not null or c.type = 'boolean' or c.sql_type = 'text[]')
  union all
  select o.name, 'column ' || a.attname || ' belongs to no field' from app_public.objects o
  join pg_catalog.pg_attribute a on a.attrelid = app_hidden.object_table(o.name) and a.attnum > 0 and not a.attisdropped
  where o.is_custom and a.attname <> 'id'
    and not exists (select from app_public.fields f where f.object = o.name and a.attname in (f.column_name, f.settings ->> 'currency_column'))
  union all
  select c.object, 'field ' || c.name || ' lacks its ' || r.kind || ' ' || r.rule from (
    select c.object, c.name, c.oid, u.kind, u.suffix, app_hidden.rule_name(c.oid, u.column_name, u.suffix) as rule
    from columns c join app_public.fields f on f.id = c.id
    cross join lateral app_hidden.column_rules(f, app_hidden.option_values(f.id)) u where c.attnum is not null) c
  cross join lateral (select c.kind, c.rule) r
  where not case when c.kind = 'index' then exists (select from pg_catalog.pg_index i join pg_catalog.pg_class k on k.oid = i.indexrelid where i.indrelid = c.oid and k.relname = c.rule and i.indisvalid)
    else exists (select from pg_catalog.pg_constraint k where k.conrelid = c.oid and k.conname = c.rule and k.convalidated) end
  union all
  select c.object, 'the check of field ' || c.name || ' does not allow exactly its options' from columns c
  left join pg_catalog.pg_constraint k on k.conrelid = c.oid and k.conname = app_hidden.rule_name(c.oid, c.column_name, 'options')
  where c.is_custom and c.type in ('enum', 'multi_enum')
    and (regexp_count(pg_get_constraintdef(k.oid), '''(''''|[^''])*''::text') <> cardinality(app_hidden.option_values(c.id))
      or exists (select from app_public.field_options o where o.field_id = c.id and position(quote_literal(o.value) || '::text' in pg_get_constraintdef(k.oid)) = 0))
  union all
  select c.object, 'field ' || c.name || ' is no choice and has options' from columns c
  where c.type not in ('enum', 'multi_enum') and exists (select from app_public.field_options o where o.field_id = c.id);
end;
comment on function app_hidden.field_drift is 'Where fields differ from columns, defaults, checks and indexes.';

create function app_hidden.link_drift() returns table (object text, what text)
language sql stable security definer set search_path = ''
begin atomic
  with links as (
    select f.*, to_regclass(format('app_custom.%I', f.link_table)) as oid from app_public.fields f where f.type = 'many_to_many')
  select l.object, 'field ' || l.name || ' has no table of links' from links l where l.oid is null
  union all
  select l.object, 'the links of field ' || l.name || ' lack ' || w.what from links l
  cross join lateral (
    select 'row-level security' as what where not exists (select from pg_catalog.pg_class c where c.oid = l.oid and c.relrowsecurity)
    union all
    select 'the trigger ' || t.name from (values ('_900_track_link'), ('_900_track_unlink')) t (name)
    where not exists (select from pg_catalog.pg_trigger p where p.tgrelid = l.oid and p.tgname = t.name)
    union all
    select 'the policy ' || r.key || ': ' || v.verb from app_public.roles r cross join (values ('select'), ('insert'), ('delete')) v (verb)
    where not exists (select from pg_catalog.pg_policy p where p.polrelid = l.oid and p.polname = r.key || ': ' || v.verb)
    union all
    select 'the function ' || n.name from (values (l.link_table || '__to'), (l.link_table || '__of')) n (name)
    where not exists (select from pg_catalog.pg_proc p where p.pronamespace = 'app_custom'::regnamespace and p.proname = n.name)
  ) w
  where l.oid is not null;
end;
comment on function app_hidden.link_drift is 'Where fields of several records differ from the tables of their links.';

create function app_hidden.metadata_drift() returns table (object text, what text)
language sql stable security definer set search_path = ''
begin atomic
  select * from app_hidden.object_drift()
  union all
  select * from app_hidden.field_drift()
  union all
  select * from app_hidden.link_drift()
  order by 1, 2;
end;
comment on function app_hidden.metadata_drift is 'Where objects and fields differ from the tables, columns, constraints, triggers and policies that there are; no row when all is well.';
--! EndIncluded metadata/drift.sql
-- Who is told: members, endpoints, open clients.
--! Included notifications/notifications.sql
-- What the system tells a member: in the client, and by mail when mail is set up.
create table app_public.notifications (
  id uuid primary key default uuidv7(),
  user_id uuid not null references app_public.users on delete cascade,
  kind text not null constraint notifications_kind_format check (kind ~ '^[a-z][a-z_]{0,39}$'),
  title text not null constraint notifications_title_length check (length(title) between 1 and 300),
  body text not null default '' constraint notifications_body_length check (length(body) <= 2000),
  -- Deferred, because a row's triggers run before the statement's, which register the record.
  record_id uuid references app_public.records on delete cascade deferrable initially deferred,
  actor_id uuid references app_public.users on delete set null,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  transaction_id bigint not null default pg_current_xact_id()::text::bigint
);
create index notifications_user_idx on app_public.notifications (user_id, id);
create index notifications_unread_idx on app_public.notifications (user_id) where read_at is null;
create index notifications_record_idx on app_public.notifications (record_id);
create index notifications_actor_idx on app_public.notifications (actor_id);
create index notifications_transaction_idx on app_public.notifications (transaction_id);
alter table app_public.notifications enable row level security;
-- Mine, and nobody else's.
create policy "notifications: read" on app_public.notifications for select to :MEMBER using (user_id = (select app_hidden.user_id()));
create policy "notifications: update" on app_public.notifications for update to :MEMBER
  using (user_id = (select app_hidden.user_id())) with check (user_id = (select app_hidden.user_id()));
create policy "notifications: delete" on app_public.notifications for delete to :MEMBER using (user_id = (select app_hidden.user_id()));
grant select, update (read_at), delete on app_public.notifications to :MEMBER;

comment on table app_public.notifications is E'@behavior -insert\nSomething that the system tells a member. It names no record that the member might not be allowed to read: the record itself says what it is called.';
comment on column app_public.notifications.user_id is 'The member who is told.';
comment on column app_public.notifications.kind is 'task_reminder, task_assigned, mention, webhook_disabled, …';
comment on column app_public.notifications.title is 'What happened, in a sentence.';
comment on column app_public.notifications.record_id is 'The record that it is about.';
comment on column app_public.notifications.actor_id is 'The member whose doing it was.';
comment on column app_public.notifications.read_at is 'When the member saw it; null while unread.';
comment on column app_public.notifications.transaction_id is E'@behavior -*\nThe PostgreSQL transaction, by which the live feed finds it.';

create function app_hidden.notify_member(
  user_id uuid, kind text, title text, record_id uuid default null, body text default '', actor_id uuid default app_hidden.user_id()
) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into app_public.notifications (user_id, kind, title, record_id, body, actor_id)
  select u.id, notify_member.kind, left(notify_member.title, 300), notify_member.record_id, left(notify_member.body, 2000), notify_member.actor_id
  from app_public.users u where u.id = notify_member.user_id and u.is_active
  returning id into v_id;
  -- By mail only what is still unread after two minutes; a reminder cannot wait.
  if v_id is not null then
    perform app_hidden.add_job('notifications__send_email', json_build_object('notificationId', v_id),
      run_at => now() + case notify_member.kind when 'task_reminder' then interval '0' else interval '2 minutes' end, max_attempts => 8);
  end if;
end
$$;
comment on function app_hidden.notify_member is 'Tells an active member something; a deactivated one is told nothing.';
grant execute on function app_hidden.notify_member to :WORKER;

create function app_public.mark_notifications_read(ids uuid[] default null) returns integer
language plpgsql volatile as $$
declare
  v_count integer;
begin
  update app_public.notifications n set read_at = now()
  where n.user_id = app_hidden.user_id() and n.read_at is null and (mark_notifications_read.ids is null or n.id = any (mark_notifications_read.ids));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function app_public.mark_notifications_read is 'Marks these, or all, of my notifications as read, and says how many were not.';
grant execute on function app_public.mark_notifications_read to :MEMBER;

create function app_hidden.mail_of_notification(notification_id uuid, out user_id uuid, out db_role name, out email text, out title text, out body text, out object text, out record_id uuid)
language sql stable security definer set search_path = '' as $$
  select u.id, r.db_role, u.email, n.title, n.body, t.object, n.record_id
  from app_public.notifications n
  join app_public.users u on u.id = n.user_id and u.is_active
  join app_public.roles r on r.id = u.role_id
  left join app_public.records t on t.id = n.record_id
  where n.id = mail_of_notification.notification_id and n.read_at is null
    and coalesce((u.preferences -> 'notifyByEmail')::boolean, true);
$$;
comment on function app_hidden.mail_of_notification is
  'What the worker needs to send a notification by mail; nothing when it was read meanwhile, or the member wants no mail.';
grant execute on function app_hidden.mail_of_notification to :WORKER;
--! EndIncluded notifications/notifications.sql
--! Included notifications/notices.sql
-- Who is told what: a task given to somebody, and a member mentioned in a text.
create function app_hidden.actor_name() returns text
language sql stable security definer set search_path = ''
return coalesce((select u.name from app_public.users u where u.id = app_hidden.user_id()), 'The system');
comment on function app_hidden.actor_name is 'What people call whoever acts.';

create function app_hidden.tg_tasks__tell_assignee() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_given record;
begin
  -- One notice for all that a statement gives to somebody: an import of a thousand tasks is one sentence.
  for v_given in
    select n.assignee_id, count(*) as count, (array_agg(n.id))[1] as task_id
    from new_rows n
    where n.assignee_id is not null and n.status = 'open' and n.assignee_id is distinct from app_hidden.user_id()
    group by n.assignee_id
  loop
    perform app_hidden.tell_assignee(v_given.assignee_id, v_given.count, v_given.task_id);
  end loop;
  return null;
end
$$;
comment on function app_hidden.tg_tasks__tell_assignee is 'Tells members of the tasks that were made for them.';

create function app_hidden.tg_tasks__tell_new_assignee() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_given record;
begin
  for v_given in
    select n.assignee_id, count(*) as count, (array_agg(n.id))[1] as task_id
    from new_rows n join old_rows o on o.id = n.id
    where n.assignee_id is distinct from o.assignee_id
      and n.assignee_id is not null and n.status = 'open' and n.assignee_id is distinct from app_hidden.user_id()
    group by n.assignee_id
  loop
    perform app_hidden.tell_assignee(v_given.assignee_id, v_given.count, v_given.task_id);
  end loop;
  return null;
end
$$;
comment on function app_hidden.tg_tasks__tell_new_assignee is 'Tells members of the tasks that were given to them.';

create function app_hidden.tell_assignee(assignee_id uuid, count bigint, task_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app_hidden.notify_member(tell_assignee.assignee_id, 'task_assigned',
    format('%s gave you %s', app_hidden.actor_name(), case tell_assignee.count when 1 then 'a task' else tell_assignee.count || ' tasks' end),
    case tell_assignee.count when 1 then tell_assignee.task_id end);
end
$$;
comment on function app_hidden.tell_assignee is 'Tells a member of one task, or of how many.';

create trigger _950_tell_assignee after insert on app_public.tasks
  referencing new table as new_rows for each statement execute function app_hidden.tg_tasks__tell_assignee();
create trigger _950_tell_new_assignee after update on app_public.tasks
  referencing old table as old_rows new table as new_rows for each statement execute function app_hidden.tg_tasks__tell_new_assignee();

create function app_hidden.mentioned(body text) returns setof uuid
language sql immutable parallel safe strict
begin atomic
  select distinct m[1]::uuid from regexp_matches(body, '@\[[^\]]*\]\(user:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\)', 'g') m;
end;
comment on function app_hidden.mentioned is 'The members that a Markdown text mentions: @[Ana](user:<id>).';

create function app_hidden.tg__tell_mentioned() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_before text := case when tg_op = 'UPDATE' then old.body else '' end;
begin
  perform app_hidden.notify_member(m.id, 'mention', format('%s mentioned you in a %s', app_hidden.actor_name(), tg_argv[0]), new.id)
  from (select app_hidden.mentioned(new.body) as id except select app_hidden.mentioned(v_before)) m
  where m.id is distinct from app_hidden.user_id();
  return null;
end
$$;
comment on function app_hidden.tg__tell_mentioned is 'Tells members that a text mentions them, once for each text.';
create trigger _950_tell_mentioned after insert or update of body on app_public.notes
  for each row when (new.body like '%](user:%') execute function app_hidden.tg__tell_mentioned('note');
create trigger _950_tell_mentioned after insert or update of body on app_public.tasks
  for each row when (new.body like '%](user:%') execute function app_hidden.tg__tell_mentioned('task');
--! EndIncluded notifications/notices.sql
--! Included notifications/reminders.sql
-- Reminders of tasks. A job looks each minute for what is due and for what will be within the minute; that gets a job of its own.
create index tasks_remind_at_idx on app_public.tasks (remind_at) where status = 'open' and remind_at is not null;

create table app_private.reminders_sent (
  task_id uuid references app_public.tasks on delete cascade,
  remind_at timestamptz,
  sent_at timestamptz not null default now(),
  primary key (task_id, remind_at)
);
create index on app_private.reminders_sent (sent_at);
alter table app_private.reminders_sent enable row level security;
comment on table app_private.reminders_sent is 'Which reminders were given, so that none is given twice. Moving a reminder makes it another one.';

create function app_hidden.send_reminders() returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_count integer;
begin
  with due as (
    insert into app_private.reminders_sent (task_id, remind_at)
    select t.id, t.remind_at from app_public.tasks t
    where t.status = 'open' and t.remind_at <= now()
      -- A worker that was away makes up for a week; what lay in the past when the task was made, as in an import, is nobody's reminder.
      and t.remind_at > now() - interval '7 days' and t.remind_at > t.created_at - interval '5 minutes'
    on conflict do nothing
    returning task_id
  ),
  told as (
    select app_hidden.notify_member(coalesce(t.assignee_id, t.owner_id), 'task_reminder', 'Reminder of a task', t.id, actor_id => null)
    from due join app_public.tasks t on t.id = due.task_id
    where coalesce(t.assignee_id, t.owner_id) is not null
  )
  select count(*) into v_count from told;
  delete from app_private.reminders_sent r where r.sent_at < now() - interval '30 days' and r.remind_at < now() - interval '30 days';
  perform app_hidden.add_job('notifications__send_reminders', run_at => t.remind_at, job_key => 'reminders ' || t.remind_at)
  from (
    select distinct t.remind_at from app_public.tasks t
    where t.status = 'open' and t.remind_at > now() and t.remind_at < now() + interval '1 minute') t;
  return v_count;
end
$$;
comment on function app_hidden.send_reminders is 'Tells the assignee (or else the owner) of each open task whose reminder is due, once.';
grant execute on function app_hidden.send_reminders to :WORKER;

create function app_hidden.tg_tasks__remind_soon() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app_hidden.add_job('notifications__send_reminders', run_at => new.remind_at, job_key => 'reminders ' || new.remind_at);
  return null;
end
$$;
comment on function app_hidden.tg_tasks__remind_soon is 'A reminder within the next minute does not wait for the job that looks each minute.';
create trigger _950_remind_soon after insert or update of remind_at on app_public.tasks
  for each row when (new.status = 'open' and new.remind_at between now() and now() + interval '1 minute')
  execute function app_hidden.tg_tasks__remind_soon();
--! EndIncluded notifications/reminders.sql
--! Included live/scopes.sql
-- What each role reads of each object, from the policies as they are in force, a DBA's own among them: so that what is sent out
-- (live changes, webhooks) is exactly what a SELECT would give, mostly without having to ask for each person.
create view app_hidden.read_scopes as
  select o.name as object, r.db_role,
    case
      when not c.relrowsecurity then 'all'
      when bool_or(not p.polpermissive) then 'ask'
      when bool_or(pg_get_expr(p.polqual, p.polrelid) = 'true') then 'all'
      when count(p.oid) = 0 then 'none'
      when bool_and(pg_get_expr(p.polqual, p.polrelid) = '(owner_id = ( SELECT app_hidden.user_id() AS user_id))') then 'own'
      else 'ask'
    end as scope
  from app_public.objects o
  join pg_catalog.pg_class c on c.oid = format('%I.%I', o.schema_name, o.name)::regclass
  cross join app_public.roles r
  left join pg_catalog.pg_policy p on p.polrelid = c.oid and p.polcmd in ('r', '*')
    and exists (select from unnest(p.polroles) g where g = 0 or pg_has_role(r.db_role, g, 'usage'))
  group by o.name, r.db_role, c.relrowsecurity;
comment on view app_hidden.read_scopes is
  'Per object and PostgreSQL role: all, none, own (owner_id is me), or ask, when only a SELECT as that person can tell. Read by definer functions.';

create function app_hidden.visible_ids(object text, ids uuid[]) returns uuid[]
language plpgsql stable set search_path = '' as $$
declare
  v_table text := app_hidden.table_of(visible_ids.object);
  v_ids uuid[] := '{}';
begin
  if v_table is not null then
    execute format('select coalesce(array_agg(t.id), ''{}'') from %s t where t.id = any ($1)', v_table) into v_ids using visible_ids.ids;
  end if;
  return v_ids;
end
$$;
comment on function app_hidden.visible_ids is 'Which of these records the role in force may read.';

create function app_hidden.table_of(object text) returns text
language sql stable security definer set search_path = ''
return (select format('%I.%I', o.schema_name, o.name) from app_public.objects o where o.name = table_of.object);
comment on function app_hidden.table_of is 'The table of an object, quoted.';
grant execute on function app_hidden.visible_ids, app_hidden.table_of to :MEMBER, :WORKER, :AUTHENTICATOR;
--! EndIncluded live/scopes.sql
--! Included live/workspace.sql
-- What is no record and yet on every screen: objects and fields, stages, members, rights, views. Open clients are told that some of it
-- changed, and ask for it again.
create table app_private.workspace_changes (
  transaction_id bigint primary key default pg_current_xact_id()::text::bigint,
  at timestamptz not null default now()
);
create index workspace_changes_at_idx on app_private.workspace_changes (at);
alter table app_private.workspace_changes enable row level security;
comment on table app_private.workspace_changes is 'Transactions that changed what clients are made from; kept for two days, because a cursor of the live feed is good for one.';

create function app_hidden.tg__tell_workspace() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into app_private.workspace_changes default values on conflict on constraint workspace_changes_pkey do nothing;
  if found then
    delete from app_private.workspace_changes w where w.at < now() - interval '2 days';
  end if;
  return null;
end
$$;
comment on function app_hidden.tg__tell_workspace is 'Tells the live feed that what clients are made from has changed.';

do $$
declare
  v_table regclass;
begin
  foreach v_table in array array[
    'app_public.objects', 'app_public.fields', 'app_public.field_options', 'app_public.pipelines', 'app_public.stages',
    'app_public.roles', 'app_public.permissions', 'app_public.workspace', 'app_public.views', 'app_public.favorites']::regclass[]
  loop
    execute format('create trigger _800_tell_workspace after insert or update or delete on %s for each statement execute function app_hidden.tg__tell_workspace()', v_table);
  end loop;
end
$$;
create trigger _800_tell_workspace after insert or delete or update of name, email, role_id, is_active on app_public.users
  for each statement execute function app_hidden.tg__tell_workspace();
--! EndIncluded live/workspace.sql
--! Included live/feed.sql
-- The live feed: app_public.changes read from a position on. A position is a PostgreSQL snapshot, "xmin:xmax:running,…". What is new
-- is what was not visible then and is now. So nothing is skipped when transactions end out of order, and a long one holds nobody up.
create type app_hidden.live_change as (
  id bigint,
  transaction_id bigint,
  object text,
  operation text,
  record_id uuid,
  count bigint,
  user_id uuid,
  at timestamptz,
  changed text[],
  owners uuid[],
  former_owner uuid,
  sample uuid[]
);
comment on type app_hidden.live_change is
  'A change as the server that distributes it sees it: more than a subscriber may. id: of app_public.changes. record_id: null of a bundle of count records, of which sample has some. owners: whose it is, or was when it went. former_owner: when this change gave it to somebody else.';

create function app_hidden.live_changes(since pg_snapshot, until pg_snapshot default null, most integer default 1000)
returns setof app_hidden.live_change
language sql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan rows 20 as $$
  with arrived as materialized (
    select c.transaction_id, c.at, c.object, c.operation, count(*) as count, max(c.id) as last
    from app_public.changes c
    where c.at > now() - interval '32 days' -- no transaction is as long, and older months need not be looked into
      and (c.transaction_id >= pg_snapshot_xmax(since)::text::bigint
        or c.transaction_id = any (array(select x::text::bigint from pg_snapshot_xip(since) x)))
      and (until is null or pg_visible_in_snapshot(c.transaction_id::text::xid8, until))
    group by c.transaction_id, c.at, c.object, c.operation
  ),
  bundled as (
    select a.*, a.count > most or sum(a.count) over (order by a.last) > most * 5 as is_bundle from arrived a
  )
  select c.id, c.transaction_id, c.object, c.operation, c.record_id, 1, c.user_id, c.at,
    array(select jsonb_object_keys(c.new) order by 1),
    array[case when r.id is null then coalesce(c.old ->> 'owner_id', c.new ->> 'owner_id')::uuid else r.owner_id end],
    case c.operation when 'update' then (c.old ->> 'owner_id')::uuid end,
    null::uuid[]
  from bundled b
  join app_public.changes c on c.transaction_id = b.transaction_id and c.at = b.at and c.object = b.object and c.operation = b.operation
  left join app_public.records r on r.id = c.record_id
  where not b.is_bundle
  union all
  select b.last, b.transaction_id, b.object, b.operation, null, b.count, null, b.at, null, e.owners, null, e.sample
  from bundled b
  cross join lateral (
    select array_agg(distinct coalesce(r.owner_id, (c.old ->> 'owner_id')::uuid)) as owners, (array_agg(c.record_id))[1:500] as sample
    from app_public.changes c left join app_public.records r on r.id = c.record_id
    where c.transaction_id = b.transaction_id and c.at = b.at and c.object = b.object and c.operation = b.operation
  ) e
  where b.is_bundle
  union all
  select null, n.transaction_id, 'notifications', 'insert', n.id, 1, n.actor_id, n.created_at, null, array[n.user_id], null, null
  from app_public.notifications n
  where (n.transaction_id >= pg_snapshot_xmax(since)::text::bigint
      or n.transaction_id = any (array(select x::text::bigint from pg_snapshot_xip(since) x)))
    and (until is null or pg_visible_in_snapshot(n.transaction_id::text::xid8, until))
  union all
  select null, w.transaction_id, 'workspace', 'update', null, 1, null, w.at, null, null, null, null
  from app_private.workspace_changes w
  where (w.transaction_id >= pg_snapshot_xmax(since)::text::bigint
      or w.transaction_id = any (array(select x::text::bigint from pg_snapshot_xip(since) x)))
    and (until is null or pg_visible_in_snapshot(w.transaction_id::text::xid8, until))
  order by 1 nulls last -- by which the changes of any one record keep their order
$$;
comment on function app_hidden.live_changes is
  'What became visible after a position (up to another one), notifications and changes of the workspace included. More than `most` records of an object in one transaction, and whatever is beyond five times that, come as bundles.';

create function app_hidden.poll_live_changes(since text, until text default null) returns table (snapshot text, change app_hidden.live_change)
language plpgsql stable security definer set search_path = '' as $$
begin
  -- Stable: the snapshot is the calling statement's, here and in the feed.
  return query
  select n.now::text, c
  from (select pg_current_snapshot() as now) n
  left join lateral app_hidden.live_changes(poll_live_changes.since::pg_snapshot, poll_live_changes.until::pg_snapshot) c on poll_live_changes.since is not null;
end
$$;
comment on function app_hidden.poll_live_changes is
  'The position now, with each change since another one (up to a third), or with null when there was none. For the server, which gives each subscriber what they may see.';

create function app_hidden.live_in_bundle(change_id bigint, ids uuid[]) returns uuid[]
language sql stable security definer set search_path = ''
return (
  select array_agg(distinct c.record_id)
  from app_public.changes b
  join app_public.changes c on c.transaction_id = b.transaction_id and c.at = b.at and c.object = b.object and c.operation = b.operation
  where b.id = change_id and c.record_id = any (ids)
);
comment on function app_hidden.live_in_bundle is 'Which of these records are in the bundle whose last change this is.';

create function app_public.live_cursor() returns text
language sql stable
return pg_current_snapshot()::text || '@' || floor(extract(epoch from now()));
comment on function app_public.live_cursor is
  'The position of the live feed now. Ask for it together with what you show, and give it to recordChanges as after: then nothing that changes in between is missed.';
grant execute on function app_public.live_cursor to :MEMBER;

create function app_hidden.live_access(sessions uuid[], keys bytea[], objects text[])
returns table (number integer, user_id uuid, db_role name, scopes jsonb)
language plpgsql volatile security definer set search_path = '' as $$
begin
  return query
  with callers as materialized (
    select c.number::integer, a.user_id, a.db_role
    from unnest(live_access.sessions, live_access.keys) with ordinality c (session_id, key, number)
    cross join lateral app_hidden.access(c.session_id, c.key) a
  )
  select c.number, c.user_id, c.db_role, s.scopes
  from callers c
  left join (
    select r.db_role, jsonb_object_agg(r.object, r.scope) as scopes
    from app_hidden.read_scopes r
    where r.object = any (live_access.objects) and r.db_role in (select d.db_role from callers d)
    group by r.db_role
  ) s on s.db_role = c.db_role;
end
$$;
comment on function app_hidden.live_access is
  'For each caller (a session, or the SHA-256 of an API key) who they are now and what their role reads of these objects; nulls for one whose session or key has ended.';

create function app_hidden.visible_to(askers jsonb, asked jsonb) returns table (user_id uuid, db_role name, ids uuid[])
language plpgsql volatile set search_path = '' as $$
begin
  for visible_to.user_id, visible_to.db_role in select a.user_id, a.db_role from jsonb_to_recordset(askers) a (user_id uuid, db_role name) loop
    perform set_config('app.user_id', visible_to.user_id::text, true), set_config('role', visible_to.db_role::text, true);
    select array_agg(i.id) into visible_to.ids
    from jsonb_each(asked) o cross join unnest(app_hidden.visible_ids(o.key, array(select jsonb_array_elements_text(o.value)::uuid))) i (id);
    perform set_config('role', 'none', true), set_config('app.user_id', '', true);
    return next;
  end loop;
end
$$;
comment on function app_hidden.visible_to is
  'Which of these records ({object: [ids]}) each of these people ([{user_id, db_role}]) may read: asked under their own role, for what their role''s scope does not tell.';
grant execute on function app_hidden.poll_live_changes, app_hidden.live_in_bundle, app_hidden.live_access, app_hidden.visible_to to :AUTHENTICATOR;
--! EndIncluded live/feed.sql
-- How it is taken back.
--! Included audit/undo_plan.sql
-- What a transaction did, taken together: what it would take to undo it, and what stands in the way.
create type app_hidden.undo_step as (
  verb text,
  object text,
  record_id uuid,
  title text,
  wanted jsonb,
  had jsonb,
  last_id bigint
);
comment on type app_hidden.undo_step is
  'What undoes the changes of one record or link: insert, update or delete it, link or unlink. wanted: the columns before the transaction; had: after it; last_id: its last change in it.';

create function app_hidden.undo_steps(transaction_id bigint, at timestamptz) returns setof app_hidden.undo_step
language sql stable security definer set search_path = '' as $$
  with changed as materialized (
    select c.*, o.name is not null as is_record
    from app_public.changes c left join app_public.objects o on o.name = c.object
    where c.transaction_id = undo_steps.transaction_id and c.at = undo_steps.at
  ),
  -- In one pass: before, the earliest old value of each column; after, the latest new one (of equal keys the last counts).
  record as (
    select c.record_id, min(c.object) as object, (array_agg(c.title order by c.id desc))[1] as title, max(c.id) as last_id,
      (array_agg(c.operation order by c.id))[1] as first_operation, (array_agg(c.operation order by c.id desc))[1] as last_operation,
      jsonb_object_agg(e.key, e.value order by c.id desc) filter (where e.was) as before,
      jsonb_object_agg(e.key, e.value order by c.id) filter (where not e.was) as after
    from changed c
    left join lateral (
      select true as was, o.key, o.value from jsonb_each(c.old) o union all select false, n.key, n.value from jsonb_each(c.new) n) e on true
    where c.is_record group by c.record_id
  )
  select s.verb, r.object, r.record_id, r.title,
    case s.verb when 'update' then u.wanted else r.before end, case s.verb when 'update' then u.had else r.after end, r.last_id
  from record r
  cross join lateral (
    select case
      when r.first_operation = 'insert' and r.last_operation = 'delete' then null
      when r.first_operation = 'insert' then 'delete'
      when r.last_operation = 'delete' then 'insert'
      else 'update' end as verb) s
  left join lateral (
    select jsonb_object_agg(k, coalesce(r.before -> k, 'null')) as wanted, jsonb_object_agg(k, coalesce(r.after -> k, 'null')) as had
    from (select jsonb_object_keys(r.before) union select jsonb_object_keys(r.after)) keys (k)
    where s.verb = 'update' and k not in ('id', 'created_at', 'created_by', 'updated_at', 'updated_by')
      and coalesce(r.before -> k, 'null') <> coalesce(r.after -> k, 'null')) u on true
  where s.verb <> 'update' or u.wanted is not null
  union all
  select case l.last_operation when 'insert' then 'unlink' else 'link' end, l.object, l.record_id, l.title,
    case l.last_operation when 'delete' then l.link end, case l.last_operation when 'insert' then l.link end, l.last_id
  from (
    select c.object, coalesce(c.new, c.old) as link, min(c.record_id::text)::uuid as record_id, max(c.title) as title, max(c.id) as last_id,
      (array_agg(c.operation order by c.id))[1] as first_operation, (array_agg(c.operation order by c.id desc))[1] as last_operation
    from changed c where not c.is_record group by c.object, coalesce(c.new, c.old)
  ) l
  where l.first_operation = l.last_operation;
$$;
comment on function app_hidden.undo_steps is 'What undoes a transaction (its number and when it began), one step for each record and link that it changed.';

create function app_hidden.sees_changes(transaction_id bigint, at timestamptz) returns boolean
language sql stable security definer set search_path = ''
return app_hidden.is_owner() or not exists (
  select from app_public.changes c
  left join app_public.records r on r.id = c.record_id
  left join app_hidden.read_scopes s on s.object = coalesce(r.object, c.object) and s.db_role = (
    select t.db_role from app_public.roles t where t.id = app_hidden.role_id())
  where c.transaction_id = sees_changes.transaction_id and c.at = sees_changes.at
    and c.user_id is distinct from app_hidden.user_id()
    and not (s.scope = 'all' or s.scope = 'own' and app_hidden.user_id() in (r.owner_id, (c.old ->> 'owner_id')::uuid)));
comment on function app_hidden.sees_changes is 'Whether the caller made, or may read, everything that a transaction changed.';

create function app_hidden.relation_columns(object text) returns table (column_name name, target text)
language sql stable security definer set search_path = ''
begin atomic
  select f.column_name, f.target_object from app_public.fields f
  where f.object = relation_columns.object and f.column_name is not null and f.target_object is not null;
end;
comment on function app_hidden.relation_columns is 'The columns of an object that point to other records.';

create function app_hidden.link_tables() returns table (name text, link_table regclass, columns name[])
language sql stable security definer set search_path = '' as $$
  select c.relname::text, c.oid::regclass, array_agg(a.attname order by a.attnum)
  from pg_catalog.pg_trigger t
  join pg_catalog.pg_class c on c.oid = t.tgrelid
  join pg_catalog.pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
  join pg_catalog.pg_class target on target.oid = k.confrelid
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
  where t.tgname = '_900_track_unlink' and (target.oid = 'app_public.records'::regclass
    or exists (select from app_public.objects o where format('%I.%I', o.schema_name, o.name)::regclass = target.oid))
  group by c.oid, c.relname;
$$;
comment on function app_hidden.link_tables is 'The tables whose rows link records (track_links), with the columns that point to them.';

create function app_hidden.describe_changer(change app_public.changes) returns text
language sql stable security definer set search_path = ''
return coalesce((select u.name from app_public.users u where u.id = change.user_id), change.db_role);
comment on function app_hidden.describe_changer is 'Who made a change, in words.';

create function app_hidden.refuse_undo(record_id uuid, title text, last_id bigint, columns text[] default null, what text default null) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  v_later app_public.changes;
  v_fields text;
  v_name text := coalesce('“' || nullif(refuse_undo.title, '') || '”', 'A record without a name');
begin
  select c.* into v_later from app_public.changes c
  where c.record_id = refuse_undo.record_id and c.id > refuse_undo.last_id and c.object in (select o.name from app_public.objects o)
    and (refuse_undo.columns is null or coalesce(c.new, '{}') || coalesce(c.old, '{}') ?| refuse_undo.columns)
  order by c.id desc limit 1;
  select string_agg(lower(coalesce(f.label, k)), ', ' order by f.position) into v_fields
  from unnest(refuse_undo.columns) k left join app_public.fields f on f.object = v_later.object and f.column_name = k;
  perform app_hidden.fail('RM409', 'undo_unchanged',
    coalesce(v_name || ' ' || refuse_undo.what || '.',
      v_name || ' was ' || case when v_later.operation = 'delete' then 'deleted' when v_later.operation = 'insert' then 'restored' else 'changed' end || ' since'
        || coalesce(' by ' || app_hidden.describe_changer(v_later), '')
        || coalesce(' (' || case when v_later.operation = 'update' then v_fields end || ')', '') || '.'),
    'Undo the later change first, or set the record right by hand. Nothing was undone.');
end
$$;
comment on function app_hidden.refuse_undo is 'Says which record stands in the way of an undo, and what happened to it since. Raises RM409.';

create function app_hidden.is_undo(becomes anyelement, columns text[]) returns boolean
language plpgsql stable security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_undoes bigint := nullif(current_setting('app.undoes', true), '')::bigint;
  v_row jsonb;
begin
  if v_undoes is null then
    return false;
  end if;
  v_row := to_jsonb(becomes);
  return coalesce((
    select bool_and(b.value = v_row -> b.key) from (
      select distinct on (e.key) e.key, e.value from app_public.changes c cross join jsonb_each(c.old) e
      where c.transaction_id = v_undoes and c.record_id = (v_row ->> 'id')::uuid and e.key = any (is_undo.columns)
      order by e.key, c.id) b), false);
end
$$;
comment on function app_hidden.is_undo is
  'Whether a row that is being written becomes, in these columns, what it was before the transaction that is being undone: then nothing is derived, and no rule of moving asked.';

create function app_hidden.creator_of(id uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  v_deleted app_public.changes;
begin
  select c.* into v_deleted from app_public.changes c where c.record_id = creator_of.id and c.operation = 'delete' and c.old ? 'created_at' order by c.id desc limit 1;
  return case when v_deleted.id is null then app_hidden.user_id() else (v_deleted.old ->> 'created_by')::uuid end;
end
$$;
comment on function app_hidden.creator_of is 'Who created a record that is being inserted: whoever inserts it, unless it was there before.';
grant execute on function app_hidden.is_undo, app_hidden.creator_of to :MEMBER;
--! EndIncluded audit/undo_plan.sql
--! Included audit/undo_check.sql
-- Whether a transaction can be undone: everything is still as it left it, and nothing else has come to depend on it.
create function app_hidden.check_columns(steps app_hidden.undo_step[]) returns void
language plpgsql volatile security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_object text;
  v_found record;
begin
  for v_object in select distinct s.object from unnest(steps) s where s.verb in ('insert', 'update', 'delete') order by 1 loop
    -- Locked, so that nobody changes them between this look and the undo.
    execute format($sql$
      select s.record_id, s.title, s.last_id, s.verb, t.now is null as is_gone, differing.columns
      from unnest($1) s
      left join lateral (select to_jsonb(r) as now from %1$s r where r.id = s.record_id for update) t on true
      left join lateral (
        select array_agg(k order by k) as columns from jsonb_object_keys(s.had) k
        where s.verb <> 'insert' and t.now -> k is distinct from s.had -> k) differing on true
      where s.object = $2 and s.verb in ('insert', 'update', 'delete')
        and (case s.verb when 'insert' then t.now is not null else t.now is null end or differing.columns is not null)
      limit 1$sql$, app_hidden.object_table(v_object)) into v_found using steps, v_object;
    if v_found.record_id is not null then
      perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id,
        case when v_found.verb <> 'insert' and not v_found.is_gone then v_found.columns end);
    end if;
    -- Of what was created, fields that were empty then may have been filled since.
    execute format($sql$
      select s.record_id, s.title, s.last_id, array_agg(distinct k) as columns
      from unnest($1) s
      join %1$s r on r.id = s.record_id
      join app_public.changes c on c.record_id = s.record_id and c.id > s.last_id and c.operation = 'update'
      cross join jsonb_object_keys(c.new) k
      where s.object = $2 and s.verb = 'delete' and coalesce(to_jsonb(r) -> k, 'null') <> coalesce(s.had -> k, 'null')
      group by s.record_id, s.title, s.last_id limit 1$sql$, app_hidden.object_table(v_object)) into v_found using steps, v_object;
    if v_found.record_id is not null then
      perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id, v_found.columns);
    end if;
  end loop;
end
$$;
comment on function app_hidden.check_columns is 'Refuses an undo when a record is not as the transaction left it: changed, deleted or restored since.';

create function app_hidden.check_dependents(steps app_hidden.undo_step[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_leaving uuid[] := array(select s.record_id from unnest(steps) s where s.verb = 'delete');
  v_relation record;
  v_link record;
  v_column name;
  v_found record;
begin
  if cardinality(v_leaving) = 0 then
    return;
  end if;
  for v_relation in
    select distinct o.name as object, o.label, r.column_name from app_public.objects o cross join app_hidden.relation_columns(o.name) r
    where r.target in (select s.object from unnest(steps) s where s.verb = 'delete')
  loop
    execute format($sql$
      select s.record_id, s.title, s.last_id, n.title as dependent
      from %1$s t
      join unnest($1) s on s.record_id = t.%2$I and s.verb = 'delete'
      join app_public.records n on n.id = t.id
      where t.%2$I = any ($2) and not exists (
        select from unnest($1) o where o.record_id = t.id and (o.verb = 'delete' or o.verb = 'update' and o.had ->> %2$L = t.%2$I::text))
      limit 1$sql$, app_hidden.object_table(v_relation.object), v_relation.column_name) into v_found using steps, v_leaving;
    if v_found.record_id is not null then
      perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id,
        what => format('is used since by the %s “%s”', lower(v_relation.label), v_found.dependent));
    end if;
  end loop;
  for v_link in select * from app_hidden.link_tables() l where l.name <> 'favorites' loop
    foreach v_column in array v_link.columns loop
      execute format($sql$
        select s.record_id, s.title, s.last_id from %1$s t join unnest($1) s on s.record_id = t.%2$I and s.verb = 'delete'
        where t.%2$I = any ($2) and to_jsonb(t) not in (select l.had from unnest($1) l where l.object = $3 and l.verb = 'unlink')
        limit 1$sql$, v_link.link_table, v_column) into v_found using steps, v_leaving, v_link.name;
      if v_found.record_id is not null then
        perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id,
          what => case v_link.name when 'note_targets' then 'has got a note since' when 'task_targets' then 'has got a task since' else 'was linked to another record since' end);
      end if;
    end loop;
  end loop;
end
$$;
comment on function app_hidden.check_dependents is 'Refuses an undo that would delete records to which something else has been linked since.';

create function app_hidden.check_targets(steps app_hidden.undo_step[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_found record;
  v_link record;
begin
  select s.record_id, s.title, s.last_id, f.label, coalesce((
    select c.title from app_public.changes c where c.record_id = (s.wanted ->> f.column_name)::uuid and c.object = f.target_object order by c.id desc limit 1), '') as target
  into v_found
  from unnest(steps) s
  join app_public.fields f on f.object = s.object and f.column_name is not null and f.target_object is not null
  where s.verb in ('insert', 'update') and s.wanted ->> f.column_name is not null
    and not exists (select from app_public.records t where t.id = (s.wanted ->> f.column_name)::uuid)
    and not exists (select from unnest(steps) o where o.verb = 'insert' and o.record_id = (s.wanted ->> f.column_name)::uuid)
  limit 1;
  if found then
    perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id,
      what => format('had “%s” as its %s, which was deleted since', v_found.target, lower(v_found.label)));
  end if;
  for v_link in
    select l.*, s.verb, s.record_id, s.title, s.last_id, coalesce(s.wanted, s.had) as link
    from unnest(steps) s join app_hidden.link_tables() l on l.name = s.object where s.verb in ('link', 'unlink') and l.name <> 'favorites'
  loop
    execute format('select exists (select from %s t where to_jsonb(t) = $1) as is_there', v_link.link_table) into v_found using v_link.link;
    if v_found.is_there <> (v_link.verb = 'unlink') then
      perform app_hidden.refuse_undo(v_link.record_id, v_link.title, v_link.last_id,
        what => case when v_found.is_there then 'was linked again since' else 'was unlinked since' end);
    end if;
    if v_link.verb = 'link' and exists (
      select from unnest(v_link.columns) k where
        not exists (select from app_public.records t where t.id = (v_link.link ->> k)::uuid)
        and not exists (select from unnest(steps) o where o.verb = 'insert' and o.record_id = (v_link.link ->> k)::uuid)) then
      perform app_hidden.refuse_undo(v_link.record_id, v_link.title, v_link.last_id, what => 'was linked to a record that was deleted since');
    end if;
  end loop;
end
$$;
comment on function app_hidden.check_targets is 'Refuses an undo that would point to records which are gone, or make or remove links that are so already.';
--! EndIncluded audit/undo_check.sql
--! Included audit/undo.sql
-- Undo of any transaction, and restore of a deleted record: under the caller's own rights, all or none, itself a change like any other.
create function app_hidden.is_moved_link(steps app_hidden.undo_step[], moved app_hidden.undo_step, columns name[], restored uuid[]) returns boolean
language sql stable set search_path = ''
return moved.verb = 'unlink' and exists (
  select from unnest(steps) s
  where s.verb = 'link' and s.object = moved.object
    and exists (select from unnest(columns) k where s.wanted ->> k = moved.had ->> k)
    and exists (select from unnest(columns) k where (s.wanted ->> k)::uuid = any (restored)));
comment on function app_hidden.is_moved_link is 'Whether a link was taken over from a record that went, as merging does.';

create function app_hidden.own_writes(steps app_hidden.undo_step[]) returns setof app_hidden.undo_step
language plpgsql stable security definer set search_path = '' as $$
declare
  v_restored constant uuid[] := array(select s.record_id from unnest(steps) s where s.verb = 'insert');
  v_leaving constant uuid[] := array(select s.record_id from unnest(steps) s where s.verb = 'delete');
  v_object text;
  v_link record;
  v_columns text[];
  v_blank jsonb;
  v_relations text[];
begin
  for v_object in select distinct s.object from unnest(steps) s where s.verb in ('insert', 'update', 'delete') loop
    select array_agg(a.attname::text), coalesce(jsonb_object_agg(a.attname, null) filter (where not a.attnotnull), '{}'),
      array(select r.column_name::text from app_hidden.relation_columns(v_object) r)
    into v_columns, v_blank, v_relations
    from pg_catalog.pg_attribute a
    where a.attrelid = app_hidden.object_table(v_object) and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
    return query
    select s.verb, s.object, s.record_id, s.title, case when s.verb = 'insert' then v_blank || w.wanted else w.wanted end, s.had, s.last_id
    from unnest(steps) s
    left join lateral (
      select jsonb_object_agg(e.key, case when e.key = any (v_relations) and (e.value #>> '{}')::uuid = any (v_restored) then 'null' else e.value end) as wanted
      from jsonb_each(s.wanted) e
      where s.verb <> 'delete' and e.key = any (v_columns)
        -- A relation to what returns, or to what goes, follows by itself.
        and not (s.verb = 'update' and e.key = any (v_relations) and (
          coalesce((e.value #>> '{}')::uuid = any (v_restored), false)
          or e.value = 'null' and coalesce((s.had ->> e.key)::uuid = any (v_leaving), false)))
    ) w on true
    where s.object = v_object and (s.verb in ('insert', 'delete') or w.wanted is not null);
  end loop;
  for v_link in select * from app_hidden.link_tables() l where l.name <> 'favorites' loop
    return query
    select s.* from unnest(steps) s
    where s.object = v_link.name and s.verb in ('link', 'unlink')
      and not exists (select from unnest(v_link.columns) k where (coalesce(s.wanted, s.had) ->> k)::uuid = any (v_restored || v_leaving))
      and not app_hidden.is_moved_link(steps, s, v_link.columns, v_restored);
  end loop;
end
$$;
comment on function app_hidden.own_writes is
  'Of the steps of an undo those that the caller has to write. What the database did by itself when a record went (links, relations set to null) it does again by itself: reconnect.';

create function app_hidden.plan_undo(transaction_id bigint, record_id uuid default null) returns setof app_hidden.undo_step
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_at timestamptz := (select max(c.at) from app_public.changes c where c.transaction_id = plan_undo.transaction_id);
  v_steps app_hidden.undo_step[];
begin
  if v_at is null then
    perform app_hidden.fail('RM404', 'undo_known', 'There is no such change.', 'The audit log names the transactions that can be undone.', 'transaction_id');
  end if;
  if record_id is null and not app_hidden.sees_changes(plan_undo.transaction_id, v_at) then
    perform app_hidden.fail('RM403', 'undo_visible', 'This change touched records that you may not see.', 'Ask somebody who may see all of them to undo it.', 'transaction_id');
  end if;
  select array_agg(s order by s.last_id desc) into v_steps from app_hidden.undo_steps(plan_undo.transaction_id, v_at) s
  where plan_undo.record_id is null or s.record_id = plan_undo.record_id and s.verb = 'insert';
  if v_steps is null then
    perform app_hidden.fail('RM409', 'undo_needed', 'There is nothing to undo: it changed nothing in the end.', field => 'transaction_id');
  end if;
  perform app_hidden.check_columns(v_steps);
  if plan_undo.record_id is null then
    perform app_hidden.check_dependents(v_steps);
    perform app_hidden.check_targets(v_steps);
  else -- one record comes back without those that went with it
    v_steps[1].wanted := v_steps[1].wanted - array(
      select r.column_name::text from app_hidden.relation_columns(v_steps[1].object) r
      where not exists (select from app_public.records t where t.id = (v_steps[1].wanted ->> r.column_name)::uuid));
  end if;
  return query select * from app_hidden.own_writes(v_steps);
end
$$;
comment on function app_hidden.plan_undo is
  'What the caller has to write to undo a transaction, or to restore one record that it deleted. Locks the records. Raises RM404, RM403, and RM409 when something stands in the way.';

create function app_hidden.reconnect(transaction_id bigint) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_steps constant app_hidden.undo_step[] := array(
    select s from app_hidden.undo_steps(reconnect.transaction_id,
      (select max(c.at) from app_public.changes c where c.transaction_id = reconnect.transaction_id)) s);
  -- What this very transaction has brought back.
  v_restored constant uuid[] := array(
    select s.record_id from unnest(v_steps) s
    join app_public.changes c on c.record_id = s.record_id and c.transaction_id = pg_current_xact_id()::text::bigint and c.operation = 'insert'
    where s.verb = 'insert');
  v_relation record;
  v_link record;
begin
  if cardinality(v_restored) = 0 then
    return;
  end if;
  for v_relation in
    select distinct o.object, r.column_name from (select distinct s.object from unnest(v_steps) s where s.verb in ('insert', 'update')) o
    cross join app_hidden.relation_columns(o.object) r
  loop
    execute format($sql$
      update %1$s t set %2$I = (s.wanted ->> %2$L)::uuid
      from unnest($1) s
      where s.object = $3 and s.verb in ('insert', 'update') and t.id = s.record_id and (s.wanted ->> %2$L)::uuid = any ($2)
        and t.%2$I is not distinct from case s.verb when 'update' then (s.had ->> %2$L)::uuid end$sql$,
      app_hidden.object_table(v_relation.object), v_relation.column_name)
    using v_steps, v_restored, v_relation.object;
  end loop;
  -- One that a merge had given to another record.
  delete from app_public.favorites f using unnest(v_steps) s where s.object = 'favorites' and s.verb = 'link' and f.id = (s.wanted ->> 'id')::uuid;
  for v_link in select * from app_hidden.link_tables() loop
    execute format($sql$
      insert into %1$s select r.* from unnest($1) s cross join lateral jsonb_populate_record(null::%1$s, s.wanted) r
      where s.object = $3 and s.verb = 'link' and exists (select from unnest($4) k where (s.wanted ->> k)::uuid = any ($2))
        and not exists (select from unnest($4) k where not exists (select from app_public.records t where t.id = (s.wanted ->> k)::uuid))
      on conflict do nothing$sql$, v_link.link_table) using v_steps, v_restored, v_link.name, v_link.columns;
    execute format($sql$
      delete from %1$s t using unnest($1) s
      where s.object = $3 and s.verb = 'unlink' and to_jsonb(t) = s.had and app_hidden.is_moved_link($1, s, $4, $2)$sql$, v_link.link_table)
    using v_steps, v_restored, v_link.name, v_link.columns;
  end loop;
end
$$;
comment on function app_hidden.reconnect is
  'Makes again, for the records of a transaction that this one has restored, what the database itself had taken from them: links, and relations that pointed to them.';

create function app_hidden.write_steps(steps app_hidden.undo_step[], verbs text[]) returns void
language plpgsql volatile as $$
declare
  v_verb text;
  v_object text;
  v_ids uuid[];
  v_rows jsonb;
begin
  foreach v_verb in array verbs loop
    for v_object, v_ids, v_rows in
      select s.object, array_agg(s.record_id order by s.last_id desc),
        jsonb_agg(s.wanted || jsonb_build_object('id', s.record_id) order by s.last_id desc) filter (where s.wanted is not null)
      from unnest(steps) s where s.verb = v_verb group by s.object order by max(s.last_id) desc
    loop
      case v_verb
        when 'update' then perform app_hidden.update_records(v_object, v_rows);
        when 'delete' then perform app_hidden.delete_records(v_object, v_ids);
        when 'insert' then perform app_hidden.create_records(v_object, v_rows);
      end case;
    end loop;
  end loop;
end
$$;
comment on function app_hidden.write_steps is 'Writes the steps of an undo that concern records, verb after verb; what changed last is undone first.';

create function app_hidden.carry_out_undo(transaction_id bigint, steps app_hidden.undo_step[]) returns void
language plpgsql volatile as $$
declare
  v_source text := current_setting('app.source', true);
begin
  perform set_config('app.source', 'undo', true), set_config('app.undoes', carry_out_undo.transaction_id::text, true);
  perform app_hidden.write_links(steps, 'unlink');
  begin
    -- What pointed to something that goes points elsewhere first, so that it is never without.
    perform app_hidden.write_steps(steps, array['update', 'delete', 'insert']);
  exception when unique_violation then
    -- Unless it wants a value that what goes still has.
    perform app_hidden.write_steps(steps, array['delete', 'update', 'insert']);
  end;
  perform app_hidden.reconnect(carry_out_undo.transaction_id);
  perform app_hidden.write_links(steps, 'link');
  perform set_config('app.source', coalesce(v_source, ''), true), set_config('app.undoes', '', true);
exception when insufficient_privilege then
  perform app_hidden.fail('RM403', 'undo_allowed', format('Your role may not write %s, so this cannot be undone.',
    coalesce(replace(substring(sqlerrm from '(?:table|view|relation) "?(\w+)"?'), '_', ' '), 'these records')), 'Ask somebody who may.');
end
$$;
comment on function app_hidden.carry_out_undo is 'Writes the steps of an undo as the caller. Raises RM403 for what they may not write.';

create function app_hidden.write_links(steps app_hidden.undo_step[], verb text) returns void
language plpgsql volatile as $$
declare
  v_links record;
  v_count integer;
begin
  for v_links in
    select l.link_table, l.columns, jsonb_agg(coalesce(s.wanted, s.had)) as rows, count(*) as count
    from unnest(steps) s join app_hidden.link_tables() l on l.name = s.object where s.verb = write_links.verb group by 1, 2
  loop
    if write_links.verb = 'link' then
      execute format('insert into %1$s (%2$s) select %2$s from jsonb_populate_recordset(null::%1$s, $1)', v_links.link_table,
        (select string_agg(quote_ident(k), ', ') from unnest(v_links.columns) k)) using v_links.rows;
    else
      execute format('delete from %1$s t using jsonb_populate_recordset(null::%1$s, $1) l where (%2$s) = (%3$s)', v_links.link_table,
        (select string_agg(format('t.%I', k), ', ') from unnest(v_links.columns) k),
        (select string_agg(format('l.%I', k), ', ') from unnest(v_links.columns) k)) using v_links.rows;
    end if;
    get diagnostics v_count = row_count;
    if v_count < v_links.count then
      perform app_hidden.fail('RM403', 'undo_allowed', 'You may not change what these notes or tasks are attached to, so this cannot be undone.', 'Ask somebody who may.');
    end if;
  end loop;
end
$$;
comment on function app_hidden.write_links is 'Links records or unlinks them as the caller, all or none. Raises RM403.';

create type app_public.undone as (
  transaction_id bigint,
  objects text[],
  count integer
);
comment on type app_public.undone is 'What an undo did: its own transaction (by which it can be undone in turn), the objects and the number of records concerned.';

create function app_public.undo(transaction_id bigint) returns app_public.undone
language plpgsql volatile as $$
declare
  v_steps app_hidden.undo_step[] := array(select s from app_hidden.plan_undo(undo.transaction_id) s);
  v_undone app_public.undone;
begin
  perform app_hidden.carry_out_undo(undo.transaction_id, v_steps);
  select pg_current_xact_id()::text::bigint, coalesce(array_agg(distinct s.object), '{}'), count(distinct s.record_id) into v_undone from unnest(v_steps) s;
  return v_undone;
end
$$;
comment on function app_public.undo is
  'Takes back everything that a transaction changed (an edit, a bulk change, a deletion with all that went with it, an import, a merge, an undo), all or nothing, under your own rights. Refused when a record was changed since.';

create function app_public.restore_record(id uuid) returns app_public.records
language plpgsql volatile as $$
declare
  v_record app_public.records;
  v_transaction bigint := app_hidden.deletion_of(restore_record.id);
begin
  perform app_hidden.carry_out_undo(v_transaction, array(select s from app_hidden.plan_undo(v_transaction, restore_record.id) s));
  select r.* into v_record from app_public.records r where r.id = restore_record.id;
  return v_record;
end
$$;
comment on function app_public.restore_record is
  'Brings a deleted record back as it was, with its notes, tasks and links and what pointed to it, as far as those are still there.';

create function app_hidden.deletion_of(id uuid) returns bigint
language plpgsql stable security definer set search_path = '' as $$
declare
  v_change app_public.changes;
begin
  select c.* into v_change from app_public.changes c where c.record_id = deletion_of.id and c.object in (select o.name from app_public.objects o) order by c.id desc limit 1;
  if v_change.operation is null or not coalesce(app_hidden.sees_deleted(v_change), false) then
    perform app_hidden.fail('RM404', 'restore_known', 'There is no such record to restore.', field => 'id');
  elsif v_change.operation <> 'delete' then
    perform app_hidden.fail('RM409', 'restore_deleted', format('“%s” is not deleted.', v_change.title), field => 'id');
  end if;
  return v_change.transaction_id;
end
$$;
comment on function app_hidden.deletion_of is 'The transaction that deleted a record. Raises RM404 and RM409.';

create function app_hidden.sees_deleted(change app_public.changes) returns boolean
language sql stable security definer set search_path = ''
return app_hidden.is_owner() or change.user_id = app_hidden.user_id() or exists (
  select from app_hidden.read_scopes s join app_public.roles r on r.db_role = s.db_role
  where r.id = app_hidden.role_id() and s.object = change.object
    and (s.scope = 'all' or s.scope = 'own' and change.old ->> 'owner_id' = app_hidden.user_id()::text));
comment on function app_hidden.sees_deleted is 'Whether the caller deleted the record, or could read it.';

grant execute on function app_hidden.plan_undo, app_hidden.reconnect, app_hidden.carry_out_undo, app_hidden.write_steps, app_hidden.write_links, app_hidden.link_tables,
  app_hidden.deletion_of, app_public.undo, app_public.restore_record to :MEMBER;
--! EndIncluded audit/undo.sql
--! Included records/merge.sql
-- Several records that turned out to be one.
create function app_hidden.take_over(keep uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_transaction constant bigint := pg_current_xact_id()::text::bigint;
  v_object text := (select r.object from app_public.records r where r.id = take_over.keep);
  -- What this very transaction has deleted.
  v_gone constant uuid[] := array(
    select c.record_id from app_public.changes c where c.transaction_id = v_transaction and c.operation = 'delete' and c.object = v_object);
  v_relation record;
  v_link record;
  v_column name;
begin
  for v_relation in
    select o.name as object, r.column_name from app_public.objects o cross join app_hidden.relation_columns(o.name) r where r.target = v_object
  loop
    execute format($sql$
      update %1$s t set %2$I = $1 from app_public.changes c
      where c.transaction_id = $2 and c.object = $3 and c.record_id = t.id and (c.old ->> %2$L)::uuid = any ($4) and t.%2$I is null and t.id <> $1$sql$,
      app_hidden.object_table(v_relation.object), v_relation.column_name)
    using take_over.keep, v_transaction, v_relation.object, v_gone;
  end loop;
  for v_link in select * from app_hidden.link_tables() loop
    foreach v_column in array v_link.columns loop
      execute format($sql$
        insert into %1$s select r.* from app_public.changes c
        cross join lateral jsonb_populate_record(null::%1$s, c.old || jsonb_build_object(%2$L, $1)) r
        where c.transaction_id = $2 and c.object = $3 and c.operation = 'delete' and (c.old ->> %2$L)::uuid = any ($4)
          and not exists (select from unnest($5) k where k <> %2$L and not exists (select from app_public.records o where o.id = (c.old ->> k)::uuid))
        on conflict do nothing$sql$, v_link.link_table, v_column)
      using take_over.keep, v_transaction, v_link.name, v_gone, v_link.columns;
    end loop;
  end loop;
end
$$;
comment on function app_hidden.take_over is
  'Gives to a record what the database took from those of its object that this transaction has deleted: relations that pointed to them, notes, tasks, links, favourites.';

create function app_public.merge_records(keep uuid, others uuid[], "values" jsonb default '{}') returns app_public.records
language plpgsql volatile as $$
declare
  v_keep app_public.records;
  v_others uuid[] := array(select distinct o from unnest(merge_records.others) o where o <> merge_records.keep);
  v_other app_public.records;
  v_values jsonb;
  v_unknown text;
  v_relation record;
begin
  select r.* into v_keep from app_public.records r where r.id = merge_records.keep;
  if not found then
    perform app_hidden.fail('RM404', 'merge_known', 'The record to keep is not there, or you may not see it.', field => 'keep');
  elsif cardinality(v_others) = 0 then
    perform app_hidden.fail('RM400', 'merge_others_given', 'Say which other records to merge into it.', field => 'others');
  end if;
  select r.* into v_other from app_public.records r where r.id = any (v_others) and r.object <> v_keep.object;
  if found then
    perform app_hidden.fail('RM400', 'merge_same_object', format('“%s” is of another kind than “%s”: only records of one object are merged.', v_other.title, v_keep.title), field => 'others');
  end if;
  select k into v_unknown from jsonb_object_keys(merge_records."values") k
  where not exists (select from app_public.fields f where f.object = v_keep.object and f.column_name is not null and k in (f.api_name, f.column_name) and not f.is_read_only);
  if found then
    perform app_hidden.fail('RM400', 'merge_values_known', format('“%s” is not a field that can be written.', v_unknown), field => 'values');
  end if;
  select coalesce(jsonb_object_agg(f.column_name, e.value), '{}') into v_values
  from jsonb_each(merge_records."values") e
  join app_public.fields f on f.object = v_keep.object and e.key in (f.api_name, f.column_name) and not f.is_read_only;

  -- A relation that must not be empty is led over first, as the caller; the others follow by themselves.
  for v_relation in
    select o.name as object, r.column_name from app_public.objects o cross join app_hidden.relation_columns(o.name) r
    join pg_catalog.pg_attribute a on a.attrelid = app_hidden.object_table(o.name) and a.attname = r.column_name and a.attnotnull
    where r.target = v_keep.object
  loop
    execute format('update %1$s set %2$I = $1 where %2$I = any ($2)', app_hidden.object_table(v_relation.object), v_relation.column_name)
    using merge_records.keep, v_others;
  end loop;
  perform app_hidden.delete_records(v_keep.object, v_others);
  perform app_hidden.take_over(merge_records.keep);
  -- Asks for the right to update it even when there is nothing to set.
  perform app_hidden.update_records(v_keep.object, jsonb_build_array(
    jsonb_build_object('id', merge_records.keep) || case when v_values = '{}' then (select jsonb_build_object('owner_id', v_keep.owner_id)) else v_values end));
  select r.* into v_keep from app_public.records r where r.id = merge_records.keep;
  return v_keep;
end
$$;
comment on function app_public.merge_records is
  'Makes one record of several of an object: keep gets the given values (by field) and all that pointed to the others or was attached to them (relations, notes, tasks, links, favourites), and the others are deleted. All or nothing; undo takes it back.';
grant execute on function app_hidden.take_over, app_hidden.relation_columns, app_public.merge_records to :MEMBER;
--! EndIncluded records/merge.sql
--! Included transfer/exports.sql
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
return case when value ~ '^[=+@\t\r-]' and value !~ '^[+-]?[0-9 ().,/-]*$' then '''' || value else value end;
comment on function app_hidden.cell is
  'A text as a spreadsheet may open it: what would be a formula begins with an apostrophe. Numbers and phone numbers stay as they are.';

create function app_hidden.export_columns(object text, fields text[], format text, alias text) returns table (name text, expression text)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_field app_public.fields;
  v_value text;
  v_target app_public.objects;
  v_unknown text;
  v_currency text;
begin
  if export_columns.object = 'changes' then
    return query select c.name, c.expression from (values
      ('id', '%1$s.id'), ('at', 'to_char(%1$s.at at time zone ''UTC'', ''YYYY-MM-DD"T"HH24:MI:SS.US"Z"'')'),
      ('user', '(select app_hidden.cell(u.name) from app_public.users u where u.id = %1$s.user_id)'), ('userId', '%1$s.user_id'),
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
    v_value := format('%s.%I', alias, v_field.column_name);
    name := v_field.api_name;
    if v_field.type = 'many_to_many' then
      select o.* into v_target from app_public.objects o where o.name = v_field.target_object;
      expression := format('(select %s from app_custom.%I l join %s t on t.id = l.target_id where l.source_id = %s.id)',
        case format when 'json' then format('coalesce(json_agg(json_build_object(''id'', t.id, ''title'', t.%I) order by t.id), ''[]'')', v_target.title_column)
          else format('string_agg(t.%I::text, ''; '' order by t.id)', v_target.title_column) end,
        v_field.link_table, app_hidden.object_table(v_target.name), alias);
      return next;
      continue;
    end if;
    -- A related record by its id and by its title; members by id and name.
    expression := case
      when format = 'json' and v_field.type in ('number', 'currency') then v_value || '::text'
      when format = 'json' then v_value
      when v_field.type in ('emails', 'phones', 'multi_enum') then format('app_hidden.cell(nullif(array_to_string(%s, ''; ''), ''''))', v_value)
      when v_field.type in ('text', 'long_text', 'url', 'enum') and v_field.column_name not like '%\_id' then format('app_hidden.cell(%s)', v_value)
      when v_field.type = 'date_time' then format('to_char(%s at time zone ''UTC'', ''YYYY-MM-DD"T"HH24:MI:SS.US"Z"'')', v_value)
      else v_value end;
    return next;
    v_currency := v_field.settings ->> 'currency_column';
    if v_currency is not null then
      name := app_hidden.camel(v_currency);
      expression := format('%s.%I', alias, v_currency);
      return next;
    end if;
    expression := case
      when v_field.type = 'member' then format('(select t.name from app_public.users t where t.id = %s)', v_value)
      when v_field.type = 'relation' then (
        select format('(select t.%I::text from %s t where t.id = %s)', o.title_column, app_hidden.object_table(o.name), v_value)
        from app_public.objects o where o.name = v_field.target_object)
      when v_field.settings ->> 'options' in ('stages', 'pipelines') then format('(select t.name from app_public.%I t where t.id = %s)', v_field.settings ->> 'options', v_value)
      end;
    if expression is not null then
      name := app_hidden.camel(v_field.name) || case v_field.column_name when v_field.name then 'Name' else '' end;
      expression := case format when 'csv' then format('app_hidden.cell(%s)', expression) else expression end;
      return next;
    end if;
  end loop;
end
$$;
comment on function app_hidden.export_columns is
  'The columns of an export, each with the SQL that gives it for a row called alias: the chosen fields, or all; related records by id and title. Raises RM400.';

create function app_hidden.begin_export(object text, fields text[], format text, filter jsonb, sort jsonb, alias text, out id uuid, out select_list text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_object text := case begin_export.object when 'changes' then 'changes' else app_hidden.object_name(begin_export.object) end;
begin
  perform app_hidden.must_manage('export');
  select string_agg(format('%s as %I', c.expression, c.name), ', ') into begin_export.select_list
  from app_hidden.export_columns(v_object, begin_export.fields, begin_export.format, begin_export.alias) c;
  insert into app_public.exports as e (object, api_key_id, format, columns, filter, sort)
  values (v_object, nullif(current_setting('app.api_key_id', true), '')::uuid, begin_export.format,
    array(select c.name from app_hidden.export_columns(v_object, begin_export.fields, begin_export.format, begin_export.alias) c),
    coalesce(begin_export.filter, '{}'), coalesce(begin_export.sort, '[]'))
  returning e.id into begin_export.id;
end
$$;
comment on function app_hidden.begin_export is 'Notes that somebody exports, and gives the SQL of the columns. Raises RM403 without the permission, RM400 for unknown fields.';

create function app_hidden.end_export(id uuid, status text, row_count bigint) returns void
language sql volatile security definer set search_path = ''
begin atomic
  update app_public.exports e set status = end_export.status, row_count = end_export.row_count, finished_at = now()
  where e.id = end_export.id and e.user_id = app_hidden.user_id();
end;
comment on function app_hidden.end_export is 'Notes how an export of one''s own ended.';
grant execute on function app_hidden.cell, app_hidden.begin_export, app_hidden.end_export to :MEMBER;
--! EndIncluded transfer/exports.sql
--! Included webhooks/webhooks.sql
-- Endpoints that are told of changes, by the Standard Webhooks specification.
create table app_public.webhooks (
  id uuid primary key default uuidv7(),
  url text not null constraint webhooks_url_format check (url ~ '^https?://[^\s/?#@]+([/?#]\S*)?$' and length(url) <= 2000),
  description text not null default '' constraint webhooks_description_length check (length(description) <= 200),
  events text[] not null constraint webhooks_events_count check (cardinality(events) between 1 and 100),
  is_active boolean not null default true,
  user_id uuid not null references app_public.users on delete cascade,
  role_id uuid references app_public.roles on delete restrict,
  disabled_at timestamptz,
  disabled_reason text,
  last_success_at timestamptz,
  failing_since timestamptz,
  failures integer not null default 0,
  deaths integer not null default 0,
  paused_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on app_public.webhooks (user_id);
create index on app_public.webhooks (role_id);
alter table app_public.webhooks enable row level security;
-- For those who manage webhooks.
create policy "webhooks: read" on app_public.webhooks for select to :MEMBER using ((select app_hidden.can_manage('webhooks')));
grant select on app_public.webhooks to :MEMBER;

comment on table app_public.webhooks is E'@behavior -insert -update -delete\nAn address that is sent an event for each change that it subscribes to.';
comment on column app_public.webhooks.url is 'Where events are sent, by POST.';
comment on column app_public.webhooks.events is 'What it subscribes to: contact.created, deal.*, *.deleted, or * for everything.';
comment on column app_public.webhooks.is_active is 'Whether events are sent; switched off by somebody, or because nothing could be delivered.';
comment on column app_public.webhooks.user_id is 'The member whose rights decide what events hold: who made it, or changed its address or events last.';
comment on column app_public.webhooks.role_id is 'The role whose rights decide, when it was not the member''s own (an API key''s, say).';
comment on column app_public.webhooks.disabled_at is 'When it was switched off because nothing could be delivered.';
comment on column app_public.webhooks.disabled_reason is 'Why it was switched off.';
comment on column app_public.webhooks.last_success_at is 'When the endpoint last took an event.';
comment on column app_public.webhooks.failing_since is 'Since when the endpoint has taken none.';
comment on column app_public.webhooks.failures is 'Failed attempts in a row.';
comment on column app_public.webhooks.deaths is 'Events in a row that were given up after three days.';
comment on column app_public.webhooks.paused_until is 'Until when a failing endpoint is left in peace.';
comment on constraint webhooks_url_format on app_public.webhooks is 'This has to be an address that begins with http:// or https://, without a user name in it.';

create table app_private.webhook_secrets (
  webhook_id uuid not null references app_public.webhooks on delete cascade,
  secret text not null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz,
  primary key (webhook_id, secret)
);
alter table app_private.webhook_secrets enable row level security;
comment on table app_private.webhook_secrets is
  'What events are signed with. Kept as it is, because signing needs it; after a rotation the old one signs too until it expires.';

create table app_private.webhook_subscriptions (
  object text not null,
  operation text not null,
  webhook_id uuid not null references app_public.webhooks on delete cascade,
  event text not null,
  primary key (object, operation, webhook_id)
);
create index on app_private.webhook_subscriptions (webhook_id);
alter table app_private.webhook_subscriptions enable row level security;
comment on table app_private.webhook_subscriptions is
  'What the patterns of the active webhooks mean: made from them, and looked into by every statement that writes a record.';

create function app_hidden.refresh_webhook_subscriptions() returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from app_private.webhook_subscriptions;
  insert into app_private.webhook_subscriptions (object, operation, webhook_id, event)
  select distinct o.name, v.operation, w.id, o.singular || '.' || v.event
  from app_public.webhooks w
  cross join unnest(w.events) e (pattern)
  cross join app_public.objects o
  cross join (values ('insert', 'created'), ('update', 'updated'), ('delete', 'deleted')) v (operation, event)
  where w.is_active
    and split_part(e.pattern, '.', 1) in ('*', o.singular)
    and split_part(e.pattern, '.', 2) in ('', '*', v.event);
end
$$;
comment on function app_hidden.refresh_webhook_subscriptions is 'Works out which events the active webhooks subscribe to.';

create function app_hidden.tg__refresh_webhook_subscriptions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from app_private.webhook_subscriptions) or exists (select from app_public.webhooks w where w.is_active) then
    perform app_hidden.refresh_webhook_subscriptions();
  end if;
  return null;
end
$$;
comment on function app_hidden.tg__refresh_webhook_subscriptions is 'Patterns and objects decide what is subscribed to.';
create trigger _500_refresh after insert or delete or update of events, is_active on app_public.webhooks
  for each statement execute function app_hidden.tg__refresh_webhook_subscriptions();
create trigger _500_refresh_webhooks after insert or delete or update of name, singular on app_public.objects
  for each statement execute function app_hidden.tg__refresh_webhook_subscriptions();

create function app_hidden.event_patterns(events text[]) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_event text;
  v_object text;
  v_patterns text[] := '{}';
begin
  foreach v_event in array coalesce(event_patterns.events, '{}') loop
    v_event := lower(btrim(v_event));
    if v_event = '*' then
      v_patterns := v_patterns || '*'::text;
      continue;
    end if;
    if v_event !~ '^[^.]+\.(created|updated|deleted|\*)$' then
      perform app_hidden.fail('RM400', 'webhooks_events_known', format('“%s” is not an event.', left(v_event, 80)),
        'An event is an object and created, updated or deleted, such as contact.created; * stands for any.', 'events');
    end if;
    v_object := split_part(v_event, '.', 1);
    if v_object <> '*' then
      select o.singular into v_object from app_public.objects o
      where lower(v_object) in (o.name, o.singular, lower(o.api_name), lower(o.api_name_plural), o.rest_name)
      order by (o.singular = v_object) desc limit 1;
      if not found then
        perform app_hidden.fail('RM400', 'webhooks_events_known', format('There is no object called “%s”.', left(split_part(v_event, '.', 1), 80)), field => 'events');
      end if;
    end if;
    v_patterns := v_patterns || (v_object || '.' || split_part(v_event, '.', 2));
  end loop;
  if cardinality(v_patterns) = 0 then
    perform app_hidden.fail('RM400', 'webhooks_events_given', 'Say which events it is to be sent.', 'Such as contact.created, or * for everything.', 'events');
  end if;
  return array(select distinct p from unnest(v_patterns) p order by p);
end
$$;
comment on function app_hidden.event_patterns is 'Event patterns as they are kept: the object in the singular, each once. Raises RM400.';
--! EndIncluded webhooks/webhooks.sql
--! Included webhooks/deliveries.sql
-- One delivery for each event and endpoint, made in the transaction of the change; and at the same time the queue from which the
-- worker takes them. A delivery is due when it is pending or failed and its time has come.
create table app_public.webhook_deliveries (
  id text primary key default 'msg_' || replace(uuidv7()::text, '-', ''),
  webhook_id uuid not null references app_public.webhooks on delete cascade,
  event text not null,
  object text,
  record_id uuid,
  change_id bigint,
  change_at timestamptz,
  status text not null default 'pending' constraint webhook_deliveries_status check (status in ('pending', 'delivered', 'failed', 'dead')),
  attempt integer not null default 0,
  queued_at timestamptz not null default now(),
  next_attempt_at timestamptz default now(),
  attempted_at timestamptz,
  request_body text,
  response_status integer,
  response_headers jsonb,
  response_body text,
  error text,
  duration_ms integer,
  created_at timestamptz not null default now()
);
create index webhook_deliveries_webhook_idx on app_public.webhook_deliveries (webhook_id, id desc);
create index webhook_deliveries_due_idx on app_public.webhook_deliveries (webhook_id, next_attempt_at, id) where status in ('pending', 'failed');
create index webhook_deliveries_created_at_idx on app_public.webhook_deliveries (created_at);
alter table app_public.webhook_deliveries enable row level security;
-- For those who manage webhooks, as far as they may see the change that it is about.
create policy "webhook_deliveries: read" on app_public.webhook_deliveries for select to :MEMBER
  using ((select app_hidden.can_manage('webhooks')) and (
    change_id is null or exists (select from app_public.changes c where c.id = change_id and c.at = change_at)));
grant select on app_public.webhook_deliveries to :MEMBER;

comment on table app_public.webhook_deliveries is E'@behavior -insert -update -delete\nAn event on its way to an endpoint, or there. Kept for 30 days.';
comment on column app_public.webhook_deliveries.id is 'The webhook-id header: the same at every attempt and redelivery.';
comment on column app_public.webhook_deliveries.event is 'Such as contact.created.';
comment on column app_public.webhook_deliveries.change_id is 'The change in app_public.changes; sequence in the event.';
comment on column app_public.webhook_deliveries.change_at is 'When the change was made.';
comment on column app_public.webhook_deliveries.status is 'pending (not tried yet), delivered, failed (will be tried again) or dead (given up after three days).';
comment on column app_public.webhook_deliveries.attempt is 'How often it was tried.';
comment on column app_public.webhook_deliveries.queued_at is 'Since when it is to be delivered: its creation, or its redelivery.';
comment on column app_public.webhook_deliveries.next_attempt_at is 'When it is tried next; of one that is being tried, when it would be if nothing were heard of that.';
comment on column app_public.webhook_deliveries.request_body is 'What is sent, to the byte; made at the first attempt.';
comment on column app_public.webhook_deliveries.response_status is 'The HTTP status of the last answer.';
comment on column app_public.webhook_deliveries.response_body is 'The beginning of the last answer.';
comment on column app_public.webhook_deliveries.error is 'Why there was no answer.';
comment on column app_public.webhook_deliveries.duration_ms is 'How long the last attempt took.';

create function app_hidden.queue_events(first bigint, last bigint) returns void
language sql volatile security definer set search_path = ''
begin atomic
  insert into app_public.webhook_deliveries (webhook_id, event, object, record_id, change_id, change_at)
  select s.webhook_id, s.event, c.object, c.record_id, c.id, c.at
  from app_public.changes c
  join app_private.webhook_subscriptions s on s.object = c.object and s.operation = c.operation
  where c.id between queue_events.first and queue_events.last and c.at = now() and c.transaction_id = pg_current_xact_id()::text::bigint
  order by c.id;
end;
comment on function app_hidden.queue_events is
  'Queues the events of these changes of this transaction for all that subscribe to them; called by the trigger that wrote the changes.';
--! EndIncluded webhooks/deliveries.sql
--! Included webhooks/manage.sql
-- What those who manage webhooks do with them.
create type app_public.webhook_secret as (webhook_id uuid, secret text);
comment on type app_public.webhook_secret is E'@foreignKey (webhook_id) references app_public.webhooks (id)\nThe secret with which a receiver verifies events; shown this once.';

create function app_hidden.add_webhook_secret(webhook_id uuid) returns app_public.webhook_secret
language sql volatile security definer set search_path = ''
begin atomic
  insert into app_private.webhook_secrets as s (webhook_id, secret)
  values (add_webhook_secret.webhook_id, 'whsec_' || encode(public.gen_random_bytes(32), 'base64'))
  returning s.webhook_id, s.secret;
end;
comment on function app_hidden.add_webhook_secret is 'Makes a secret of 32 random bytes, as the Standard Webhooks specification writes it.';

create function app_hidden.managed_webhook(id uuid) returns app_public.webhooks
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_webhook app_public.webhooks;
begin
  perform app_hidden.must_manage('webhooks');
  select * into v_webhook from app_public.webhooks w where w.id = managed_webhook.id for update;
  if not found then
    perform app_hidden.fail('RM404', 'webhooks_known', 'There is no such webhook.', field => 'id');
  end if;
  return v_webhook;
end
$$;
comment on function app_hidden.managed_webhook is 'The webhook, locked, for somebody who may manage webhooks. Raises RM403, RM404.';

create function app_hidden.role_beyond_mine() returns uuid
language sql stable security definer set search_path = ''
return (select nullif(app_hidden.role_id(), u.role_id) from app_public.users u where u.id = app_hidden.user_id());
comment on function app_hidden.role_beyond_mine is 'The role in force when it is not the member''s own: an API key''s, or the one viewed as.';

create function app_public.create_webhook(url text, events text[], description text default '') returns app_public.webhook_secret
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  perform app_hidden.must_manage('webhooks');
  if app_hidden.user_id() is null then
    perform app_hidden.fail('RM400', 'webhooks_owner_given', 'A webhook belongs to a member, whose rights decide what it is sent.', 'In psql: set app.user_id to the id of a member first.');
  end if;
  if (select count(*) >= 100 from app_public.webhooks) then
    perform app_hidden.fail('RM409', 'webhooks_count', 'There can be at most 100 webhooks.', 'Delete one that is not used any more.');
  end if;
  insert into app_public.webhooks (url, events, description, user_id, role_id)
  values (btrim(create_webhook.url), app_hidden.event_patterns(create_webhook.events), coalesce(create_webhook.description, ''),
    app_hidden.user_id(), app_hidden.role_beyond_mine())
  returning id into v_id;
  return app_hidden.add_webhook_secret(v_id);
end
$$;
comment on function app_public.create_webhook is
  'Makes a webhook and gives its secret, this once. Events: contact.created, deal.*, *.deleted, or * for everything. What it is sent holds only what its maker may read.';

create function app_public.update_webhook(
  id uuid, url text default null, events text[] default null, description text default null, is_active boolean default null
) returns app_public.webhooks
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_webhook app_public.webhooks := app_hidden.managed_webhook(update_webhook.id);
  v_url text := coalesce(btrim(update_webhook.url), v_webhook.url);
  v_events text[] := case when update_webhook.events is null then v_webhook.events else app_hidden.event_patterns(update_webhook.events) end;
  v_active boolean := coalesce(update_webhook.is_active, v_webhook.is_active);
begin
  -- Whoever decides what is sent where, does it with their own rights: else one could have another's sent to oneself.
  if (v_url, v_events) is distinct from (v_webhook.url, v_webhook.events) and app_hidden.user_id() is not null then
    v_webhook.user_id := app_hidden.user_id();
    v_webhook.role_id := app_hidden.role_beyond_mine();
  end if;
  if v_active and not v_webhook.is_active or v_url <> v_webhook.url then
    v_webhook.disabled_at := null;
    v_webhook.disabled_reason := null;
    v_webhook.failing_since := null;
    v_webhook.failures := 0;
    v_webhook.deaths := 0;
    v_webhook.paused_until := null;
  end if;
  update app_public.webhooks w set
    url = v_url, events = v_events, description = coalesce(update_webhook.description, w.description), is_active = v_active, updated_at = now(),
    user_id = v_webhook.user_id, role_id = v_webhook.role_id, disabled_at = v_webhook.disabled_at, disabled_reason = v_webhook.disabled_reason,
    failing_since = v_webhook.failing_since, failures = v_webhook.failures, deaths = v_webhook.deaths, paused_until = v_webhook.paused_until
  where w.id = update_webhook.id
  returning w.* into v_webhook;
  return v_webhook;
end
$$;
comment on function app_public.update_webhook is
  'Changes what is given. Whoever changes the address or the events becomes the member whose rights decide what is sent. Switching it on again forgets its failures.';

create function app_public.delete_webhook(id uuid) returns app_public.webhooks
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_webhook app_public.webhooks := app_hidden.managed_webhook(delete_webhook.id);
begin
  delete from app_public.webhooks w where w.id = delete_webhook.id;
  return v_webhook;
end
$$;
comment on function app_public.delete_webhook is 'Deletes a webhook with its deliveries; what is on its way is not sent any more.';

create function app_public.rotate_webhook_secret(id uuid) returns app_public.webhook_secret
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app_hidden.managed_webhook(rotate_webhook_secret.id);
  delete from app_private.webhook_secrets s where s.webhook_id = rotate_webhook_secret.id and s.expires_at is not null;
  update app_private.webhook_secrets s set expires_at = now() + interval '24 hours' where s.webhook_id = rotate_webhook_secret.id;
  return app_hidden.add_webhook_secret(rotate_webhook_secret.id);
end
$$;
comment on function app_public.rotate_webhook_secret is 'Gives a new secret, this once. For 24 hours events carry a signature by the old one too.';

create function app_public.send_test_event(webhook_id uuid) returns app_public.webhook_deliveries
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_webhook app_public.webhooks := app_hidden.managed_webhook(send_test_event.webhook_id);
  v_delivery app_public.webhook_deliveries;
begin
  perform app_hidden.must_be_active(v_webhook);
  insert into app_public.webhook_deliveries (webhook_id, event, request_body)
  values (v_webhook.id, 'webhook.test', json_build_object(
    'type', 'webhook.test', 'timestamp', app_hidden.iso(now()), 'data', json_build_object('webhookId', v_webhook.id, 'message', 'It works.'))::text)
  returning * into v_delivery;
  update app_public.webhooks w set paused_until = null where w.id = v_webhook.id;
  return v_delivery;
end
$$;
comment on function app_public.send_test_event is 'Sends an event of the type webhook.test, which holds no record.';

create function app_public.redeliver(delivery_id text) returns app_public.webhook_deliveries
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_delivery app_public.webhook_deliveries;
begin
  perform app_hidden.must_manage('webhooks');
  select * into v_delivery from app_public.webhook_deliveries d where d.id = redeliver.delivery_id;
  if not found then
    perform app_hidden.fail('RM404', 'webhook_deliveries_known', 'There is no such delivery.', 'Deliveries are kept for 30 days.', 'deliveryId');
  end if;
  perform app_hidden.must_be_active(app_hidden.managed_webhook(v_delivery.webhook_id));
  update app_public.webhook_deliveries d set status = 'pending', queued_at = now(), next_attempt_at = now()
  where d.id = redeliver.delivery_id returning * into v_delivery;
  update app_public.webhooks w set paused_until = null where w.id = v_delivery.webhook_id;
  -- The body may hold what this person may not read.
  v_delivery.request_body := null;
  v_delivery.response_body := null;
  return v_delivery;
end
$$;
comment on function app_public.redeliver is 'Sends an event again: the same id and body, with a new timestamp and signature, and if need be for another three days.';

create function app_public.redeliver_dead(webhook_id uuid) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_webhook app_public.webhooks := app_hidden.managed_webhook(redeliver_dead.webhook_id);
  v_count integer;
begin
  perform app_hidden.must_be_active(v_webhook);
  update app_public.webhook_deliveries d set status = 'pending', queued_at = now(), next_attempt_at = now()
  where d.webhook_id = redeliver_dead.webhook_id and d.status = 'dead';
  get diagnostics v_count = row_count;
  update app_public.webhooks w set paused_until = null where w.id = v_webhook.id;
  return v_count;
end
$$;
comment on function app_public.redeliver_dead is 'Sends all events again that were given up, and says how many they are.';

create function app_hidden.must_be_active(webhook app_public.webhooks) returns void
language plpgsql stable as $$
begin
  if not webhook.is_active then
    perform app_hidden.fail('RM409', 'webhooks_active', 'This webhook is switched off.', 'Switch it on first.');
  end if;
end
$$;
comment on function app_hidden.must_be_active is 'Raises RM409 when a webhook is switched off.';

create function app_hidden.iso(at timestamptz) returns text
language sql stable parallel safe strict
return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
comment on function app_hidden.iso is 'A time as ISO 8601 in UTC, to the millisecond.';

grant execute on function app_public.create_webhook, app_public.update_webhook, app_public.delete_webhook, app_public.rotate_webhook_secret,
  app_public.send_test_event, app_public.redeliver, app_public.redeliver_dead to :MEMBER;
--! EndIncluded webhooks/manage.sql
--! Included webhooks/events.sql
-- What an event holds: the record as it was right after the change, as the API spells it.
create function app_hidden.record_after(change app_public.changes) returns jsonb
language plpgsql stable security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_table regclass := app_hidden.table_of(change.object);
  v_record jsonb;
  v_later record;
  v_is_latest boolean := true;
begin
  if change.operation = 'delete' then
    return change.old;
  end if;
  execute format('select to_jsonb(t) from %s t where t.id = $1', v_table) into v_record using change.record_id;
  -- What came later is taken back, from the log.
  for v_later in
    select c.operation, c.old from app_public.changes c where c.record_id = change.record_id and c.object = change.object and c.id > change.id order by c.id desc
  loop
    v_is_latest := false;
    v_record := case v_later.operation when 'delete' then v_later.old else v_record || coalesce(v_later.old, '{}') end;
  end loop;
  if not v_is_latest then
    v_record := v_record
      || (select jsonb_object_agg(a.attname, null) from pg_catalog.pg_attribute a
          where a.attrelid = v_table and (a.attgenerated <> '' or a.attname in ('updated_at', 'updated_by')) and not a.attisdropped)
      || (select jsonb_build_object(o.title_column, change.title) from app_public.objects o where o.name = change.object);
  end if;
  return v_record;
end
$$;
comment on function app_hidden.record_after is
  'The record as it was right after a change. Of one that has changed again since, what the log does not keep is null: formulas, and who updated it when.';

create function app_hidden.as_api(object text, columns jsonb, whole boolean) returns json
language sql stable security definer set search_path = '' as $$
  select coalesce(json_object_agg(app_hidden.camel(a.attname),
    case when a.atttypid in ('numeric'::regtype, 'bigint'::regtype) then to_jsonb(columns ->> a.attname) else coalesce(columns -> a.attname, 'null') end
    order by a.attnum), '{}')
  from pg_catalog.pg_attribute a
  where a.attrelid = app_hidden.table_of(object)::regclass and a.attnum > 0 and not a.attisdropped
    and (whole or columns ? a.attname);
$$;
comment on function app_hidden.as_api is
  'Columns of an object as GraphQL and REST give them: names in camel case, numeric values as text. whole: columns that are not there are null.';

create function app_hidden.event_body(event text, change_id bigint, change_at timestamptz) returns text
language sql stable security definer set search_path = '' as $$
  select json_build_object(
    'type', event_body.event,
    'timestamp', app_hidden.iso(c.at),
    'data', json_build_object(
      'object', c.object,
      'id', c.record_id,
      'sequence', c.id,
      'transactionId', c.transaction_id,
      'record', app_hidden.as_api(c.object, app_hidden.record_after(c), true),
      'changed', case c.operation when 'update' then (select json_agg(app_hidden.camel(k) order by k) from jsonb_object_keys(c.new) k) else '[]' end,
      'previous', case c.operation when 'update' then app_hidden.as_api(c.object, c.old, false) else '{}' end,
      'actor', json_build_object('userId', c.user_id, 'name', u.name, 'apiKeyId', c.api_key_id, 'source', c.source)
    )
  )::text
  from app_public.changes c
  left join app_public.users u on u.id = c.user_id
  where c.id = event_body.change_id and c.at = event_body.change_at;
$$;
comment on function app_hidden.event_body is 'The event of a change: what is signed and sent, to the byte.';
--! EndIncluded webhooks/events.sql
--! Included audit/history.sql
-- The history of one record: every change, its values at any moment, and the way back to them.
create function app_public.record_history(record_id uuid) returns setof app_public.changes
language sql stable rows 100
begin atomic
  select c.* from app_public.changes c where c.record_id = record_history.record_id order by c.id desc;
end;
comment on function app_public.record_history is E'@sortable\n@filterable\nEvery change of a record and of what it is linked to, newest first.';

create function app_public.record_as_of(id uuid, at timestamptz) returns jsonb
language plpgsql stable set timezone = 'UTC' as $$
declare
  v_last app_public.changes;
  v_change record;
  v_columns jsonb;
  v_object app_public.objects;
begin
  select c.* into v_last from app_public.changes c
  where c.record_id = record_as_of.id and c.object in (select o.name from app_public.objects o) order by c.id desc limit 1;
  if not found then
    perform app_hidden.fail('RM404', 'record_known', 'There is no such record, or you may not see it.', field => 'id');
  end if;
  select o.* into v_object from app_public.objects o where o.name = v_last.object;
  execute format('select to_jsonb(t) from %s t where t.id = $1', app_hidden.object_table(v_object.name)) into v_columns using record_as_of.id;
  for v_change in
    select c.operation, c.old from app_public.changes c
    where c.record_id = record_as_of.id and c.object = v_object.name and c.at > record_as_of.at order by c.id desc
  loop
    v_columns := case v_change.operation when 'insert' then null when 'delete' then v_change.old else v_columns || v_change.old end;
  end loop;
  if v_columns is null then
    return null;
  end if;
  -- What the database makes of the other columns it makes anew, so it is not kept; of the title it is known what it was.
  v_columns := v_columns - array(
    select a.attname::text from pg_catalog.pg_attribute a where a.attrelid = app_hidden.object_table(v_object.name) and a.attgenerated <> '');
  return app_hidden.as_api(v_object.name, v_columns || jsonb_build_object(v_object.title_column, coalesce((
    select c.title from app_public.changes c
    where c.record_id = record_as_of.id and c.object = v_object.name and c.at <= record_as_of.at order by c.id desc limit 1), v_last.title)), true);
end
$$;
comment on function app_public.record_as_of is
  'The values of a record at a moment, by field as the API spells it; null when it did not exist then. Raises RM404.';

create function app_public.restore_values(change_id bigint) returns app_public.records
language plpgsql volatile as $$
declare
  v_change app_public.changes;
  v_values jsonb;
  v_record app_public.records;
begin
  select c.* into v_change from app_public.changes c where c.id = restore_values.change_id;
  if not found then
    perform app_hidden.fail('RM404', 'change_known', 'There is no such change, or you may not see it.', field => 'change_id');
  elsif v_change.operation <> 'update' then
    perform app_hidden.fail('RM400', 'change_of_values', 'Only a change of values can be set back; undo what created or deleted a record.', field => 'change_id');
  end if;
  select jsonb_object_agg(e.key, e.value) into v_values
  from jsonb_each(v_change.old) e
  join pg_catalog.pg_attribute a on a.attrelid = app_hidden.object_table(v_change.object) and a.attname = e.key and a.attgenerated = '' and not a.attisdropped;
  perform app_hidden.update_records(v_change.object, jsonb_build_array(v_values || jsonb_build_object('id', v_change.record_id)));
  select r.* into v_record from app_public.records r where r.id = v_change.record_id;
  return v_record;
end
$$;
comment on function app_public.restore_values is
  'Sets the fields that a change changed back to what they were before it, whatever has happened since. Itself a change like any other.';
grant execute on function app_hidden.as_api, app_public.record_history, app_public.record_as_of, app_public.restore_values to :MEMBER;
--! EndIncluded audit/history.sql
--! Included webhooks/deliver.sql
-- What the worker calls to deliver: take what is due, send it, tell what came of it.
create function app_hidden.may_try_early(delivery app_public.webhook_deliveries, last_success_at timestamptz) returns boolean
language sql stable parallel safe
return delivery.next_attempt_at > now() and last_success_at > delivery.attempted_at
  and delivery.attempted_at < now() - greatest(interval '5 seconds', (now() - delivery.queued_at) / 8);
comment on function app_hidden.may_try_early is
  'Whether the endpoint has answered well since this one failed, so that it need not wait for its time: an endpoint that is back gets at once what waits for it.';

create function app_hidden.due_webhooks() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select w.id from app_public.webhooks w
  where w.is_active and coalesce(w.paused_until, '-infinity') <= now()
    and (exists (
      select from app_public.webhook_deliveries d
      where d.webhook_id = w.id and d.status in ('pending', 'failed') and d.next_attempt_at <= now())
    or exists (
      select from app_public.webhook_deliveries d
      where d.webhook_id = w.id and d.status = 'failed' and app_hidden.may_try_early(d, w.last_success_at)));
$$;
comment on function app_hidden.due_webhooks is 'The endpoints for which something is due.';

create function app_hidden.claim_deliveries(webhook_id uuid, most integer)
returns table (id text, object text, record_id uuid, is_gone boolean, was_visible boolean)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_webhook app_public.webhooks;
  v_ids text[];
begin
  select * into v_webhook from app_public.webhooks w where w.id = claim_deliveries.webhook_id;
  -- Of an endpoint that seems to be down one is sent, to see.
  if v_webhook.failures >= 10 then
    claim_deliveries.most := 1;
  end if;
  with due as (
    select d.id from app_public.webhook_deliveries d
    where d.webhook_id = v_webhook.id and d.status in ('pending', 'failed') and d.next_attempt_at <= now()
    order by d.next_attempt_at, d.id limit claim_deliveries.most for update skip locked
  ),
  early as (
    select d.id from app_public.webhook_deliveries d
    where d.webhook_id = v_webhook.id and d.status = 'failed' and app_hidden.may_try_early(d, v_webhook.last_success_at)
    limit claim_deliveries.most - (select count(*) from due) for update skip locked
  ),
  -- Whoever takes them has a minute; if nothing is heard, as when the worker is killed, they are due again.
  claimed as (
    update app_public.webhook_deliveries d set next_attempt_at = now() + interval '1 minute'
    where d.id in (select due.id from due union all select early.id from early) returning d.id
  )
  select array_agg(claimed.id) into v_ids from claimed;

  return query
  select d.id, d.object, d.record_id, r.id is null,
    case s.scope when 'all' then true when 'own' then coalesce(
      (select (l.old ->> 'owner_id')::uuid = v_webhook.user_id from app_public.changes l
       where l.record_id = d.record_id and l.object = d.object and l.operation = 'delete' order by l.id desc limit 1), false) else false end
  from app_public.webhook_deliveries d
  left join app_public.records r on r.id = d.record_id
  left join app_hidden.read_scopes s on s.object = d.object and s.db_role = (select p.db_role from app_hidden.webhook_principal(v_webhook.id) p)
  where d.id = any (v_ids);
end
$$;
comment on function app_hidden.claim_deliveries is
  'Takes what is due, the oldest first, for a minute. was_visible: whether the webhook''s owner could read the record when it was still there.';

create function app_hidden.webhook_principal(webhook_id uuid, out user_id uuid, out db_role name, out is_active boolean)
language sql stable security definer set search_path = '' as $$
  select u.id, r.db_role, u.is_active and w.is_active
  from app_public.webhooks w
  join app_public.users u on u.id = w.user_id
  join app_public.roles r on r.id = coalesce(w.role_id, u.role_id)
  where w.id = webhook_principal.webhook_id;
$$;
comment on function app_hidden.webhook_principal is 'With whose rights a webhook is served.';

create function app_hidden.seal_deliveries(ids text[], hidden text[])
returns table (id text, body text, url text, secrets text[])
language plpgsql volatile security definer set search_path = '' as $$
begin
  -- An event about a record that the owner may not read is none of theirs.
  delete from app_public.webhook_deliveries d where d.id = any (seal_deliveries.hidden);
  update app_public.webhook_deliveries d set request_body = app_hidden.event_body(d.event, d.change_id, d.change_at)
  where d.id = any (seal_deliveries.ids) and d.request_body is null;
  return query
  select d.id, d.request_body, w.url, s.secrets
  from app_public.webhook_deliveries d
  join app_public.webhooks w on w.id = d.webhook_id
  cross join lateral (
    select array_agg(k.secret order by k.created_at desc) as secrets from app_private.webhook_secrets k
    where k.webhook_id = w.id and (k.expires_at is null or k.expires_at > now())
  ) s
  where d.id = any (seal_deliveries.ids)
  order by d.change_id nulls last, d.id;
end
$$;
comment on function app_hidden.seal_deliveries is 'Drops the hidden ones, gives the others their body if they have none, and says where they go and what signs them.';

create function app_hidden.take_deliveries(webhook_id uuid, most integer)
returns table (id text, body text, url text, secrets text[])
language plpgsql volatile set search_path = '' as $$
declare
  v_principal record;
  v_claimed jsonb;
  v_visible uuid[];
begin
  v_principal := app_hidden.webhook_principal(take_deliveries.webhook_id);
  if not coalesce(v_principal.is_active, false) then
    perform app_hidden.disable_webhook(take_deliveries.webhook_id, 'The member to whom it belongs was deactivated.');
    return;
  end if;
  select jsonb_agg(to_jsonb(c)) into v_claimed from app_hidden.claim_deliveries(take_deliveries.webhook_id, take_deliveries.most) c;

  -- What the owner may read is asked as the owner.
  perform set_config('app.user_id', v_principal.user_id::text, true), set_config('role', v_principal.db_role::text, true);
  select array_agg(i.id) into v_visible
  from (
    select c.object, array_agg(c.record_id) as ids from jsonb_to_recordset(v_claimed) c (object text, record_id uuid, is_gone boolean)
    where c.object is not null and not c.is_gone group by c.object
  ) o
  cross join unnest(app_hidden.visible_ids(o.object, o.ids)) i (id);
  perform set_config('role', 'none', true), set_config('app.user_id', '', true);

  return query
  with claimed as (
    select c.id, c.object is null or case when c.is_gone then c.was_visible else coalesce(c.record_id = any (v_visible), false) end as is_visible
    from jsonb_to_recordset(v_claimed) c (id text, object text, record_id uuid, is_gone boolean, was_visible boolean)
  )
  select s.* from app_hidden.seal_deliveries(
    array(select c.id from claimed c where c.is_visible), array(select c.id from claimed c where not c.is_visible)) s;
end
$$;
comment on function app_hidden.take_deliveries is 'What is due for an endpoint, at most so many, ready to be sent, and holding only what the webhook''s owner may read now.';

create function app_hidden.record_attempts(webhook_id uuid, attempts jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_lifetime constant interval := '3 days';
  v_taken integer;
  v_failed integer;
  v_dead integer;
  v_webhook app_public.webhooks;
begin
  with told as (
    select * from jsonb_to_recordset(record_attempts.attempts) a (
      id text, is_delivered boolean, is_final boolean, retry_after integer, status integer, headers jsonb, body text, error text, duration_ms integer)
  ),
  recorded as (
    update app_public.webhook_deliveries d set
      attempt = d.attempt + 1, attempted_at = now(), response_status = t.status, response_headers = t.headers, response_body = t.body,
      error = t.error, duration_ms = t.duration_ms,
      status = case when t.is_delivered then 'delivered' when t.is_final or now() >= d.queued_at + v_lifetime then 'dead' else 'failed' end,
      -- Each wait is as long as all before it together: 5, 5, 10, 20, 40 seconds, … up to a day; the last attempt is after three days.
      next_attempt_at = case when t.is_delivered or t.is_final or now() >= d.queued_at + v_lifetime then null
        else least(d.queued_at + v_lifetime, now() + greatest(make_interval(secs => t.retry_after),
          (1 + random() / 10) * greatest(interval '5 seconds', least(interval '1 day', now() - d.queued_at)))) end
    from told t
    where d.id = t.id and d.webhook_id = record_attempts.webhook_id
    returning d.status
  )
  select count(*) filter (where status = 'delivered'), count(*) filter (where status <> 'delivered'), count(*) filter (where status = 'dead')
  into v_taken, v_failed, v_dead from recorded;

  update app_public.webhooks w set
    last_success_at = case when v_taken > 0 then now() else w.last_success_at end,
    failing_since = case when v_taken > 0 then null else coalesce(w.failing_since, now()) end,
    failures = case when v_taken > 0 then 0 else w.failures + v_failed end,
    deaths = case when v_taken > 0 then 0 else w.deaths + v_dead end,
    -- After ten failures in a row it is left in peace for a quarter of the time that it has been failing, at most five minutes.
    paused_until = case when v_taken = 0 and w.failures + v_failed >= 10
      then now() + least(interval '5 minutes', greatest(interval '2 seconds', (now() - w.failing_since) / 4)) end
  where w.id = record_attempts.webhook_id
  returning * into v_webhook;
  if v_webhook.deaths >= 3 then
    perform app_hidden.disable_webhook(v_webhook.id, 'Three events in a row could not be delivered within three days each.');
  end if;
  if exists (select from jsonb_to_recordset(record_attempts.attempts) a (status integer) where a.status = 410) then
    perform app_hidden.disable_webhook(v_webhook.id, 'The endpoint answered that it is gone (410).');
  end if;
end
$$;
comment on function app_hidden.record_attempts is
  'Keeps what came of attempts ([{id, is_delivered, is_final, retry_after, status, headers, body, error, duration_ms}]), and switches an endpoint off that takes nothing any more.';

create function app_hidden.disable_webhook(webhook_id uuid, reason text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_webhook app_public.webhooks;
begin
  update app_public.webhooks w set is_active = false, disabled_at = now(), disabled_reason = disable_webhook.reason
  where w.id = disable_webhook.webhook_id and w.is_active returning * into v_webhook;
  if not found then
    return;
  end if;
  perform app_hidden.notify_member(u.id, 'webhook_disabled', format('The webhook to %s was switched off', substring(v_webhook.url from '^https?://([^/?#]+)')),
    body => disable_webhook.reason, actor_id => null)
  from app_public.users u join app_public.roles r on r.id = u.role_id
  where u.id = v_webhook.user_id or 'webhooks' = any (r.settings);
end
$$;
comment on function app_hidden.disable_webhook is 'Switches a webhook off, and tells its owner and all who manage webhooks.';

create function app_hidden.clean_up_deliveries() returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from app_public.webhook_deliveries d where d.created_at < now() - interval '30 days' and d.queued_at < now() - interval '30 days';
  delete from app_private.webhook_secrets s where s.expires_at < now();
  -- Of endpoints that were down or switched off all the time.
  update app_public.webhook_deliveries d set status = 'dead', next_attempt_at = null, error = coalesce(d.error, 'The endpoint was down for three days.')
  where d.status in ('pending', 'failed') and d.queued_at < now() - interval '3 days 1 hour' and d.next_attempt_at < now();
end
$$;
comment on function app_hidden.clean_up_deliveries is 'Forgets deliveries after 30 days, and gives up what could not even be tried; run by a daily job.';

grant execute on function app_hidden.due_webhooks, app_hidden.take_deliveries, app_hidden.claim_deliveries, app_hidden.webhook_principal,
  app_hidden.seal_deliveries, app_hidden.record_attempts, app_hidden.disable_webhook, app_hidden.clean_up_deliveries to :WORKER;
--! EndIncluded webhooks/deliver.sql
-- For trying it.
--! Included seed/sample.sql
-- Believable sample data, related and dated around today; for trying Rowan and for the demo.
create function app_public.load_sample_data() returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_members uuid[] := array(select u.id from app_public.users u where u.is_active order by u.created_at, u.id);
  v_me uuid := coalesce(app_hidden.user_id(), v_members[1]);
  v_currency text := (select w.currency from app_public.workspace w);
begin
  perform app_hidden.must_manage('workspace');
  if exists (select from app_public.companies) or exists (select from app_public.contacts) then
    perform app_hidden.fail('RM409', 'sample_data_empty', 'There are companies or contacts already; sample data would mix with them.');
  end if;
  if v_me is null then
    perform app_hidden.fail('RM400', 'sample_data_member', 'Make an account first: sample data belongs to somebody.');
  end if;

  insert into app_public.companies (name, domain, industry, employees, annual_revenue, currency, city, country, phone, website, owner_id)
  select c.name, c.domain, c.industry, c.employees, c.revenue, v_currency, c.city, c.country, c.phone, 'https://' || c.domain,
    v_members[1 + (c.n - 1) % cardinality(v_members)]
  from (values
    (1, 'Northwind Logistics', 'northwind-logistics.example', 'Logistics', 1240, 310000000, 'Rotterdam', 'Netherlands', '+31 10 555 0141'),
    (2, 'Bluebird Robotics', 'bluebird-robotics.example', 'Manufacturing', 380, 92000000, 'Stuttgart', 'Germany', '+49 711 555 0102'),
    (3, 'Harbor & Finch', 'harborfinch.example', 'Retail', 95, 18500000, 'Boston', 'United States', '+1 617 555 0188'),
    (4, 'Lumen Health', 'lumen-health.example', 'Healthcare', 2100, 540000000, 'Chicago', 'United States', '+1 312 555 0117'),
    (5, 'Cascade Energy', 'cascade-energy.example', 'Energy', 860, 275000000, 'Oslo', 'Norway', '+47 22 55 01 90'),
    (6, 'Petit Atelier', 'petit-atelier.example', 'Design', 24, 3400000, 'Lyon', 'France', '+33 4 55 50 12 34'),
    (7, 'Quantum Foods', 'quantumfoods.example', 'Food', 640, 128000000, 'Madrid', 'Spain', '+34 91 555 01 45'),
    (8, 'Silverline Insurance', 'silverline.example', 'Insurance', 3200, 890000000, 'Zürich', 'Switzerland', '+41 44 555 01 22'),
    (9, 'Aster Analytics', 'aster-analytics.example', 'Software', 72, 9800000, 'Dublin', 'Ireland', '+353 1 555 0133'),
    (10, 'Granite Construction Group', 'granite-cg.example', 'Construction', 1500, 420000000, 'Denver', 'United States', '+1 303 555 0174'),
    (11, 'Meridian Travel', 'meridiantravel.example', 'Travel', 210, 46000000, 'Lisbon', 'Portugal', '+351 21 555 0167'),
    (12, 'Oakridge Schools', 'oakridge.example', 'Education', 430, 38000000, 'Toronto', 'Canada', '+1 416 555 0129'),
    (13, 'Kobalt Mining', 'kobalt-mining.example', 'Mining', 2700, 760000000, 'Perth', 'Australia', '+61 8 5550 1180'),
    (14, 'Fernhill Pharma', 'fernhill-pharma.example', 'Pharma', 980, 344000000, 'Basel', 'Switzerland', '+41 61 555 01 99'),
    (15, 'Tidewater Shipping', 'tidewater.example', 'Logistics', 530, 117000000, 'Hamburg', 'Germany', '+49 40 555 0156'),
    (16, 'Paper & Pine', 'paperandpine.example', 'Retail', 48, 6200000, 'Portland', 'United States', '+1 503 555 0138'),
    (17, 'Solstice Solar', 'solstice-solar.example', 'Energy', 150, 33000000, 'Austin', 'United States', '+1 512 555 0195'),
    (18, 'Vega Telecom', 'vega-telecom.example', 'Telecom', 4100, 1200000000, 'Warsaw', 'Poland', '+48 22 555 01 61'),
    (19, 'Redwood Partners', 'redwoodpartners.example', 'Finance', 86, 27000000, 'London', 'United Kingdom', '+44 20 7946 0155'),
    (20, 'Ember Kitchens', 'ember-kitchens.example', 'Hospitality', 320, 29000000, 'Milan', 'Italy', '+39 02 5550 1120'),
    (21, 'Polar Cold Chain', 'polarcold.example', 'Logistics', 260, 58000000, 'Helsinki', 'Finland', '+358 9 5550 118'),
    (22, 'Juniper Legal', 'juniper-legal.example', 'Legal', 64, 15500000, 'Edinburgh', 'United Kingdom', '+44 131 496 0142'),
    (23, 'Atlas Machine Tools', 'atlas-mt.example', 'Manufacturing', 720, 165000000, 'Turin', 'Italy', '+39 011 555 0173'),
    (24, 'Sakura Electronics', 'sakura-el.example', 'Electronics', 1900, 610000000, 'Osaka', 'Japan', '+81 6 5550 1177')
  ) c (n, name, domain, industry, employees, revenue, city, country, phone);
  update app_public.companies c set parent_id = p.id
  from app_public.companies p
  where (c.name, p.name) in (('Tidewater Shipping', 'Northwind Logistics'), ('Polar Cold Chain', 'Northwind Logistics'), ('Solstice Solar', 'Cascade Energy'));

  insert into app_public.contacts (first_name, last_name, emails, phones, job_title, company_id, city, country, owner_id)
  select p.first, p.last, array[app_hidden.fold(p.first) || '.' || replace(app_hidden.fold(p.last), ' ', '') || '@' || c.domain],
    case when p.n % 4 <> 0 then array[c.phone || lpad((p.n % 90)::text, 2, '0')] else '{}' end,
    (array['Head of Purchasing', 'Chief Executive', 'IT Director', 'Operations Manager', 'Finance Director', 'Office Manager', 'Head of Logistics', 'Product Lead'])[1 + p.n % 8],
    c.id, c.city, c.country, c.owner_id
  from (
    select n, (array['Amara', 'Björn', 'Chiara', 'David', 'Elena', 'Farid', 'Grace', 'Hugo', 'Inés', 'Jonas', 'Keiko', 'Liam', 'Marta', 'Noah', 'Olga', 'Pedro', 'Quinn', 'Rosa', 'Samir', 'Thea', 'Uma', 'Viktor', 'Wanda', 'Yusuf', 'Zoë'])[1 + (n * 7) % 25] as first,
      (array['Almeida', 'Becker', 'Costa', 'Dubois', 'Eriksson', 'Fischer', 'García', 'Hansen', 'Ivanova', 'Jensen', 'Kowalski', 'Laurent', 'Moretti', 'Novák', 'O’Brien', 'Petrov', 'Rossi', 'Santos', 'Tanaka', 'Varga', 'Weber', 'Young', 'Zimmermann'])[1 + (n * 5) % 23] as last
    from generate_series(1, 96) n
  ) p
  join (select c.*, row_number() over (order by c.created_at, c.name) as k, count(*) over () as total from app_public.companies c) c
    on c.k = 1 + (p.n - 1) % c.total;

  insert into app_public.deals (title, value, currency, company_id, contact_id, stage_id, expected_close_date, closed_at, lost_reason, owner_id, created_by, created_at)
  select
    c.name || ' – ' || (array['annual licence', 'pilot project', 'renewal', 'rollout', 'support plan', 'integration', 'training package'])[1 + d.n % 7],
    (array[4800, 12500, 36000, 7900, 58000, 22400, 91000, 15300])[1 + d.n % 8] + d.n * 25, v_currency, c.id,
    (select k.id from app_public.contacts k where k.company_id = c.id order by k.name offset d.n % 3 limit 1),
    s.id,
    case when s.outcome = 'open' then current_date + (d.n * 13) % 75 - 8 end,
    case when s.outcome <> 'open' then now() - make_interval(days => (d.n * 11) % 160, hours => d.n) end,
    case when s.outcome = 'lost' then (array['Price', 'Chose a competitor', 'No budget this year', 'Project was stopped'])[1 + d.n % 4] end,
    c.owner_id, c.owner_id, now() - make_interval(days => 20 + (d.n * 17) % 200)
  from generate_series(1, 68) d (n)
  join (select c.*, row_number() over (order by c.created_at, c.name) as k, count(*) over () as total from app_public.companies c) c
    on c.k = 1 + (d.n * 5) % c.total
  join (select s.*, row_number() over (order by s.position) as k, count(*) over () as total
        from app_public.stages s where s.pipeline_id = (select p.id from app_public.pipelines p order by p.position, p.id limit 1)) s
    on s.k = 1 + (d.n * d.n + d.n / 3) % s.total;

  with made as (
    insert into app_public.tasks (id, title, due_at, priority, status, assignee_id, owner_id, created_by, remind_at)
    select uuidv7(), t.title, t.due, (array['normal', 'high', 'normal', 'low'])[1 + t.n % 4], case when t.n % 5 = 0 then 'done' else 'open' end,
      t.assignee, t.assignee, t.assignee, case when t.n % 6 = 1 then t.due - interval '1 hour' end
    from (
      select n, (array['Call back about the offer', 'Send the contract', 'Prepare the demo', 'Check in after the pilot', 'Book the site visit', 'Clarify the budget', 'Send references', 'Plan the kick-off'])[1 + n % 8] as title,
        date_trunc('day', now()) + make_interval(days => (n * 7) % 19 - 5, hours => 8 + n % 9) as due,
        v_members[1 + n % cardinality(v_members)] as assignee
      from generate_series(1, 42) n) t
    returning id
  )
  insert into app_public.task_targets (task_id, record_id)
  select m.id, d.id
  from (select id, row_number() over () as k from made) m
  join (select id, row_number() over (order by title) as k, count(*) over () as total from app_public.deals) d on d.k = 1 + (m.k * 3) % d.total;

  with made as (
    insert into app_public.notes (id, body, owner_id, created_by, created_at)
    select uuidv7(), (array[
      E'**Discovery call**\n\nThey run three sites and want one view of all of them. Decision in the next quarter; the finance director signs.',
      E'**Met at the trade fair**\n\nInterested in the integration. Asked for two references from the same industry.',
      E'**Pricing**\n\n- list price is fine\n- wants yearly billing\n- asked about training for 12 people',
      E'**Pilot review**\n\nGood first impression. Open points:\n\n1. single sign-on\n2. export to their BI tool',
      E'**Short call**\n\nNew contact person from next month on. Will introduce us by e-mail.'])[1 + n % 5],
      v_members[1 + n % cardinality(v_members)], v_members[1 + n % cardinality(v_members)], now() - make_interval(days => (n * 3) % 60, hours => n)
    from generate_series(1, 60) n
    returning id
  )
  insert into app_public.note_targets (note_id, record_id)
  select m.id, r.id
  from (select id, row_number() over () as k from made) m
  join (select id, row_number() over (order by object, title) as k, count(*) over () as total from app_public.records where object in ('contacts', 'companies', 'deals')) r
    on r.k = 1 + (m.k * 11) % r.total;

  return (select count(*) from app_public.records);
end
$$;
comment on function app_public.load_sample_data is
  'Fills an empty workspace with sample companies, contacts, deals, tasks and notes, and says how many records there are. Raises RM409 when there are records already.';
grant execute on function app_public.load_sample_data to :MEMBER;

create function app_hidden.load_demo(password text) returns table (email text, role text)
language plpgsql as $$
declare
  v_member record;
begin
  if not exists (select from app_public.users) then
    update app_public.workspace set name = 'Rowan Demo';
    for v_member in
      select * from (values ('ana@demo.example', 'Ana Admin', 'admin'), ('uli@demo.example', 'Uli User', 'user'), ('rae@demo.example', 'Rae Reader', 'read_only')) m (email, name, role)
    loop
      insert into app_public.users (email, name, role_id)
      select v_member.email, v_member.name, r.id from app_public.roles r where r.key = v_member.role;
    end loop;
    perform app_hidden.set_password(u.id, load_demo.password) from app_public.users u;
    perform app_public.load_sample_data();
  end if;
  return query select u.email, r.name from app_public.users u join app_public.roles r on r.id = u.role_id
    where u.email like '%@demo.example' order by u.created_at, u.id;
end
$$;
comment on function app_hidden.load_demo is
  'Makes the demo of a database without members: three accounts with this password and the sample data. Gives the demo accounts there are; called by the owner.';
--! EndIncluded seed/sample.sql
--! EndIncluded index.sql
