-- From app_public.permissions to GRANTs and static policies. Each derived policy carries, as its comment, the text it was made
-- from and a digest of what PostgreSQL made of it: so a second derivation changes nothing, and verify finds what was altered by hand.
create function app_hidden.wanted_policies(role_id uuid, object text)
returns table (verb text, qual text, check_qual text)
language plpgsql stable set search_path = '' as $$
declare
  v_permission app_public.permissions;
  v_mine constant text := 'owner_id = (select app_hidden.user_id())';
  v_stays_mine constant text := '(' || v_mine || ' or app_hidden.refuse_owner())';
  v_sees_everything boolean;
  v_links text;
begin
  select * into v_permission from app_public.permissions p where p.role_id = wanted_policies.role_id and p.object = wanted_policies.object;
  if not found then
    return;
  end if;

  -- A link to a record that the writer may not read is refused; where the role reads all of the target there is nothing to check.
  select string_agg(format('(%1$I is null or app_hidden.may_link(%2$L, %1$I, id, %3$L) or app_hidden.refuse_link(%1$L))',
    f.column_name, f.target_object, f.object || '.' || f.column_name), ' and ' order by f.column_name)
  into v_links
  from app_public.fields f
  where f.object = wanted_policies.object and f.target_object is not null and f.column_name is not null
    and f.target_object in (select o.name from app_public.objects o)
    and not exists (
      select from app_public.permissions t where t.role_id = wanted_policies.role_id and t.object = f.target_object and t.read = 'all');

  verb := 'select';
  check_qual := null;
  if v_permission.read <> 'none' then
    qual := case v_permission.read when 'all' then 'true' else v_mine end;
    if wanted_policies.object in ('notes', 'tasks') then
      -- Attached things are seen by who sees what they are attached to; a role that reads everything sees them all.
      select not exists (
        select from app_public.objects o
        where o.name not in ('notes', 'tasks') and not exists (
          select from app_public.permissions p where p.role_id = wanted_policies.role_id and p.object = o.name and p.read = 'all'))
      into v_sees_everything;
      if not v_sees_everything then
        qual := concat_ws(' and ', nullif(qual, 'true'), 'app_hidden.sees_attached(id)');
      end if;
    end if;
    return next;
  end if;

  if v_permission."create" then
    verb := 'insert';
    qual := null;
    check_qual := concat_ws(' and ', case v_permission.read when 'own' then v_stays_mine end, v_links);
    check_qual := coalesce(nullif(check_qual, ''), 'true');
    return next;
  end if;
  if v_permission.update <> 'none' then
    verb := 'update';
    qual := case v_permission.update when 'all' then 'true' else v_mine end;
    check_qual := coalesce(nullif(concat_ws(' and ', case v_permission.update when 'own' then v_stays_mine end, v_links), ''), 'true');
    return next;
  end if;
  if v_permission.delete <> 'none' then
    verb := 'delete';
    qual := case v_permission.delete when 'all' then 'true' else v_mine end;
    check_qual := null;
    return next;
  end if;
end
$$;
comment on function app_hidden.wanted_policies is 'The policies that a role''s permission on an object implies: verb, USING and WITH CHECK.';

create function app_hidden.policy_digest(policy_table regclass, policy_name name) returns text
language sql stable set search_path = ''
return (
  select md5(concat_ws('|', p.polcmd, p.polpermissive, p.polroles::regrole[]::text,
    pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)))
  from pg_catalog.pg_policy p where p.polrelid = policy_table and p.polname = policy_name);
comment on function app_hidden.policy_digest is 'A digest of a policy as PostgreSQL holds it.';

create function app_hidden.policy_text(verb text, qual text, check_qual text) returns text
language sql immutable
return concat_ws(' ', 'for ' || verb, 'using (' || qual || ')', 'with check (' || check_qual || ')');
comment on function app_hidden.policy_text is 'A derived policy as it was wanted: the beginning of its comment.';

create function app_hidden.put_policy(policy_table regclass, policy_name name, db_role name, verb text, qual text, check_qual text)
returns void language plpgsql set search_path = '' as $$
declare
  v_text text := app_hidden.policy_text(verb, qual, check_qual);
  v_comment text := (
    select pg_catalog.obj_description(p.oid, 'pg_policy') from pg_catalog.pg_policy p
    where p.polrelid = policy_table and p.polname = policy_name);
begin
  if v_comment = v_text || ' #' || app_hidden.policy_digest(policy_table, policy_name) then
    return;
  end if;
  if exists (select from pg_catalog.pg_policy p where p.polrelid = policy_table and p.polname = policy_name) then
    execute format('drop policy %I on %s', policy_name, policy_table);
  end if;
  execute format('create policy %I on %s for %s to %I %s %s', policy_name, policy_table, verb, db_role,
    'using (' || qual || ')', 'with check (' || check_qual || ')');
  execute format('comment on policy %I on %s is %L', policy_name, policy_table,
    v_text || ' #' || app_hidden.policy_digest(policy_table, policy_name));
end
$$;
comment on function app_hidden.put_policy is 'Makes a derived policy, unless it stands already exactly so.';

create function app_hidden.derive_permission(role_id uuid, object text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_role app_public.roles;
  v_table regclass;
  v_policy record;
  v_keep text[] := '{}';
  v_granted text;
  v_verb text;
begin
  select * into strict v_role from app_public.roles r where r.id = derive_permission.role_id;
  select format('%I.%I', o.schema_name, o.name)::regclass into strict v_table from app_public.objects o where o.name = derive_permission.object;
  for v_policy in select * from app_hidden.wanted_policies(derive_permission.role_id, derive_permission.object) loop
    perform app_hidden.put_policy(v_table, (v_role.key || ': ' || v_policy.verb)::name, v_role.db_role, v_policy.verb, v_policy.qual, v_policy.check_qual);
    v_keep := v_keep || v_policy.verb;
  end loop;
  foreach v_verb in array array['select', 'insert', 'update', 'delete'] loop
    if not v_verb = any (v_keep) and exists (
      select from pg_catalog.pg_policy p where p.polrelid = v_table and p.polname = v_role.key || ': ' || v_verb) then
      execute format('drop policy %I on %s', v_role.key || ': ' || v_verb, v_table);
    end if;
    if v_verb <> 'select' then
      v_granted := case when exists (
        select from pg_catalog.pg_class c cross join lateral pg_catalog.aclexplode(c.relacl) a
        where c.oid = v_table and a.grantee = v_role.db_role::regrole and lower(a.privilege_type) = v_verb) then 'yes' else 'no' end;
      if v_verb = any (v_keep) and v_granted = 'no' then
        execute format('grant %s on %s to %I', v_verb, v_table, v_role.db_role);
      elsif not v_verb = any (v_keep) and v_granted = 'yes' then
        execute format('revoke %s on %s from %I', v_verb, v_table, v_role.db_role);
      end if;
    end if;
  end loop;
  perform app_hidden.derive_links(derive_permission.role_id, f)
  from app_public.fields f where f.link_table is not null and derive_permission.object in (f.object, f.target_object);
end
$$;
comment on function app_hidden.derive_permission is 'Brings grants and policies of one role on one object, and on the links of its fields, in line with its permissions.';

create function app_hidden.wanted_registry_policies(role_id uuid) returns table (policy_table regclass, qual text)
language plpgsql stable set search_path = '' as $$
declare
  v_settings text[] := (select r.settings from app_public.roles r where r.id = wanted_registry_policies.role_id);
  v_all text[];
  v_own text[];
  v_objects text[];
  v_attachable text[];
  v_gone text[];
  v_former text[] := array(select f.name from app_private.former_objects f where wanted_registry_policies.role_id <> all (f.readers) order by 1);
  v_hidden boolean;
  v_attached boolean;
  v_narrowed constant text := '(select app_hidden.narrowed_objects())::text[]';
  v_record constant text := 'exists (select from app_public.records r where r.id = record_id)';
  v_link constant text := 'app_hidden.sees_ends(record_id, coalesce(new, old))';
begin
  select coalesce(array_agg(o.name order by o.name) filter (where p.read = 'all'), '{}'),
         coalesce(array_agg(o.name order by o.name) filter (where p.read = 'own'), '{}'),
         array_agg(o.name order by o.name),
         bool_or(coalesce(p.read, 'none') <> 'all'),
         bool_or(coalesce(p.read, 'none') <> 'all' and o.name not in ('notes', 'tasks'))
  into v_all, v_own, v_objects, v_hidden, v_attached
  from app_public.objects o left join app_public.permissions p on p.object = o.name and p.role_id = wanted_registry_policies.role_id;

  -- What a DBA's own policy hides has to be asked for record by record.
  policy_table := 'app_public.records';
  qual := case when v_hidden then
    format('(object = any (%L::text[]) or (object = any (%L::text[]) and owner_id = (select app_hidden.user_id()))) and ', v_all, v_own)
    || case when v_attached then 'case when object in (''notes'', ''tasks'') then app_hidden.sees_attached(id) else true end and ' else '' end
    else '' end
    || format('(object <> all (%s) or app_hidden.sees_record(object, id))', v_narrowed);
  return next;
  policy_table := 'app_public.changes';
  v_attachable := case when v_attached then array['notes', 'tasks'] else '{}' end;
  -- A record that is gone cannot be asked for. Its deletion is seen by whose it was; of what is attached or hidden by a DBA's policy only by
  -- who deleted it, because nobody can say any more what it was attached to, or what the policy would say. A link is seen by who sees
  -- both its ends.
  v_gone := array(select unnest(v_own) union select unnest(v_all) intersect select unnest(v_attachable) order by 1);
  qual := case when 'audit' = any (v_settings) or not v_hidden and cardinality(v_former) = 0 then '' when not v_hidden then format('object <> all (%L::text[]) and ', v_former) else '(' || concat_ws(' or ',
    format('object = any (%L::text[])', array(select unnest(v_all) except select unnest(v_attachable) order by 1)),
    case when cardinality(v_gone) > 0 then format('(operation = ''delete'' and object = any (%L::text[]) and old ->> ''owner_id'' = (select app_hidden.user_id())::text%s)',
      v_gone, case when v_attached then ' and (object <> all (array[''notes'', ''tasks'']) or user_id = (select app_hidden.user_id()))' else '' end) end,
    format('case when object = any (%L::text[]) then %s else %s end', v_objects, v_record, v_link)) || ') and ' end
    || format('(cardinality(%1$s) = 0 or case when object = any (%1$s) then (operation = ''delete'' and user_id = (select app_hidden.user_id())) or app_hidden.sees_record(object, record_id) when object = any (%2$L::text[]) then true else %3$s end)',
      v_narrowed, v_objects, v_link);
  return next;
  foreach policy_table in array array['app_public.note_targets', 'app_public.task_targets']::regclass[] loop
    qual := case when not v_hidden then 'true' else v_record
      || format(' and exists (select from app_public.records r where r.id = %I)', case policy_table when 'app_public.note_targets'::regclass then 'note_id' else 'task_id' end) end;
    return next;
  end loop;
end
$$;
comment on function app_hidden.wanted_registry_policies is
  'The policies for reading that follow from all permissions of a role together, and from what a DBA''s policies hide: on records, changes, note_targets and task_targets.';

create function app_hidden.derive_registry(role_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_role app_public.roles;
  v_policy record;
begin
  select * into strict v_role from app_public.roles r where r.id = derive_registry.role_id;
  for v_policy in select * from app_hidden.wanted_registry_policies(v_role.id) loop
    perform app_hidden.put_policy(v_policy.policy_table, (v_role.key || ': select')::name, v_role.db_role, 'select', v_policy.qual, null);
  end loop;
end
$$;
comment on function app_hidden.derive_registry is 'Brings the policies of a role on the registry, the audit log and what is attached in line with its permissions.';

create function app_hidden.role_drift(role_id uuid) returns table (policy_table regclass, problem text)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_role app_public.roles;
begin
  select * into strict v_role from app_public.roles r where r.id = role_drift.role_id;
  return query
  with wanted as materialized (
    select app_hidden.object_table(o.name) as on_table, w.verb, app_hidden.policy_text(w.verb, w.qual, w.check_qual) as text
    from app_public.objects o cross join lateral app_hidden.wanted_policies(v_role.id, o.name) w
    union all
    select format('app_custom.%I', f.link_table)::regclass, w.verb, app_hidden.policy_text(w.verb, w.qual, w.check_qual)
    from app_public.fields f cross join lateral app_hidden.wanted_link_policies(v_role.id, f) w where f.link_table is not null
    union all
    select w.policy_table, 'select', app_hidden.policy_text('select', w.qual, null) from app_hidden.wanted_registry_policies(v_role.id) w
  ),
  held as materialized (
    select p.polrelid::regclass as on_table, v.verb,
      pg_catalog.obj_description(p.oid, 'pg_policy') as text, app_hidden.policy_digest(p.polrelid, p.polname) as digest
    from pg_catalog.pg_policy p join unnest(array['select', 'insert', 'update', 'delete']) v (verb) on p.polname = v_role.key || ': ' || v.verb
  )
  select coalesce(w.on_table, h.on_table), case
    when h.on_table is null then format('the policy “%s: %s” is missing', v_role.key, w.verb)
    when w.on_table is null then format('the policy “%s: %s” is not of any permission', v_role.key, h.verb)
    else format('the policy “%s: %s” is not what the permissions say', v_role.key, w.verb) end
  from wanted w full join held h on h.on_table = w.on_table and h.verb = w.verb
  where h.on_table is null or w.on_table is null or h.text is distinct from w.text || ' #' || h.digest
  union all
  select app_hidden.object_table(o.name), format('%s %s the privilege to %s', v_role.db_role,
    case when w.verb is null then 'still has' else 'lacks' end, v.verb)
  from app_public.objects o
  cross join unnest(array['insert', 'update', 'delete']) v (verb)
  left join wanted w on w.on_table = app_hidden.object_table(o.name) and w.verb = v.verb
  where (w.verb is not null) <> exists (
    select from pg_catalog.pg_class c cross join lateral pg_catalog.aclexplode(c.relacl) a join pg_catalog.pg_roles g on g.oid = a.grantee
    where c.oid = app_hidden.object_table(o.name) and g.rolname = v_role.db_role and lower(a.privilege_type) = v.verb);
end
$$;
comment on function app_hidden.role_drift is
  'Where the grants and policies of a role are not what its permissions say. Policies that a DBA wrote are nobody''s drift.';

create function app_hidden.derive_role(role_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_role app_public.roles;
  v_object text;
  v_drift text[];
begin
  select * into strict v_role from app_public.roles r where r.id = derive_role.role_id;
  if not exists (select from pg_catalog.pg_roles where rolname = v_role.db_role) then
    execute format('create role %I nologin', v_role.db_role);
  end if;
  if not pg_has_role(v_role.db_role, app_hidden.role_name('member'), 'member') then
    execute format('grant %I to %I', app_hidden.role_name('member'), v_role.db_role);
  end if;
  if not exists (
    select from pg_catalog.pg_auth_members m
    where m.roleid = v_role.db_role::regrole and m.member = app_hidden.role_name('authenticator')::text::regrole) then
    execute format('grant %I to %I', v_role.db_role, app_hidden.role_name('authenticator'));
    execute format('grant %I to %I', v_role.db_role, app_hidden.role_name('worker'));
    execute format('grant %I to %I with inherit false, set true', v_role.db_role, current_user);
  end if;
  -- What stands already is left alone; for the rest all locks at once, so that nobody waits for us longer than the change itself takes.
  v_drift := array(select distinct d.policy_table::text from app_hidden.role_drift(v_role.id) d);
  perform app_hidden.lock_briefly((select jsonb_object_agg(t, 'access exclusive') from unnest(v_drift) t));
  for v_object in
    select o.name from app_public.objects o
    where app_hidden.object_table(o.name)::text = any (v_drift) or exists (
      select from app_public.fields f where f.object = o.name and f.link_table is not null and format('app_custom.%I', f.link_table) = any (v_drift))
  loop
    perform app_hidden.derive_permission(v_role.id, v_object);
  end loop;
  if v_drift && array['app_public.records', 'app_public.changes', 'app_public.note_targets', 'app_public.task_targets'] then
    perform app_hidden.derive_registry(v_role.id);
  end if;
end
$$;
comment on function app_hidden.derive_role is 'Makes the PostgreSQL role of a CRM role if it is missing, and derives all its grants and policies.';

create function app_hidden.derive_all() returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform app_hidden.derive_role(r.id) from app_public.roles r;
end
$$;
comment on function app_hidden.derive_all is 'Derives everything again from the permissions, as after a restore. Changes nothing that stands already.';

-- Helpers of the derived policies.
create function app_hidden.narrowed_objects() returns text[]
language plpgsql stable security definer set search_path = '' parallel safe as $$
begin
  -- Asked by every statement that reads the registry or the audit log, and mostly there is no such policy.
  if not exists (select from pg_catalog.pg_policy p where not p.polpermissive) then
    return '{}';
  end if;
  return array(
    select o.name from pg_catalog.pg_policy p
    join pg_catalog.pg_class c on c.oid = p.polrelid
    join app_public.objects o on o.name = c.relname and o.schema_name::regnamespace = c.relnamespace
    where not p.polpermissive and p.polcmd in ('r', '*') and exists (
      select from unnest(p.polroles) g where g = 0 or pg_has_role(coalesce(nullif(current_setting('role'), 'none'), session_user), g, 'usage')));
end
$$;
comment on function app_hidden.narrowed_objects is 'The objects of which a restrictive policy of a DBA, and not the permissions alone, says what the role in force reads.';

create function app_hidden.sees_record(object text, id uuid) returns boolean
language plpgsql stable set search_path = '' as $$
declare
  v_sees boolean;
begin
  execute format('select exists (select from %s t where t.id = $1)', app_hidden.table_of(sees_record.object)) into v_sees using sees_record.id;
  return v_sees;
end
$$;
comment on function app_hidden.sees_record is 'Whether the role in force reads this record, as a SELECT of it says: for objects that a DBA''s policy narrows.';

create function app_hidden.sees_attached(source_id uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_role uuid := app_hidden.role_id();
  v_user uuid := app_hidden.user_id();
begin
  return not exists (select from app_hidden.attachments a where a.source_id = sees_attached.source_id)
    or exists (
      select from app_hidden.attachments a
      join app_public.records r on r.id = a.record_id
      join app_public.permissions p on p.object = r.object and p.role_id = v_role
      where a.source_id = sees_attached.source_id and (p.read = 'all' or (p.read = 'own' and r.owner_id = v_user)));
end
$$;
comment on function app_hidden.sees_attached is 'Whether a note or task is attached to nothing, or to at least one record that the role in force may read.';

create function app_hidden.sees_ends(record_id uuid, link jsonb) returns boolean
language plpgsql stable set search_path = '' as $$
declare
  v_other uuid;
begin
  if not exists (select from app_public.records r where r.id = sees_ends.record_id) then
    return false; -- of a record of a deleted object as well, in which these may be any texts
  end if;
  v_other := coalesce(link ->> 'note_id', link ->> 'task_id', link ->> 'target_id');
  return v_other is null or exists (select from app_public.records r where r.id = v_other);
end
$$;
comment on function app_hidden.sees_ends is 'Whether the role in force reads the records at both ends of a link that the audit log tells of.';

create function app_hidden.may_link(target text, target_id uuid, source_id uuid, source_column text) returns boolean
language plpgsql stable security definer set search_path = '' as $$
declare
  v_unchanged boolean;
  v_table text;
begin
  if exists (
    select from app_public.records r
    join app_public.permissions p on p.object = r.object and p.role_id = app_hidden.role_id()
    where r.id = may_link.target_id and (p.read = 'all' or (p.read = 'own' and r.owner_id = app_hidden.user_id()))) then
    return true;
  end if;
  select format('%I.%I', o.schema_name, o.name) into v_table from app_public.objects o where o.name = split_part(source_column, '.', 1);
  execute format('select s.%2$I is not distinct from $2 from %1$s s where s.id = $1', v_table, split_part(source_column, '.', 2))
  into v_unchanged using may_link.source_id, may_link.target_id;
  -- Of a record that comes back the one that went.
  return coalesce(v_unchanged, (app_hidden.as_deleted(may_link.source_id) ->> split_part(source_column, '.', 2))::uuid = may_link.target_id, false);
end
$$;
comment on function app_hidden.may_link is 'Whether a writer may let this column point to this record: they may read it, or it pointed there before.';

-- What a policy refuses, these say, because PostgreSQL would not tell why; they come last in an OR.
create function app_hidden.refuse_link(column_name text) returns boolean
language plpgsql volatile as $$
begin
  perform app_hidden.fail('RM403', 'link_seen', 'There is no such record, or you may not see it.', 'Choose one that you see.', refuse_link.column_name);
  return false;
end
$$;
comment on function app_hidden.refuse_link is 'Raises RM403 for a column that would point to a record that the role in force may not read, whether there is one or not.';

create function app_hidden.refuse_owner() returns boolean
language plpgsql volatile as $$
begin
  perform app_hidden.fail('RM403', 'owner_mine', 'Your role may write only what belongs to you, and this would belong to somebody else.', 'Stay its owner.', 'owner_id');
  return false;
end
$$;
comment on function app_hidden.refuse_owner is 'Raises RM403 for a record that would not belong to its writer, whose role writes their own records only.';
grant execute on function app_hidden.refuse_link, app_hidden.refuse_owner, app_hidden.sees_attached, app_hidden.may_link, app_hidden.narrowed_objects, app_hidden.sees_record, app_hidden.sees_ends to :MEMBER;
