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
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app_hidden.take_turn();
  perform app_hidden.must_manage('data_model');
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

create function app_hidden.part_history(name text) returns void
language sql volatile security definer set search_path = ''
begin atomic
  update app_public.changes c set object = c.object || ' (deleted)' where c.object = part_history.name;
  with former as (delete from app_private.former_objects f where f.name = part_history.name returning f.readers)
  insert into app_private.former_objects as f select part_history.name || ' (deleted)', w.readers from former w
  on conflict (name) do update set readers = array(select unnest(f.readers) intersect select unnest(excluded.readers));
end;
comment on function app_hidden.part_history is
  'Gives the history of something deleted a name of its own, so that what is made with that name later does not get it: it is not for who may see the new one, nor restored into it.';

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
