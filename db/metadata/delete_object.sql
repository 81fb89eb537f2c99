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
  insert into app_private.former_objects
  select n.name, array(
    select r.id from app_public.roles r
    where (select count(*) from app_public.permissions p where p.role_id = r.id and p.object = any (n.ends) and p.read = 'all') = cardinality(n.ends) order by 1)
  from (
    select v_object.name, array[v_object.name] as ends
    union all select f.link_table, array(select f.object union select f.target_object)
    from app_public.fields f where v_object.name in (f.object, f.target_object) and f.link_table is not null) n;

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
  'Deletes a custom object with its records, the notes and tasks attached to nothing else, the fields that lead to it, its views and permissions; history stays, for who read all of them. confirm: its plural. Raises RM400, RM403, RM404, RM409.';
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
