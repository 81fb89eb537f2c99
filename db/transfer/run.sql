-- For the job that does an import: who it is, how far it is, how it ended.
create function app_hidden.import_access(import_id uuid, out user_id uuid, out api_key_id uuid, out db_role name)
language sql stable security definer set search_path = '' as $$
  select u.id, k.id, r.db_role
  from app_public.imports i
  cross join lateral (select i.status = 'undoing' and i.undoer_id is not null as is_by_other) o
  join app_public.users u on u.id = case when o.is_by_other then i.undoer_id else i.user_id end and u.is_active
  join app_public.roles r on r.id = coalesce(case when o.is_by_other then i.undoer_role_id else i.role_id end, u.role_id)
  left join app_public.api_keys k on k.id = i.api_key_id and not o.is_by_other
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
language plpgsql volatile security definer set search_path = '' set default_statistics_target = 10 as $$
declare
  v_import app_public.imports;
begin
  update app_public.imports i set attempts = i.attempts + 1, started_at = clock_timestamp(), phase = 'reading', rows_done = 0
  where i.id = begin_import.import_id returning i.* into v_import;
  if v_import.status <> 'undoing' then
    delete from app_public.import_rows r where r.import_id = begin_import.import_id;
    -- Of what was uploaded just now the planner knows nothing: it would not let several processes read many rows.
    if v_import.row_count > 5000 then
      analyze app_hidden.import_cells;
    end if;
  end if;
  return v_import.attempts;
end
$$;
comment on function app_hidden.begin_import is 'Notes that an import is begun, for the how many-th time.';

create function app_hidden.report_import(import_id uuid, phase text, rows_done integer, pid integer) returns boolean
language sql volatile security definer set search_path = ''
begin atomic
  update app_public.imports i set
    phase = case when exists (select from pg_catalog.pg_locks l where l.pid = report_import.pid and l.locktype = 'advisory' and not l.granted) then 'waiting'
      else report_import.phase end,
    rows_done = least(i.row_count, report_import.rows_done)
  where i.id = report_import.import_id and i.status in ('checking', 'running', 'undoing')
  returning i.is_cancelled;
end;
comment on function app_hidden.report_import is 'Notes how far an import is, of which that backend is at work; tells whether somebody wants it to stop.';

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
  -- It is theirs until the end: who is put out, or whose key is revoked, while it runs writes nothing.
  if end_import.status in ('done', 'undone') and (app_hidden.import_access(end_import.import_id)).user_id is null then
    perform app_hidden.fail('RM403', 'imports_owner_active', 'Whoever began this import is not active any more.');
  end if;
  -- An undo that did not happen leaves the import as it was.
  update app_public.imports i set status = case when i.status = 'undoing' and end_import.status <> 'undone' then 'done' else end_import.status end, phase = '', finished_at = clock_timestamp(), message = coalesce(end_import.message, ''), is_cancelled = false,
    rows_done = case when end_import.status in ('checked', 'done') then i.row_count else i.rows_done end,
    created = coalesce((counts ->> 'created')::integer, i.created), updated = coalesce((counts ->> 'updated')::integer, i.updated),
    unchanged = coalesce((counts ->> 'unchanged')::integer, i.unchanged), rejected = coalesce((counts ->> 'rejected')::integer, i.rejected),
    warned = coalesce((counts ->> 'warned')::integer, i.warned), related = coalesce(counts -> 'related', i.related), problems = coalesce(counts -> 'problems', i.problems),
    transaction_id = case end_import.status when 'done' then pg_current_xact_id()::text::bigint else i.transaction_id end,
    stages = case end_import.status when 'done' then array(select jsonb_array_elements_text(counts -> 'stages')::uuid) else i.stages end,
    pipelines = case end_import.status when 'done' then array(select jsonb_array_elements_text(counts -> 'pipelines')::uuid) else i.pipelines end
  where i.id = end_import.import_id;
  if end_import.status = 'done' then
    delete from app_hidden.import_cells c where c.import_id = end_import.import_id;
  end if;
end
$$;
comment on function app_hidden.end_import is 'How an import ended. Of a real one this is part of its transaction: both are there, or neither. Raises RM403 when whose it is is not active any more.';

create function app_hidden.remove_import_pipelines(import_id uuid) returns void
language sql volatile security definer set search_path = ''
begin atomic
  delete from app_public.stages s using app_public.imports i
  where i.id = remove_import_pipelines.import_id and s.id = any (i.stages) and app_hidden.can_manage('pipelines')
    and not exists (select from app_public.deals d where d.stage_id = s.id);
  delete from app_public.pipelines p using app_public.imports i
  where i.id = remove_import_pipelines.import_id and p.id = any (i.pipelines) and app_hidden.can_manage('pipelines')
    and not exists (select from app_public.deals d where d.pipeline_id = p.id);
end;
comment on function app_hidden.remove_import_pipelines is 'Deletes the pipelines and stages that an import made, if the caller manages pipelines and no deal is in them.';

create function app_hidden.resume_imports() returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_import app_public.imports;
  v_is_busy boolean := false;
begin
  for v_import in select * from app_public.imports i where i.status in ('checking', 'running', 'undoing') for update skip locked loop
    -- Nobody holds its lock, and no job is about to: whoever was at it is gone, and its transaction with it.
    if not pg_try_advisory_xact_lock(hashtextextended(v_import.id::text, 7)) then
      v_is_busy := true;
      continue;
    end if;
    continue when exists (select from graphile_worker.jobs j where j.key = 'import:' || v_import.id and j.locked_at is null);
    if v_import.attempts >= 3 then
      perform app_hidden.end_import(v_import.id, 'failed',
        message => format('The server was stopped %s times while it was at this. Nothing of it was written.', v_import.attempts));
    else
      update app_public.imports i set phase = 'waiting' where i.id = v_import.id;
      perform app_hidden.add_job('transfer__import', json_build_object('importId', v_import.id), job_key => 'import:' || v_import.id);
    end if;
  end loop;
  -- Whoever is at it may be gone already without PostgreSQL having noticed.
  if v_is_busy then
    perform app_hidden.add_job('transfer__resume', run_at => now() + interval '5 seconds', job_key => 'transfer__resume: soon');
  end if;
end
$$;
comment on function app_hidden.resume_imports is
  'Begins again the imports that a stopped server or database left; gives up after three times. When the worker starts, each minute, and every five seconds while somebody is at one.';

create function app_hidden.clean_up_imports() returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update app_public.imports i set status = 'cancelled', message = 'Nobody ran it for a week; its file is dropped.', finished_at = now()
  where i.status in ('ready', 'checked') and i.created_at < now() - interval '7 days';
  delete from app_hidden.import_cells c where c.import_id in (select distinct s.import_id from app_hidden.import_cells s)
    and not exists (select from app_public.imports i where i.id = c.import_id
      and (i.status in ('ready', 'checked', 'checking', 'running') or i.created_at > now() - interval '7 days'));
  update app_public.exports e set status = 'stopped', finished_at = now() where e.status = 'running' and e.created_at < now() - interval '1 day';
end
$$;
comment on function app_hidden.clean_up_imports is 'Drops the files of imports that nobody is going to run, and notes that exports are over which a stopped server left; daily.';
grant execute on function app_hidden.import_access, app_hidden.enter_import, app_hidden.take_import, app_hidden.begin_import, app_hidden.report_import,
  app_hidden.keep_import_rows, app_hidden.end_import, app_hidden.resume_imports, app_hidden.clean_up_imports to :WORKER;
grant execute on function app_hidden.remove_import_pipelines to :MEMBER;
