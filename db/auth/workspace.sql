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
