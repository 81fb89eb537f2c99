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
