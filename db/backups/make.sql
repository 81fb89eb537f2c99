-- For the jobs that make and prove backups: one at a time, held by a lock of the session that is at it.
create function app_hidden.end_lost_backups() returns void
language sql volatile security definer set search_path = ''
begin atomic
  update app_public.database_backups b set status = 'failed', finished_at = clock_timestamp(), message = 'It was interrupted.' where b.status = 'running';
  update app_public.database_backups b set proof = 'failed', proven_at = clock_timestamp(), message = 'The proof was interrupted.' where b.proof = 'running';
end;
comment on function app_hidden.end_lost_backups is 'Those that nobody is at: their process was killed, or this database was restored from one of them.';

create function app_hidden.schedule_backups(folder text, keep integer) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update app_private.settings s set backup_folder = schedule_backups.folder, backup_keep = schedule_backups.keep
  where (s.backup_folder, s.backup_keep) is distinct from (schedule_backups.folder, schedule_backups.keep);
  if pg_try_advisory_xact_lock(hashtext('app_hidden.begin_backup')) then
    perform app_hidden.end_lost_backups();
  end if;
end
$$;
comment on function app_hidden.schedule_backups is 'What a worker that starts knows of backups: where the nightly one goes (null: none is made) and how many are kept.';

create function app_hidden.begin_backup(backup_id uuid) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  perform pg_advisory_lock(hashtext('app_hidden.begin_backup'));
  perform app_hidden.end_lost_backups();
  insert into app_public.database_backups (id, status, started_at) values (coalesce(begin_backup.backup_id, uuidv7()), 'running', clock_timestamp())
  on conflict (id) do update set status = 'running', started_at = excluded.started_at, finished_at = null, message = ''
  returning id into v_id;
  return v_id;
end
$$;
comment on function app_hidden.begin_backup is 'Waits until this session is the only one that makes or proves backups, and notes that one (null: a nightly one) is begun. end_backup lets the next one go on.';

create function app_hidden.end_backup(backup_id uuid, file text, size_bytes bigint, removed text[], error text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_backup app_public.database_backups;
begin
  perform pg_advisory_unlock(hashtext('app_hidden.begin_backup'));
  update app_public.database_backups b
  set status = case when end_backup.error is null then 'done' else 'failed' end, finished_at = clock_timestamp(),
    file = end_backup.file, size_bytes = end_backup.size_bytes, message = left(coalesce(end_backup.error, ''), 2000)
  where b.id = end_backup.backup_id returning * into v_backup;
  delete from app_public.database_backups b
  where b.file = any (end_backup.removed) or b.status = 'failed' and b.created_at < now() - interval '30 days';
  -- Of a night's attempts only the first is told of; who asked for one sees how it went.
  if v_backup.status = 'failed' and v_backup.user_id is null and not exists (
    select from app_public.database_backups b
    where b.id <> v_backup.id and b.status = 'failed' and b.user_id is null and b.created_at > now() - interval '12 hours')
  then
    perform app_hidden.notify_member(u.id, 'backup_failed', 'The nightly backup failed', body => v_backup.message, actor_id => null)
    from app_public.users u join app_public.roles r on r.id = u.role_id where 'workspace' = any (r.settings);
  end if;
end
$$;
comment on function app_hidden.end_backup is 'Notes how a backup ended (error: why it failed), forgets those whose files were removed, and tells who manages the workspace of a nightly one that failed.';

create function app_hidden.begin_proof(backup_id uuid) returns text
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_file text;
begin
  perform pg_advisory_lock(hashtext('app_hidden.begin_backup'));
  perform app_hidden.end_lost_backups();
  update app_public.database_backups b set proof = 'running', message = '' where b.id = begin_proof.backup_id and b.status = 'done' returning b.file into v_file;
  return v_file;
end
$$;
comment on function app_hidden.begin_proof is 'As begin_backup, for a proof; gives the file, or null when the backup is gone.';

create function app_hidden.end_proof(backup_id uuid, problems text[], error text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform pg_advisory_unlock(hashtext('app_hidden.begin_backup'));
  update app_public.database_backups b
  set proof = case when end_proof.error is null and cardinality(end_proof.problems) = 0 then 'passed' else 'failed' end,
    problems = end_proof.problems[1:100], proven_at = clock_timestamp(), message = left(coalesce(end_proof.error, ''), 2000)
  where b.id = end_proof.backup_id;
end
$$;
comment on function app_hidden.end_proof is 'Notes what a proof found; error says why there was none.';
grant execute on function app_hidden.schedule_backups, app_hidden.begin_backup, app_hidden.end_backup, app_hidden.begin_proof, app_hidden.end_proof to :WORKER;
