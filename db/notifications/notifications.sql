-- What the system tells a member: in the client, and by mail when mail is set up.
create table app_public.notifications (
  id uuid primary key default uuidv7(),
  user_id uuid not null references app_public.users on delete cascade,
  kind text not null constraint notifications_kind_format check (kind ~ '^[a-z][a-z_]{0,39}$'),
  title text not null constraint notifications_title_length check (length(title) between 1 and 300),
  body text not null default '' constraint notifications_body_length check (length(body) <= 2000),
  -- Deferred, because a row's triggers run before the statement's, which register the record.
  record_id uuid references app_public.records on delete cascade deferrable initially deferred,
  actor_id uuid references app_public.users on delete set null,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  transaction_id bigint not null default pg_current_xact_id()::text::bigint
);
create index notifications_user_idx on app_public.notifications (user_id, id);
create index notifications_unread_idx on app_public.notifications (user_id) where read_at is null;
create index notifications_record_idx on app_public.notifications (record_id);
create index notifications_actor_idx on app_public.notifications (actor_id);
create index notifications_transaction_idx on app_public.notifications (transaction_id);
alter table app_public.notifications enable row level security;
-- Mine, and nobody else's.
create policy "notifications: read" on app_public.notifications for select to :MEMBER using (user_id = (select app_hidden.user_id()));
create policy "notifications: update" on app_public.notifications for update to :MEMBER
  using (user_id = (select app_hidden.user_id())) with check (user_id = (select app_hidden.user_id()));
create policy "notifications: delete" on app_public.notifications for delete to :MEMBER using (user_id = (select app_hidden.user_id()));
grant select, update (read_at), delete on app_public.notifications to :MEMBER;

comment on table app_public.notifications is E'@behavior -insert\nSomething that the system tells a member. It names no record that the member might not be allowed to read: the record itself says what it is called.';
comment on column app_public.notifications.user_id is 'The member who is told.';
comment on column app_public.notifications.kind is 'task_reminder, task_assigned, mention, webhook_disabled, backup_failed, …';
comment on column app_public.notifications.title is 'What happened, in a sentence.';
comment on column app_public.notifications.record_id is 'The record that it is about.';
comment on column app_public.notifications.actor_id is 'The member whose doing it was.';
comment on column app_public.notifications.read_at is 'When the member saw it; null while unread.';
comment on column app_public.notifications.transaction_id is E'@behavior -*\nThe PostgreSQL transaction, by which the live feed finds it.';

create function app_hidden.notify_member(
  user_id uuid, kind text, title text, record_id uuid default null, body text default '', actor_id uuid default app_hidden.user_id()
) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  insert into app_public.notifications (user_id, kind, title, record_id, body, actor_id)
  select u.id, notify_member.kind, left(notify_member.title, 300), notify_member.record_id, left(notify_member.body, 2000), notify_member.actor_id
  from app_public.users u where u.id = notify_member.user_id and u.is_active
  returning id into v_id;
  -- By mail only what is still unread after two minutes; a reminder cannot wait.
  if v_id is not null then
    perform app_hidden.add_job('notifications__send_email', json_build_object('notificationId', v_id),
      run_at => now() + case notify_member.kind when 'task_reminder' then interval '0' else interval '2 minutes' end, max_attempts => 8);
  end if;
end
$$;
comment on function app_hidden.notify_member is 'Tells an active member something; a deactivated one is told nothing.';
grant execute on function app_hidden.notify_member to :WORKER;

create function app_public.mark_notifications_read(ids uuid[] default null) returns integer
language plpgsql volatile as $$
declare
  v_count integer;
begin
  update app_public.notifications n set read_at = now()
  where n.user_id = app_hidden.user_id() and n.read_at is null and (mark_notifications_read.ids is null or n.id = any (mark_notifications_read.ids));
  get diagnostics v_count = row_count;
  return v_count;
end
$$;
comment on function app_public.mark_notifications_read is 'Marks these, or all, of my notifications as read, and says how many were not.';
grant execute on function app_public.mark_notifications_read to :MEMBER;

create function app_hidden.mail_of_notification(notification_id uuid, out user_id uuid, out db_role name, out email text, out title text, out body text, out object text, out record_id uuid)
language sql stable security definer set search_path = '' as $$
  select u.id, r.db_role, u.email, n.title, n.body, t.object, n.record_id
  from app_public.notifications n
  join app_public.users u on u.id = n.user_id and u.is_active
  join app_public.roles r on r.id = u.role_id
  left join app_public.records t on t.id = n.record_id
  where n.id = mail_of_notification.notification_id and n.read_at is null
    and coalesce((u.preferences -> 'notifyByEmail')::boolean, true);
$$;
comment on function app_hidden.mail_of_notification is
  'What the worker needs to send a notification by mail; nothing when it was read meanwhile, or the member wants no mail.';
grant execute on function app_hidden.mail_of_notification to :WORKER;
