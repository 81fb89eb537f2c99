-- What is done with members: role, deactivation, removal. And one's own profile.
create function app_hidden.tg_users__keep_admin() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_admin uuid := (select r.id from app_public.roles r where r.key = 'admin');
begin
  if exists (
    select from old_rows o where o.role_id = v_admin and o.is_active
      and not exists (select from app_public.users u where u.id = o.id and u.role_id = v_admin and u.is_active)) then
    -- One after another, or two admins could take each other's place away at the same time.
    perform pg_advisory_xact_lock(hashtext('app_hidden.admins'));
    if not exists (select from app_public.users u where u.role_id = v_admin and u.is_active) then
      perform app_hidden.fail('RM409', 'users_last_admin', 'This is the last Admin; without one nobody could manage the workspace.', 'Make somebody else an Admin first.');
    end if;
  end if;
  return null;
end
$$;
comment on function app_hidden.tg_users__keep_admin is 'The last active Admin cannot be removed, deactivated or demoted, whoever tries.';
create trigger _500_keep_admin_update after update on app_public.users
  referencing old table as old_rows for each statement execute function app_hidden.tg_users__keep_admin();
create trigger _500_keep_admin_delete after delete on app_public.users
  referencing old table as old_rows for each statement execute function app_hidden.tg_users__keep_admin();

create function app_hidden.tg_users__lose_role() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- What was lent to the former role: seeing as another role, and keys and webhooks that may do what the member no longer may.
  update app_private.sessions s set view_as_role_id = null where s.user_id = new.id and s.view_as_role_id is not null;
  update app_public.api_keys k set revoked_at = now()
  where k.user_id = new.id and k.revoked_at is null and app_hidden.role_exceeds(k.role_id, new.role_id) is not null;
  update app_public.webhooks w set role_id = null
  where w.user_id = new.id and w.role_id is not null and app_hidden.role_exceeds(w.role_id, new.role_id) is not null;
  return null;
end
$$;
comment on function app_hidden.tg_users__lose_role is 'With a role goes what was made by it: the view as another role, and API keys beyond the new role.';
create trigger _600_lose_role after update of role_id on app_public.users
  for each row when (new.role_id <> old.role_id) execute function app_hidden.tg_users__lose_role();

create function app_hidden.managed_member(user_id uuid) returns app_public.users
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user app_public.users;
begin
  perform app_hidden.must_manage('members');
  select * into v_user from app_public.users u where u.id = managed_member.user_id for update;
  if not found then
    perform app_hidden.fail('RM404', 'users_known', 'There is no such member.', field => 'user_id');
  end if;
  perform app_hidden.must_not_exceed_mine(v_user.role_id);
  return v_user;
end
$$;
comment on function app_hidden.managed_member is 'The member, locked, for somebody who may manage members and whose role may do all that theirs may. Raises RM403, RM404.';

create function app_public.change_member_role(user_id uuid, role_id uuid) returns app_public.users
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user app_public.users := app_hidden.managed_member(change_member_role.user_id);
begin
  perform app_hidden.must_not_exceed_mine(change_member_role.role_id);
  update app_public.users u set role_id = change_member_role.role_id, updated_at = now() where u.id = v_user.id returning * into v_user;
  return v_user;
end
$$;
comment on function app_public.change_member_role is
  'Gives a member another role, from their next request on. Neither the old nor the new one may do more than mine; the last Admin stays one. Raises RM403, RM404, RM409.';

create function app_public.deactivate_member(user_id uuid) returns app_public.users
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user app_public.users := app_hidden.managed_member(deactivate_member.user_id);
begin
  update app_public.users u set is_active = false, updated_at = now() where u.id = v_user.id returning * into v_user;
  update app_private.sessions s set ended_at = now() where s.user_id = v_user.id and s.ended_at is null;
  return v_user;
end
$$;
comment on function app_public.deactivate_member is
  'Shuts a member out from the next request on: sessions end, API keys and the database login stop. Records stay theirs. Raises RM403, RM404, RM409 (the last Admin).';

create function app_public.reactivate_member(user_id uuid) returns app_public.users
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user app_public.users := app_hidden.managed_member(reactivate_member.user_id);
begin
  update app_public.users u set is_active = true, updated_at = now() where u.id = v_user.id returning * into v_user;
  return v_user;
end
$$;
comment on function app_public.reactivate_member is 'Lets a deactivated member in again; they sign in anew. Raises RM403, RM404.';

create function app_public.member_records(user_id uuid) returns table (object text, records bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  perform app_hidden.must_manage('members');
  return query
  select r.object, count(*) from app_public.records r where r.owner_id = member_records.user_id group by r.object order by r.object;
end
$$;
comment on function app_public.member_records is 'How many records of each object belong to a member: what removing them has to decide about. Raises RM403.';

create function app_public.remove_member(user_id uuid, new_owner_id uuid default null) returns app_public.users
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user app_public.users := app_hidden.managed_member(remove_member.user_id);
  v_object text;
begin
  if v_user.id = app_hidden.user_id() then
    perform app_hidden.fail('RM409', 'users_not_myself', 'One does not remove oneself.', 'Ask another Admin.', 'user_id');
  end if;
  if remove_member.new_owner_id is not null and not exists (
    select from app_public.users u where u.id = remove_member.new_owner_id and u.is_active and u.id <> v_user.id) then
    perform app_hidden.fail('RM400', 'users_new_owner', 'Records can only go to another, active member.', field => 'new_owner_id');
  end if;
  for v_object in select distinct r.object from app_public.records r where r.owner_id = v_user.id order by 1 loop
    execute format('update %s set owner_id = $2 where owner_id = $1', app_hidden.object_table(v_object)) using v_user.id, remove_member.new_owner_id;
  end loop;
  update app_public.tasks t set assignee_id = remove_member.new_owner_id where t.assignee_id = v_user.id;
  delete from app_public.users u where u.id = v_user.id;
  return v_user;
end
$$;
comment on function app_public.remove_member is
  'Removes a member for good. Their records and tasks go to new_owner_id, or to nobody. What they changed stays in the log. Raises RM400, RM403, RM404, RM409 (the last Admin).';

create function app_public.users_last_seen_at("user" app_public.users) returns timestamptz
language sql stable security definer set search_path = ''
return case when "user".id = app_hidden.user_id() or app_hidden.can_manage('members') then (
  select max(s.used_at) from app_private.sessions s where s.user_id = "user".id) end;
comment on function app_public.users_last_seen_at is
  'When the member was last here, to a quarter of an hour; null for whoever never signed in, and for those who do not manage members.';

create function app_public.update_profile(name text default null, locale text default null, time_zone text default null, preferences jsonb default null)
returns app_public.users
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user app_public.users;
begin
  if update_profile.time_zone is not null and not exists (select from pg_catalog.pg_timezone_names z where z.name = update_profile.time_zone) then
    perform app_hidden.fail('RM400', 'users_time_zone_known', format('There is no time zone “%s”.', left(update_profile.time_zone, 60)), 'Such as Europe/Berlin.', 'time_zone');
  end if;
  update app_public.users u set
    name = coalesce(btrim(update_profile.name), u.name), locale = coalesce(update_profile.locale, u.locale),
    time_zone = coalesce(update_profile.time_zone, u.time_zone), preferences = u.preferences || coalesce(update_profile.preferences, '{}'), updated_at = now()
  where u.id = app_hidden.user_id() returning * into v_user;
  if not found then
    perform app_hidden.fail('RM401', 'session_valid', 'You are not signed in.', 'Sign in first.');
  end if;
  return v_user;
end
$$;
comment on function app_public.update_profile is
  'Changes what is given of one''s own name, locale and time zone; preferences are merged key by key. Raises RM400.';
comment on constraint users_name_length on app_public.users is 'A name has 1 to 120 characters.';
comment on constraint users_locale_format on app_public.users is 'This is not a language tag such as en-GB.';

grant execute on function app_public.change_member_role, app_public.deactivate_member, app_public.reactivate_member, app_public.member_records,
  app_public.remove_member, app_public.users_last_seen_at, app_public.update_profile to :MEMBER;
