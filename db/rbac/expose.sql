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
  execute format('create or replace trigger _100_stamp_insert before insert on %s for each row when (
    new.created_by is distinct from app_hidden.user_id() or new.updated_by is distinct from app_hidden.user_id()
    or new.updated_at <> now() or not new.created_at between ''0001-01-01'' and now()) execute function app_hidden.tg__stamp()', object_table);
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
