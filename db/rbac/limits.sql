-- Nobody gives more than they have: not to a role, not to a member, not to a key. The owner of the database may give anything.
create function app_hidden.scope_rank(scope text) returns integer
language sql immutable parallel safe
return array_position(array['none', 'own', 'all'], scope);
comment on function app_hidden.scope_rank is 'none, own and all as numbers that grow.';

create function app_hidden.narrower(scope text, other text) returns text
language sql immutable parallel safe
return case when app_hidden.scope_rank(scope) < app_hidden.scope_rank(other) then scope else other end;
comment on function app_hidden.narrower is 'The narrower one of two scopes.';

create function app_hidden.role_exceeds(role_id uuid, other_id uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_role app_public.roles;
  v_other app_public.roles;
begin
  if role_id = other_id then
    return null;
  end if;
  select * into v_role from app_public.roles r where r.id = role_exceeds.role_id;
  select * into v_other from app_public.roles r where r.id = role_exceeds.other_id;
  return case
    when v_other.id is null then 'do something'
    when v_other.key = 'admin' then null
    when v_role.key = 'admin' then 'do everything'
    else coalesce(
      (select 'manage ' || replace(s, '_', ' ') from unnest(v_role.settings) s where s <> all (v_other.settings) order by s limit 1),
      (select format('%s %s', a.action, lower(o.label_plural))
       from app_public.permissions p
       join app_public.objects o on o.name = p.object
       left join app_public.permissions q on q.role_id = v_other.id and q.object = p.object
       cross join lateral (values
         ('read', app_hidden.scope_rank(p.read), app_hidden.scope_rank(coalesce(q.read, 'none'))),
         ('create', p."create"::integer, coalesce(q."create", false)::integer),
         ('update', app_hidden.scope_rank(p.update), app_hidden.scope_rank(coalesce(q.update, 'none'))),
         ('delete', app_hidden.scope_rank(p.delete), app_hidden.scope_rank(coalesce(q.delete, 'none')))) a (action, here, there)
       where p.role_id = v_role.id and a.here > a.there
       order by o.position, o.name limit 1),
      case when app_hidden.scope_rank(v_role.default_read) > app_hidden.scope_rank(v_other.default_read)
          or v_role.default_create and not v_other.default_create
          or app_hidden.scope_rank(v_role.default_update) > app_hidden.scope_rank(v_other.default_update)
          or app_hidden.scope_rank(v_role.default_delete) > app_hidden.scope_rank(v_other.default_delete)
        then 'do more with objects made later' end)
  end;
end
$$;
comment on function app_hidden.role_exceeds is 'What a role may do that another one may not, in words; null when there is nothing.';

create function app_hidden.must_not_exceed_mine(role_id uuid) returns app_public.roles
language plpgsql stable security definer set search_path = '' as $$
declare
  v_role app_public.roles;
  v_beyond text;
begin
  select * into v_role from app_public.roles r where r.id = must_not_exceed_mine.role_id;
  if not found then
    perform app_hidden.fail('RM404', 'roles_known', 'There is no such role.', field => 'role_id');
  end if;
  v_beyond := case when not app_hidden.is_owner() then app_hidden.role_exceeds(v_role.id, app_hidden.role_id()) end;
  if v_beyond is not null then
    perform app_hidden.fail('RM403', 'roles_no_more_than_mine', format('The role “%s” may %s, and yours may not.', v_role.name, v_beyond),
      'Ask somebody whose role may do that.', 'role_id');
  end if;
  return v_role;
end
$$;
comment on function app_hidden.must_not_exceed_mine is
  'The role, if it may do nothing that the role in force may not. Raises RM403 and RM404. It stands before whatever gives, takes or changes a role.';

create function app_hidden.begin_role_change() returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app_hidden.take_turn();
  perform app_hidden.must_manage('roles');
end
$$;
comment on function app_hidden.begin_role_change is
  'Checks the right to manage roles, and lets changes of roles and of objects pass one after another. Raises RM403, RM409.';
