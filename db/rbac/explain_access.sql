-- Why somebody may or may not do something: the answer of the policies themselves, and the rule that gives it.
create type app_public.access_explanation as (allowed boolean, rule text, reason text);
comment on type app_public.access_explanation is
  'allowed: what the database would do. rule: inactive, permission_none, permission_own, permission_all, create_yes, create_no, owner, not_owner, attached or database_policy. reason: the same in words.';

create type app_hidden.access_facts as (
  user_id uuid, user_name text, is_active boolean, role_id uuid, role_name text, db_role name, object text, label text,
  scope text, read_scope text, record_id uuid, owner_id uuid, owner_name text, question text, restrictive text
);
comment on type app_hidden.access_facts is 'What explain_access knows before it asks the policies. question: the query that, asked as the member, tells whether they may.';

create function app_hidden.access_facts(user_id uuid, action text, record_id uuid, object text) returns app_hidden.access_facts
language plpgsql stable security definer set search_path = '' as $$
declare
  v app_hidden.access_facts;
  v_permission app_public.permissions;
  v_policy text;
begin
  if access_facts.user_id is distinct from app_hidden.user_id() then
    perform app_hidden.must_manage('roles');
  end if;
  if access_facts.action is null or access_facts.action <> all (array['read', 'create', 'update', 'delete']) then
    perform app_hidden.fail('RM400', 'explain_action', 'The action is read, create, update or delete.', field => 'action');
  end if;
  select u.id, u.name, u.is_active, r.id, r.name, r.db_role into v.user_id, v.user_name, v.is_active, v.role_id, v.role_name, v.db_role
  from app_public.users u join app_public.roles r on r.id = u.role_id where u.id = access_facts.user_id;
  if not found then
    perform app_hidden.fail('RM404', 'users_known', 'There is no such member.', field => 'user_id');
  end if;
  select r.id, r.owner_id, u.name, r.object into v.record_id, v.owner_id, v.owner_name, v.object
  from app_public.records r left join app_public.users u on u.id = r.owner_id where r.id = access_facts.record_id;
  if access_facts.record_id is not null and not found then
    perform app_hidden.fail('RM404', 'record_known', 'There is no such record.', field => 'record_id');
  end if;
  v.object := coalesce(v.object, app_hidden.object_name(access_facts.object));
  v.label := (select lower(o.label_plural) from app_public.objects o where o.name = v.object);
  select * into v_permission from app_public.permissions p where p.role_id = v.role_id and p.object = v.object;
  v.read_scope := coalesce(v_permission.read, 'none');
  v.scope := case access_facts.action when 'read' then v.read_scope when 'update' then coalesce(v_permission.update, 'none')
    when 'delete' then coalesce(v_permission.delete, 'none') else case when v_permission."create" then 'all' else 'none' end end;

  -- Reading is asked by reading. Of the other verbs the policies are put to the record as it is, a DBA's among them.
  select coalesce('(' || string_agg('(' || q.qual || ')', ' or ') filter (where q.polpermissive) || ')', 'false')
      || coalesce(' and ' || string_agg('(' || q.qual || ')', ' and ') filter (where not q.polpermissive), ''),
    string_agg('“' || q.polname || '”', ', ' order by q.polname) filter (where not q.polpermissive)
  into v_policy, v.restrictive
  from (
    select p.polname, p.polpermissive, coalesce(pg_catalog.pg_get_expr(p.polqual, p.polrelid), 'true') as qual
    from pg_catalog.pg_policy p
    where p.polrelid = app_hidden.object_table(v.object)
      and p.polcmd in ('*', case access_facts.action when 'read' then 'r' when 'create' then 'a' when 'update' then 'w' else 'd' end)
      and exists (select from unnest(p.polroles) g where g = 0 or pg_has_role(v.db_role, g, 'usage'))) q;
  v.question := format('select exists (select from %s where id = $1 and (%s)), exists (select from %1$s where id = $1)',
    app_hidden.object_table(v.object), case access_facts.action when 'read' then 'true' else v_policy end);
  return v;
end
$$;
comment on function app_hidden.access_facts is 'What there is to know about a member, an action and a record. Raises RM400, RM403, RM404.';

create function app_public.explain_access(user_id uuid, action text, record_id uuid default null, object text default null)
returns app_public.access_explanation
language plpgsql stable as $$
#variable_conflict use_column
declare
  v_user constant text := coalesce(current_setting('app.user_id', true), '');
  v_role constant text := current_setting('role');
  v_action constant text := explain_access.action;
  v app_hidden.access_facts := app_hidden.access_facts(explain_access.user_id, explain_access.action, explain_access.record_id, explain_access.object);
  v_is_self boolean;
  v_allowed boolean;
  v_seen boolean;
  v_rule text;
  v_reason text;
begin
  -- Of a record that the asker may not read, not even that it exists.
  if explain_access.record_id is not null and not exists (select from app_public.records r where r.id = v.record_id) then
    perform app_hidden.fail('RM404', 'record_known', 'There is no such record.', field => 'record_id');
  end if;
  if not v.is_active then
    return row (false, 'inactive', format('%s is deactivated, and may do nothing.', v.user_name))::app_public.access_explanation;
  elsif v.scope = 'none' then
    return row (false, case v_action when 'create' then 'create_no' else 'permission_none' end,
      format('The role “%s” may not %s %s.', v.role_name, v_action, v.label))::app_public.access_explanation;
  elsif v_action = 'create' then
    return row (true, 'create_yes', format('The role “%s” may create %s.', v.role_name, v.label))::app_public.access_explanation;
  elsif v.record_id is null then
    return row (true, 'permission_' || v.scope, format('The role “%s” may %s %s %s.', v.role_name, v_action,
      case v.scope when 'own' then 'its own' else 'all' end, v.label))::app_public.access_explanation;
  end if;

  -- Asked in the member's place, and then back in one's own.
  v_is_self := v.user_id = app_hidden.user_id() and v.role_id = app_hidden.role_id();
  if not v_is_self then
    perform set_config('app.user_id', v.user_id::text, true), set_config('role', v.db_role::text, true);
  end if;
  execute v.question into v_allowed, v_seen using v.record_id;
  if not v_is_self then
    perform set_config('role', v_role, true), set_config('app.user_id', v_user, true);
  end if;

  if v_allowed then
    v_rule := case v.scope when 'own' then 'owner' else 'permission_all' end;
    v_reason := case v.scope when 'own'
      then format('The role “%s” may %s its own %s, and %s owns this one.', v.role_name, v_action, v.label, v.user_name)
      else format('The role “%s” may %s all %s.', v.role_name, v_action, v.label) end;
  elsif v.scope = 'own' and v.owner_id is distinct from v.user_id then
    v_rule := 'not_owner';
    v_reason := format('The role “%s” may %s only its own %s, and this one is %s.', v.role_name, v_action, v.label, coalesce(v.owner_name || '’s', 'nobody’s'));
  elsif not v_seen and v.object in ('notes', 'tasks') and app_hidden.is_attached(v.record_id) and v.restrictive is null then
    v_rule := 'attached';
    v_reason := format('It is attached only to records that the role “%s” may not read.', v.role_name);
  else
    v_rule := 'database_policy';
    v_reason := case when v.restrictive is not null then format('A policy that was made in the database forbids it: %s.', v.restrictive)
      else 'The policies in the database are not what the permissions say; npm run db -- verify --mend derives them again.' end;
  end if;
  return row (v_allowed, v_rule, v_reason)::app_public.access_explanation;
end
$$;
comment on function app_public.explain_access is
  'Whether a member may read, create, update or delete a record (or an object''s records in general), asked of the policies themselves, and the rule that decides it. Of oneself anybody may ask, of others who manages roles; of records that one may read. Raises RM400, RM403, RM404.';

create function app_hidden.is_attached(source_id uuid) returns boolean
language sql stable security definer set search_path = ''
return exists (select from app_hidden.attachments a where a.source_id = is_attached.source_id);
comment on function app_hidden.is_attached is 'Whether a note or task is attached to anything.';
grant execute on function app_public.explain_access, app_hidden.access_facts, app_hidden.is_attached to :MEMBER;
