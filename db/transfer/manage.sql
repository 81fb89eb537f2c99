-- What people and programs do with an import: upload, match, check, run, cancel, undo. The work itself is a job (run.sql).
create function app_public.imports_can_undo(import app_public.imports) returns boolean
language sql stable
return app_hidden.can_manage('import') and (import.user_id = app_hidden.user_id() or app_hidden.can_manage('workspace'));
comment on function app_public.imports_can_undo is 'Whether you may undo it: your own, or as one who manages the workspace anybody''s.';

create function app_hidden.my_import(import_id uuid, statuses text[], is_undo boolean default false) returns app_public.imports
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_import app_public.imports;
begin
  perform app_hidden.must_manage('import');
  select * into v_import from app_public.imports i where i.id = my_import.import_id
    and case when is_undo then app_public.imports_can_undo(i) else i.user_id = app_hidden.user_id() end for update;
  if not found then
    perform app_hidden.fail('RM404', 'imports_known', 'There is no such import of yours.', field => 'id');
  elsif v_import.status <> all (statuses) then
    perform app_hidden.fail('RM409', 'imports_status_allows', format('The import is %s, so this cannot be done now.', v_import.status), field => 'id');
  end if;
  return v_import;
end
$$;
comment on function app_hidden.my_import is 'An import of the member who asks (or one that they may undo), locked, in one of these states. Raises RM403, RM404, RM409.';

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
  values (v_object, app_hidden.user_id(), app_hidden.api_key_id(), app_hidden.role_beyond_mine(),
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
  v_id text;
  v_columns jsonb;
  v_guess record;
  v_before jsonb;
begin
  -- Which columns hold ids that the file itself gives its rows.
  select c ->> 'index' into v_id from jsonb_array_elements(file -> 'columns') c where c ->> 'kind' = 'uuid' and app_hidden.import_key(c ->> 'name') = 'id';
  select jsonb_agg(c.col || jsonb_build_object('isOfFile', v_id <> c.col ->> 'index' and cardinality(i.ids) > 0 and cardinality(i.ids) = (
      select count(distinct s.cells[v_id::integer + 1]) from app_hidden.import_cells s where s.import_id = v_import.id and s.cells[v_id::integer + 1] = any (i.ids))) order by c.n)
  into v_columns from jsonb_array_elements(file -> 'columns') with ordinality c (col, n)
  cross join lateral (select array(select distinct m[1] from jsonb_array_elements_text(c.col -> 'samples') s, regexp_matches(s, '[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}', 'g') m) as ids) i;
  v_guess := app_hidden.import_guess(v_import.object, v_columns, (file ->> 'rowCount')::integer);
  -- Where the member's last file with these columns went. How it was imported (anew, as updates) is asked each time.
  select i.mapping into v_before from app_public.imports i
  where i.object = v_import.object and i.signature = v_signature and i.user_id = v_import.user_id and i.status = 'done'
  order by i.id desc limit 1;
  update app_public.imports i set
    encoding = file ->> 'encoding', delimiter = file ->> 'delimiter', has_header = (file ->> 'hasHeader')::boolean,
    row_count = (file ->> 'rowCount')::integer, columns = coalesce(v_guess.columns_known, '[]'), signature = v_signature,
    mapping = coalesce((
      select jsonb_agg(m) from jsonb_array_elements(v_before) m
      where m ->> 'field' = any (array(select t.field from app_public.import_targets(v_import.object) t))), v_guess.mapping),
    options = jsonb_strip_nulls(jsonb_build_object('dateOrder', file -> 'dateOrder', 'numberFormat', file -> 'numberFormat')),
    status = 'ready'
  where i.id = v_import.id;
end
$$;
comment on function app_hidden.end_upload is
  'The file is read: {encoding, delimiter, hasHeader, rowCount, columns: [{index, name, kind, samples, choices, filled}], dateOrder, numberFormat}. Matches its columns to fields.';
grant execute on function app_public.imports_can_undo, app_hidden.start_upload, app_hidden.end_upload to :MEMBER;

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
  v_import app_public.imports := app_hidden.my_import(queue_import.import_id, statuses, queue_import.status = 'undoing');
begin
  if queue_import.status = 'undoing' and v_import.created + v_import.updated = 0 then
    perform app_hidden.fail('RM409', 'imports_wrote', 'This import wrote nothing, so there is nothing to undo.', field => 'id');
  elsif queue_import.status <> 'undoing' then
    update app_public.imports i set created = 0, updated = 0, unchanged = 0, rejected = 0, warned = 0, related = '{}', problems = '[]' where i.id = v_import.id;
  end if;
  update app_public.imports i set status = queue_import.status, phase = 'waiting', rows_done = 0, attempts = 0, is_cancelled = false, message = '',
    started_at = null, finished_at = null,
    undoer_id = nullif(app_hidden.user_id(), i.user_id),
    undoer_role_id = case when app_hidden.user_id() <> i.user_id then app_hidden.role_beyond_mine() end
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
  'Takes back all that an import made and changed, in the background; refused, with the reason in message, when later changes stand in the way. Others'' too for those who manage the workspace, under their own rights. Raises RM404, RM409.';

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
  where v.value !~ ('^' || app_hidden.import_failure() || '$') group by 1 order by 2 desc, 1 limit 200
$$;
comment on function app_public.import_values is 'The different values in a column (from 0) of an uploaded file, the most frequent 200, without the errors of a spreadsheet.';
grant execute on function app_public.configure_import, app_public.check_import, app_public.run_import, app_public.undo_import, app_public.cancel_import,
  app_public.import_values to :MEMBER;
