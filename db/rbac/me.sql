-- Who asks, and what they may do.
create function app_public.me() returns app_public.users
language plpgsql stable as $$
declare
  v_me app_public.users;
begin
  select * into v_me from app_public.users u where u.id = app_hidden.user_id();
  -- A program is told what its key may do; whoever looks as another role stays who they are (active_role tells).
  if app_hidden.api_key_id() is not null then
    v_me.role_id := app_hidden.role_id();
  end if;
  return v_me;
end
$$;
comment on function app_public.me is 'The member who asks, with an API key in the role of that key; null for a visitor.';

create function app_public.users_permissions("user" app_public.users) returns app_public.permissions[]
language sql stable
return array(
  select p from app_public.permissions p
  where p.role_id = case when "user".id = app_hidden.user_id() then app_hidden.role_id() else "user".role_id end order by p.object);
comment on function app_public.users_permissions is 'What the member may do, by object; of myself, by the role that counts for this request.';
grant execute on function app_public.me, app_public.users_permissions to :MEMBER;
