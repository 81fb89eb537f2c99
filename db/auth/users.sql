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
comment on column app_public.users.email is E'@lower\nWhere the member is reached and what they sign in with; compared without case.';
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
