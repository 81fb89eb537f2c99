-- Making, copying, changing and deleting roles.
create function app_hidden.check_role_name(name text, role_id uuid default null) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_name text := btrim(regexp_replace(coalesce(check_role_name.name, ''), '\s+', ' ', 'g'));
  v_key text := app_hidden.slug(v_name);
begin
  if length(v_name) not between 1 and 60 or v_name ~ '[[:cntrl:]]' then
    perform app_hidden.fail('RM400', 'roles_name_length', 'The name of a role has 1 to 60 characters.', field => 'name');
  elsif v_key = '' or v_key ~ '^[0-9]' then
    perform app_hidden.fail('RM400', 'roles_name_letter', 'The name of a role has to begin with a letter from A to Z.', field => 'name');
  elsif v_key = any (array['authenticator', 'worker', 'anonymous', 'member', 'public', 'owner', 'none', 'postgres', 'superuser']) or v_key ~ '^(pg|login)_' then
    perform app_hidden.fail('RM400', 'roles_name_reserved', format('“%s” is a name that PostgreSQL or Rowan needs.', v_name), 'Choose another one.', 'name');
  -- What reads alike is the same: “Ádmin” beside Admin would only deceive.
  elsif exists (select from app_public.roles r where (app_hidden.slug(r.name) = v_key or r.key = left(v_key, 30)) and r.id is distinct from check_role_name.role_id) then
    perform app_hidden.fail('RM409', 'roles_name_unique', 'Another role already has this name.', field => 'name');
  end if;
  return v_name;
end
$$;
comment on function app_hidden.check_role_name is 'The name as it is kept. Raises RM400 and RM409.';

create function app_hidden.add_role(role app_public.roles, like_role_id uuid default null) returns app_public.roles
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_role app_public.roles := add_role.role;
  v_key text;
  v_n integer := 1;
begin
  v_role.name := app_hidden.check_role_name(v_role.name);
  v_key := left(app_hidden.slug(v_role.name), 30);
  v_role.key := v_key;
  -- Roles are the cluster's: one that this database does not know keeps whatever somebody gave it, and is left alone.
  while exists (select from pg_catalog.pg_roles g where g.rolname = app_hidden.role_name(v_role.key)) loop
    v_n := v_n + 1;
    v_role.key := left(v_key, 29 - length(v_n::text)) || '_' || v_n;
  end loop;
  insert into app_public.roles (key, name, description, db_role, settings, default_read, default_create, default_update, default_delete)
  values (v_role.key, v_role.name, coalesce(v_role.description, ''), app_hidden.role_name(v_role.key), v_role.settings,
    v_role.default_read, v_role.default_create, v_role.default_update, v_role.default_delete)
  returning * into v_role;
  insert into app_public.permissions (role_id, object, read, "create", update, delete)
  select v_role.id, o.name,
    coalesce(p.read, v_role.default_read), coalesce(p."create", v_role.default_create), coalesce(p.update, v_role.default_update), coalesce(p.delete, v_role.default_delete)
  from app_public.objects o left join app_public.permissions p on p.object = o.name and p.role_id = add_role.like_role_id;
  perform app_hidden.must_not_exceed_mine(v_role.id);
  perform app_hidden.derive_role(v_role.id);
  return v_role;
end
$$;
comment on function app_hidden.add_role is 'Adds a role with its PostgreSQL role, grants and policies; its permissions are its defaults, or those of another role.';

create function app_public.create_role(
  name text, description text default '', settings text[] default '{}', default_read text default 'none', default_create boolean default false,
  default_update text default 'none', default_delete text default 'none'
) returns app_public.roles
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_role app_public.roles;
begin
  perform app_hidden.begin_role_change();
  v_role.name := create_role.name;
  v_role.description := create_role.description;
  v_role.settings := coalesce(create_role.settings, '{}');
  v_role.default_read := coalesce(create_role.default_read, 'none');
  v_role.default_create := coalesce(create_role.default_create, false);
  v_role.default_update := coalesce(create_role.default_update, 'none');
  v_role.default_delete := coalesce(create_role.default_delete, 'none');
  return app_hidden.add_role(v_role);
end
$$;
comment on function app_public.create_role is
  'Makes a role, which is a PostgreSQL role too. It may do with every object, and with those made later, what its defaults say (none, own, all) until set_permission says otherwise; settings are the parts of the settings that it manages. Raises RM400, RM403 (more than one''s own role may), RM409.';

create function app_public.copy_role(role_id uuid, name text) returns app_public.roles
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_role app_public.roles;
begin
  perform app_hidden.begin_role_change();
  v_role := app_hidden.must_not_exceed_mine(copy_role.role_id);
  v_role.name := copy_role.name;
  return app_hidden.add_role(v_role, like_role_id => copy_role.role_id);
end
$$;
comment on function app_public.copy_role is 'Makes a role with the permissions, settings and defaults of another one. Raises RM400, RM403, RM404, RM409.';

create function app_hidden.changeable_role(id uuid) returns app_public.roles
language plpgsql stable security definer set search_path = '' as $$
declare
  v_role app_public.roles := app_hidden.must_not_exceed_mine(changeable_role.id);
begin
  if v_role.key = 'admin' then
    perform app_hidden.fail('RM403', 'roles_admin_fixed', 'The role Admin may do everything, and stays as it is.', 'Copy it, and change the copy.', 'role_id');
  elsif v_role.id = app_hidden.role_id() then
    perform app_hidden.fail('RM403', 'roles_not_my_own', format('“%s” is your own role, and nobody changes their own.', v_role.name), 'Ask an Admin.', 'role_id');
  end if;
  return v_role;
end
$$;
comment on function app_hidden.changeable_role is 'The role, if the role in force may change it. Raises RM403 and RM404.';

create function app_public.update_role(
  id uuid, name text default null, description text default null, settings text[] default null, default_read text default null,
  default_create boolean default null, default_update text default null, default_delete text default null
) returns app_public.roles
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_role app_public.roles;
begin
  perform app_hidden.begin_role_change();
  v_role := app_hidden.changeable_role(update_role.id);
  update app_public.roles r set
    name = case when update_role.name is null then r.name else app_hidden.check_role_name(update_role.name, r.id) end,
    description = coalesce(update_role.description, r.description), settings = coalesce(update_role.settings, r.settings),
    -- As of permissions: what is not said stays as it was, as far as the new scope of reading lets it.
    default_read = coalesce(update_role.default_read, r.default_read),
    default_create = coalesce(update_role.default_create, r.default_create and coalesce(update_role.default_read, r.default_read) <> 'none'),
    default_update = coalesce(update_role.default_update, app_hidden.narrower(r.default_update, coalesce(update_role.default_read, r.default_read))),
    default_delete = coalesce(update_role.default_delete, app_hidden.narrower(r.default_delete, coalesce(update_role.default_read, r.default_read)))
  where r.id = update_role.id;
  v_role := app_hidden.must_not_exceed_mine(update_role.id);
  perform app_hidden.derive_role(v_role.id);
  return v_role;
end
$$;
comment on function app_public.update_role is
  'Changes what is given of a role: its name, the settings that it manages, what it may do with objects made later (what is left out of that stays, but never wider than default_read). Admin stays as it is. Raises RM400, RM403, RM404, RM409.';

create function app_public.delete_role(id uuid, new_role_id uuid default null) returns app_public.roles
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_role app_public.roles;
  v_members bigint;
  v_keys bigint;
  v_table regclass;
  v_policy record;
  v_detail text;
begin
  perform app_hidden.begin_role_change();
  v_role := app_hidden.changeable_role(delete_role.id);
  if v_role.is_shipped then
    perform app_hidden.fail('RM403', 'roles_shipped_kept', format('The role “%s” ships with Rowan and stays.', v_role.name), 'Take its permissions away, if nobody is to have it.', 'id');
  end if;
  if delete_role.new_role_id is not null then
    if delete_role.new_role_id = delete_role.id then
      perform app_hidden.fail('RM400', 'roles_new_other', 'Members cannot move to the role that is deleted.', field => 'new_role_id');
    end if;
    perform app_hidden.must_not_exceed_mine(delete_role.new_role_id);
    update app_public.users u set role_id = delete_role.new_role_id where u.role_id = v_role.id;
    update app_public.api_keys k set role_id = delete_role.new_role_id where k.role_id = v_role.id;
    update app_public.webhooks w set role_id = delete_role.new_role_id where w.role_id = v_role.id;
    update app_public.workspace w set default_role_id = delete_role.new_role_id where w.default_role_id = v_role.id;
  end if;
  select count(*) into v_members from app_public.users u where u.role_id = v_role.id;
  select count(*) into v_keys from app_public.api_keys k where k.role_id = v_role.id and k.revoked_at is null;
  if v_members + v_keys > 0 then
    perform app_hidden.fail('RM409', 'roles_unused', format('“%s” is the role of %s members and %s API keys.', v_role.name, v_members, v_keys),
      'Say which role they get instead.', 'new_role_id');
  end if;
  delete from app_public.api_keys k where k.role_id = v_role.id;
  delete from app_public.webhooks w where w.role_id = v_role.id;

  perform app_hidden.lock_briefly((
    select jsonb_object_agg(p.polrelid::regclass, 'access exclusive') from pg_catalog.pg_policy p where v_role.db_role::regrole = any (p.polroles)));
  for v_policy in
    select p.polrelid::regclass as on_table, p.polname from pg_catalog.pg_policy p
    where p.polroles = array[v_role.db_role::regrole::oid] and p.polname = any (array(select v_role.key || ': ' || v from unnest(array['select', 'insert', 'update', 'delete']) v))
  loop
    execute format('drop policy %I on %s', v_policy.polname, v_policy.on_table);
  end loop;
  for v_table in select app_hidden.object_table(o.name) from app_public.objects o loop
    execute format('revoke insert, update, delete on %s from %I', v_table, v_role.db_role);
  end loop;
  begin
    execute format('drop role %I', v_role.db_role);
  exception when dependent_objects_still_exist then
    get stacked diagnostics v_detail = pg_exception_detail;
    perform app_hidden.fail('RM409', 'roles_db_role_unused', format('In PostgreSQL something made by hand is of the role %s: %s', v_role.db_role, split_part(v_detail, E'\n', 1)),
      'Drop or revoke that first.');
  end;
  delete from app_public.roles r where r.id = v_role.id;
  return v_role;
end
$$;
comment on function app_public.delete_role is
  'Deletes a role with its PostgreSQL role. Members and API keys of it get new_role_id; without that, they keep it from being deleted (RM409). Shipped roles stay. Raises RM403, RM404.';
grant execute on function app_public.create_role, app_public.copy_role, app_public.update_role, app_public.delete_role to :MEMBER;
