-- Changing what a role may do: the rows, and in the same transaction the grants and policies.
create function app_public.set_permissions(role_id uuid, permissions jsonb) returns setof app_public.permissions
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_role app_public.roles;
  v_wanted record;
  v_old app_public.permissions;
begin
  perform app_hidden.begin_role_change();
  v_role := app_hidden.changeable_role(set_permissions.role_id);
  if jsonb_typeof(set_permissions.permissions) is distinct from 'array' then
    perform app_hidden.fail('RM400', 'permissions_list', 'Permissions are a list of {"object", "read", "create", "update", "delete"}.', field => 'permissions');
  end if;
  for v_wanted in
    select app_hidden.object_name(p.value ->> 'object') as object, p.value ->> 'read' as read, p.value -> 'create' as "create",
      p.value ->> 'update' as update, p.value ->> 'delete' as delete
    from jsonb_array_elements(set_permissions.permissions) p
  loop
    if exists (select from unnest(array[v_wanted.read, v_wanted.update, v_wanted.delete]) s where s <> all (array['none', 'own', 'all']))
      or jsonb_typeof(v_wanted.create) not in ('boolean', 'null') then
      perform app_hidden.fail('RM400', 'permissions_known', 'read, update and delete are none, own or all; create is true or false.', field => 'permissions');
    end if;
    insert into app_public.permissions (role_id, object) values (v_role.id, v_wanted.object) on conflict on constraint permissions_pkey do nothing;
    select * into strict v_old from app_public.permissions p where p.role_id = v_role.id and p.object = v_wanted.object;
    v_wanted.read := coalesce(v_wanted.read, v_old.read);
    -- What is not said stays as it was, as far as the new scope of reading lets it.
    update app_public.permissions p set
      read = v_wanted.read,
      "create" = coalesce((nullif(v_wanted.create, 'null') #>> '{}')::boolean, p."create" and v_wanted.read <> 'none'),
      update = coalesce(v_wanted.update, app_hidden.narrower(p.update, v_wanted.read)),
      delete = coalesce(v_wanted.delete, app_hidden.narrower(p.delete, v_wanted.read))
    where p.role_id = v_role.id and p.object = v_wanted.object;
  end loop;
  perform app_hidden.must_not_exceed_mine(v_role.id);
  perform app_hidden.derive_role(v_role.id);
  return query select p.* from app_public.permissions p where p.role_id = v_role.id order by p.object;
end
$$;
comment on function app_public.set_permissions is
  'Changes permissions of a role on many objects at once: [{"object", "read", "create", "update", "delete"}], where what is left out stays, but never wider than read. It counts from the next request on. Raises RM400, RM403 (more than one''s own role may), RM404, RM409.';

create function app_public.set_permission(
  role_id uuid, object text, read text default null, "create" boolean default null, update text default null, delete text default null
) returns app_public.permissions
language sql volatile
begin atomic
  select p.* from app_public.set_permissions(set_permission.role_id, jsonb_build_array(jsonb_strip_nulls(jsonb_build_object(
    'object', set_permission.object, 'read', set_permission.read, 'create', set_permission.create,
    'update', set_permission.update, 'delete', set_permission.delete)))) p
  where p.object = app_hidden.object_name(set_permission.object);
end;
comment on function app_public.set_permission is
  'Changes the permission of a role on one object: read, update, delete are none, own or all; create is yes or no. What is left out stays, but never wider than read. It counts from the next request on. Raises RM400, RM403, RM404, RM409.';
comment on constraint permissions_write_implies_read on app_public.permissions is
  'One can only change what one can read: widen read, or narrow create, update and delete.';
grant execute on function app_public.set_permissions, app_public.set_permission to :MEMBER;
