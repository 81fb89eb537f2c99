-- Backups that the worker makes (server/backup): each, how it went, and whether it was proven.
create table app_public.database_backups (
  id uuid primary key default uuidv7(),
  status text not null default 'waiting' constraint database_backups_status check (status in ('waiting', 'running', 'done', 'failed')),
  user_id uuid references app_public.users on delete set null,
  file text,
  size_bytes bigint,
  message text not null default '',
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  proof text constraint database_backups_proof check (proof in ('waiting', 'running', 'passed', 'failed')),
  problems text[] not null default '{}',
  proven_at timestamptz
);
create index on app_public.database_backups (user_id);
alter table app_public.database_backups enable row level security;
create policy "database_backups: read" on app_public.database_backups for select to :MEMBER using ((select app_hidden.can_manage('workspace')));
grant select on app_public.database_backups to :MEMBER;

comment on table app_public.database_backups is E'@behavior -insert -update -delete\nA backup in the folder BACKUP_DIR of the server; for those who manage the workspace.';
comment on column app_public.database_backups.status is 'waiting (for the worker), running, done or failed.';
comment on column app_public.database_backups.user_id is 'The member who asked for it; null of a nightly one.';
comment on column app_public.database_backups.file is 'Where it is, on the machine of the worker.';
comment on column app_public.database_backups.size_bytes is 'How large the file is.';
comment on column app_public.database_backups.message is 'Why it failed, or could not be proven.';
comment on column app_public.database_backups.proof is
  'Whether it was restored into a PostgreSQL of its own and everything in it looked at: null (nobody asked), waiting, running, passed or failed.';
comment on column app_public.database_backups.problems is 'What the proof found to be wrong.';
comment on column app_public.database_backups.proven_at is 'When the proof ended.';
comment on constraint database_backups_user_id_fkey on app_public.database_backups is E'@backwardBehavior -*';

create type app_public.backup_schedule as (folder text, keep integer);
comment on type app_public.backup_schedule is 'Where the nightly backup goes, and how many are kept.';

create function app_public.backup_schedule() returns app_public.backup_schedule
language sql stable security definer set search_path = ''
return (select (s.backup_folder, s.backup_keep)::app_public.backup_schedule
  from app_private.settings s where s.backup_folder is not null and app_hidden.can_manage('workspace'));
comment on function app_public.backup_schedule is 'Where the nightly backup goes, as the worker has it from BACKUP_DIR and BACKUP_KEEP; null when none is made, or to whom does not manage the workspace.';

create function app_public.back_up_database() returns app_public.database_backups
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_backup app_public.database_backups;
begin
  perform app_hidden.must_manage('workspace');
  perform pg_advisory_xact_lock(hashtext('app_public.back_up_database'));
  if app_public.backup_schedule() is null then
    perform app_hidden.fail('RM400', 'database_backups_folder', 'This server does not say where backups go.', 'Start it with BACKUP_DIR set to a folder.');
  end if;
  if exists (select from app_public.database_backups b where b.status in ('waiting', 'running')) then
    perform app_hidden.fail('RM409', 'database_backups_one_at_once', 'A backup is being made already.', 'Wait for it to end.');
  end if;
  insert into app_public.database_backups (user_id) values (app_hidden.user_id()) returning * into v_backup;
  perform app_hidden.add_job('backup__make', json_build_object('backupId', v_backup.id), max_attempts => 3);
  return v_backup;
end
$$;
comment on function app_public.back_up_database is 'Has the worker make a backup now, in the folder of the nightly ones. Raises RM400 when there is none, RM403, RM409 while one is being made.';

create function app_public.prove_backup(id uuid) returns app_public.database_backups
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_backup app_public.database_backups;
begin
  perform app_hidden.must_manage('workspace');
  update app_public.database_backups b set proof = 'waiting', problems = '{}', message = '', proven_at = null
  where b.id = prove_backup.id and b.status = 'done' and (b.proof is null or b.proof not in ('waiting', 'running')) returning * into v_backup;
  if not found then
    perform app_hidden.fail('RM404', 'database_backups_known', 'There is no such backup, or it is being proven already.', field => 'id');
  end if;
  perform app_hidden.add_job('backup__prove', json_build_object('backupId', v_backup.id), max_attempts => 3);
  return v_backup;
end
$$;
comment on function app_public.prove_backup is
  'Has the worker restore a backup into a PostgreSQL of its own, and look at everything in it: rows, indexes, foreign keys, registry, policies, metadata. Raises RM403, RM404.';
grant execute on function app_public.backup_schedule, app_public.back_up_database, app_public.prove_backup to :MEMBER;
