-- Who asks, and what they may do.
create function app_public.me() returns app_public.users
language sql stable
return (select u from app_public.users u where u.id = app_hidden.user_id());
comment on function app_public.me is 'The member who asks; null for a visitor.';

create function app_public.users_permissions("user" app_public.users) returns app_public.permissions[]
language sql stable
return array(
  select p from app_public.permissions p
  where p.role_id = case when "user".id = app_hidden.user_id() then app_hidden.role_id() else "user".role_id end order by p.object);
comment on function app_public.users_permissions is 'What the member may do, by object; of myself, by the role that counts for this request.';
grant execute on function app_public.me, app_public.users_permissions to :MEMBER;
