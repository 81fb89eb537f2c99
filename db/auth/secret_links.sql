-- Links that carry a secret: invitations and password resets. The secret stands behind a #, which browsers send to nobody; kept is its hash.
create type app_public.secret_link as (path text, expires_at timestamptz);
comment on type app_public.secret_link is 'A link to give to somebody: its path on this Rowan, with a secret that is shown this once, and until when it works.';

create table app_public.invitations (
  id uuid primary key default uuidv7(),
  email text not null constraint invitations_email_format check (app_hidden.are_emails(array[email])),
  role_id uuid not null references app_public.roles on delete cascade,
  invited_by uuid references app_public.users on delete set null,
  expires_at timestamptz not null default now() + interval '7 days',
  accepted_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index on app_public.invitations (role_id);
create index on app_public.invitations (invited_by);
create unique index invitations_open_unique on app_public.invitations (email) where accepted_at is null and revoked_at is null;
alter table app_public.invitations enable row level security;
create policy "invitations: read" on app_public.invitations for select to :MEMBER using ((select app_hidden.can_manage('members')));
grant select on app_public.invitations to :MEMBER;
comment on table app_public.invitations is 'Who was invited, as what, by whom. It is open until it is accepted, revoked or expired.';
comment on column app_public.invitations.invited_by is 'The member who invited.';
comment on constraint invitations_email_format on app_public.invitations is 'This is not an e-mail address.';
comment on constraint invitations_invited_by_fkey on app_public.invitations is E'@fieldName inviter\n@backwardBehavior -*';

create table app_private.secret_links (
  hash bytea primary key,
  invitation_id uuid references app_public.invitations on delete cascade,
  reset_user_id uuid references app_public.users on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  constraint secret_links_for_one check (num_nonnulls(invitation_id, reset_user_id) = 1)
);
create index on app_private.secret_links (invitation_id);
create index on app_private.secret_links (reset_user_id);
alter table app_private.secret_links enable row level security;
comment on table app_private.secret_links is 'SHA-256 of the secret of each link that works: an invitation, or the new password of a member.';

create function app_hidden.add_secret_link(path text, expires_at timestamptz, invitation_id uuid default null, reset_user_id uuid default null)
returns app_public.secret_link
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_secret text := encode(public.gen_random_bytes(32), 'hex');
begin
  delete from app_private.secret_links l
  where l.expires_at < now() or l.invitation_id = add_secret_link.invitation_id or l.reset_user_id = add_secret_link.reset_user_id;
  insert into app_private.secret_links (hash, invitation_id, reset_user_id, expires_at)
  values (sha256(convert_to(v_secret, 'UTF8')), add_secret_link.invitation_id, add_secret_link.reset_user_id, add_secret_link.expires_at);
  return row (add_secret_link.path || '#' || v_secret, add_secret_link.expires_at)::app_public.secret_link;
end
$$;
comment on function app_hidden.add_secret_link is 'Makes a link; the one before for the same purpose stops working.';

create function app_hidden.secret_link_of(secret text) returns app_private.secret_links
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_link app_private.secret_links;
begin
  select * into v_link from app_private.secret_links l
  where l.hash = sha256(convert_to(coalesce(secret_link_of.secret, ''), 'UTF8')) and l.expires_at > now() for update;
  if not found then
    perform app_hidden.fail('RM400', 'secret_link_valid', 'This link does not work any more: it was used, replaced or withdrawn, or it is too old.', 'Ask for a new one.', 'token');
  end if;
  return v_link;
end
$$;
comment on function app_hidden.secret_link_of is 'The link of a secret, locked, so that it is used once. Raises RM400.';

-- Invitations.
create function app_public.invite_member(email text, role_id uuid) returns app_public.secret_link
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_email text := lower(btrim(coalesce(invite_member.email, '')));
  v_invitation app_public.invitations;
  v_link app_public.secret_link;
  v_workspace text := (select w.name from app_public.workspace w);
  v_inviter text := (select u.name from app_public.users u where u.id = app_hidden.user_id());
begin
  perform app_hidden.must_manage('members');
  perform app_hidden.must_not_exceed_mine(invite_member.role_id);
  if exists (select from app_public.users u where u.email = v_email) then
    perform app_hidden.fail('RM409', 'users_email_unique', 'This person is a member already.', field => 'email');
  end if;
  with replaced as (
    update app_public.invitations i set revoked_at = now() where i.email = v_email and i.accepted_at is null and i.revoked_at is null returning i.id)
  delete from app_private.secret_links l using replaced r where l.invitation_id = r.id;
  insert into app_public.invitations (email, role_id, invited_by) values (v_email, invite_member.role_id, app_hidden.user_id())
  returning * into v_invitation;
  v_link := app_hidden.add_secret_link('/invitation', v_invitation.expires_at, invitation_id => v_invitation.id);
  perform app_hidden.add_job('auth__send_email', json_build_object('to', v_email,
    'subject', format('Join %s on Rowan', v_workspace),
    'text', format('%s invites you to join %s. This link works for 7 days:', coalesce(v_inviter, 'Somebody'), v_workspace), 'path', v_link.path));
  return v_link;
end
$$;
comment on function app_public.invite_member is
  'Invites somebody by e-mail address, as a role that may do no more than mine, and gives the link (path /invitation#…), this once; it is mailed too when SMTP_URL is set. Inviting again replaces the link before. Raises RM400, RM403, RM404, RM409.';

create function app_public.revoke_invitation(id uuid) returns app_public.invitations
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_invitation app_public.invitations;
begin
  perform app_hidden.must_manage('members');
  update app_public.invitations i set revoked_at = now()
  where i.id = revoke_invitation.id and i.accepted_at is null and i.revoked_at is null returning * into v_invitation;
  if not found then
    perform app_hidden.fail('RM404', 'invitations_open', 'There is no such open invitation.', field => 'id');
  end if;
  delete from app_private.secret_links l where l.invitation_id = v_invitation.id;
  return v_invitation;
end
$$;
comment on function app_public.revoke_invitation is 'Withdraws an invitation: its link stops working. Raises RM403, RM404.';

create function app_hidden.read_invitation(secret text, out email text, out workspace_name text, out inviter text, out role_name text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_link app_private.secret_links := app_hidden.secret_link_of(read_invitation.secret);
begin
  select i.email, w.name, u.name, r.name into read_invitation.email, read_invitation.workspace_name, read_invitation.inviter, read_invitation.role_name
  from app_public.invitations i join app_public.roles r on r.id = i.role_id
  cross join app_public.workspace w left join app_public.users u on u.id = i.invited_by
  where i.id = v_link.invitation_id;
  if not found then
    perform app_hidden.fail('RM400', 'secret_link_valid', 'This is not the link of an invitation.', field => 'token');
  end if;
end
$$;
comment on function app_hidden.read_invitation is 'What an invitation says to whoever has its link. Raises RM400.';

create function app_hidden.accept_invitation(
  secret text, name text, password text, user_agent text default '', address text default '', out user_id uuid, out session_id uuid, out refresh_token text
) language plpgsql volatile security definer set search_path = '' as $$
declare
  v_link app_private.secret_links := app_hidden.secret_link_of(accept_invitation.secret);
  v_invitation app_public.invitations;
begin
  select * into v_invitation from app_public.invitations i where i.id = v_link.invitation_id;
  if not found then
    perform app_hidden.fail('RM400', 'secret_link_valid', 'This is not the link of an invitation.', field => 'token');
  end if;
  accept_invitation.user_id := app_hidden.add_user(v_invitation.email, accept_invitation.name, accept_invitation.password, v_invitation.role_id);
  update app_public.invitations i set accepted_at = now() where i.id = v_invitation.id;
  delete from app_private.secret_links l where l.hash = v_link.hash;
  select o.session_id, o.refresh_token into accept_invitation.session_id, accept_invitation.refresh_token
  from app_hidden.open_session(accept_invitation.user_id, accept_invitation.user_agent, accept_invitation.address) o;
end
$$;
comment on function app_hidden.accept_invitation is 'Makes the account of somebody invited and opens a session, whatever the sign-up policy. Raises RM400, RM409.';

-- Forgotten passwords.
create function app_public.create_password_reset(user_id uuid) returns app_public.secret_link
language plpgsql volatile security definer set search_path = '' as $$
begin
  return app_hidden.add_secret_link('/reset-password', now() + interval '1 day', reset_user_id => (app_hidden.managed_member(create_password_reset.user_id)).id);
end
$$;
comment on function app_public.create_password_reset is
  'A link (path /reset-password#…) with which a member chooses a new password within a day; for members whose role may do no more than mine. Raises RM403, RM404.';

create function app_hidden.request_password_reset(email text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  -- The same for an account as for none: what there is to do about it is done later.
  perform app_hidden.add_job('auth__mail_password_reset', json_build_object('email', lower(btrim(left(request_password_reset.email, 254)))),
    job_key => 'password reset ' || md5(lower(btrim(request_password_reset.email))));
end
$$;
comment on function app_hidden.request_password_reset is 'Asks for a mail with a link to a new password. It answers and takes the same for an address that nobody has.';

create function app_hidden.mail_password_reset(email text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user app_public.users;
begin
  select * into v_user from app_public.users u where u.email = mail_password_reset.email and u.is_active;
  -- Not more than one in a minute, so that nobody's mailbox is filled.
  if not found or exists (select from app_private.secret_links l where l.reset_user_id = v_user.id and l.created_at > now() - interval '1 minute') then
    return;
  end if;
  perform app_hidden.add_job('auth__send_email', json_build_object('to', v_user.email, 'subject', 'A new password for Rowan',
    'text', format(E'Hello %s,\n\nsomebody, hopefully you, asked for a new password. This link works for an hour. If it was not you, there is nothing to do.', v_user.name),
    'path', (app_hidden.add_secret_link('/reset-password', now() + interval '1 hour', reset_user_id => v_user.id)).path));
end
$$;
comment on function app_hidden.mail_password_reset is 'Mails a link to a new password, if there is an active account.';

create function app_hidden.reset_password(
  secret text, password text, user_agent text default '', address text default '', out user_id uuid, out session_id uuid, out refresh_token text
) language plpgsql volatile security definer set search_path = '' as $$
declare
  v_link app_private.secret_links := app_hidden.secret_link_of(reset_password.secret);
  v_user app_public.users;
begin
  select * into v_user from app_public.users u where u.id = v_link.reset_user_id and u.is_active;
  if not found then
    perform app_hidden.fail('RM400', 'secret_link_valid', 'This link does not lead to a password that could be set.', field => 'token');
  end if;
  perform app_hidden.set_password(v_user.id, reset_password.password);
  delete from app_private.secret_links l where l.hash = v_link.hash;
  delete from app_private.sign_in_failures f where f.key like 'account:' || replace(replace(v_user.email, '_', '\_'), '%', '\%') || ' %';
  update app_private.sessions s set ended_at = now() where s.user_id = v_user.id and s.ended_at is null;
  reset_password.user_id := v_user.id;
  select o.session_id, o.refresh_token into reset_password.session_id, reset_password.refresh_token
  from app_hidden.open_session(v_user.id, reset_password.user_agent, reset_password.address) o;
end
$$;
comment on function app_hidden.reset_password is 'Sets the password of the member to whom the link leads, ends all their sessions and opens a new one. Raises RM400.';

grant execute on function app_public.invite_member, app_public.revoke_invitation, app_public.create_password_reset to :MEMBER;
grant execute on function app_hidden.read_invitation, app_hidden.accept_invitation, app_hidden.request_password_reset, app_hidden.reset_password to :ANONYMOUS;
grant execute on function app_hidden.mail_password_reset to :WORKER;
