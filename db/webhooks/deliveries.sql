-- One delivery for each event and endpoint, made in the transaction of the change; and at the same time the queue from which the
-- worker takes them. A delivery is due when it is pending or failed and its time has come.
create table app_public.webhook_deliveries (
  id text primary key default 'msg_' || replace(uuidv7()::text, '-', ''),
  webhook_id uuid not null references app_public.webhooks on delete cascade,
  event text not null,
  object text,
  record_id uuid,
  change_id bigint,
  change_at timestamptz,
  status text not null default 'pending' constraint webhook_deliveries_status check (status in ('pending', 'delivered', 'failed', 'dead')),
  attempt integer not null default 0,
  queued_at timestamptz not null default now(),
  next_attempt_at timestamptz default now(),
  attempted_at timestamptz,
  request_body text,
  response_status integer,
  response_headers jsonb,
  response_body text,
  error text,
  duration_ms integer,
  created_at timestamptz not null default now()
);
create index webhook_deliveries_webhook_idx on app_public.webhook_deliveries (webhook_id, id desc);
create index webhook_deliveries_due_idx on app_public.webhook_deliveries (webhook_id, next_attempt_at, id) where status in ('pending', 'failed');
create index webhook_deliveries_created_at_idx on app_public.webhook_deliveries (created_at);
alter table app_public.webhook_deliveries enable row level security;
-- For those who manage webhooks, as far as they may see the change that it is about.
create policy "webhook_deliveries: read" on app_public.webhook_deliveries for select to :MEMBER
  using ((select app_hidden.can_manage('webhooks')) and (
    change_id is null or exists (select from app_public.changes c where c.id = change_id and c.at = change_at)));
grant select on app_public.webhook_deliveries to :MEMBER;

comment on table app_public.webhook_deliveries is E'@behavior -insert -update -delete\nAn event on its way to an endpoint, or there. Kept for 30 days.';
comment on column app_public.webhook_deliveries.id is 'The webhook-id header: the same at every attempt and redelivery.';
comment on column app_public.webhook_deliveries.event is 'Such as contact.created.';
comment on column app_public.webhook_deliveries.change_id is 'The change in app_public.changes; sequence in the event.';
comment on column app_public.webhook_deliveries.change_at is 'When the change was made.';
comment on column app_public.webhook_deliveries.status is 'pending (not tried yet), delivered, failed (will be tried again) or dead (given up after three days).';
comment on column app_public.webhook_deliveries.attempt is 'How often it was tried.';
comment on column app_public.webhook_deliveries.queued_at is 'Since when it is to be delivered: its creation, or its redelivery.';
comment on column app_public.webhook_deliveries.next_attempt_at is 'When it is tried next; of one that is being tried, when it would be if nothing were heard of that.';
comment on column app_public.webhook_deliveries.request_body is 'What is sent, to the byte; made at the first attempt.';
comment on column app_public.webhook_deliveries.response_status is 'The HTTP status of the last answer.';
comment on column app_public.webhook_deliveries.response_body is 'The beginning of the last answer.';
comment on column app_public.webhook_deliveries.error is 'Why there was no answer.';
comment on column app_public.webhook_deliveries.duration_ms is 'How long the last attempt took.';

create function app_hidden.queue_events(first bigint, last bigint) returns void
language sql volatile security definer set search_path = ''
begin atomic
  insert into app_public.webhook_deliveries (webhook_id, event, object, record_id, change_id, change_at)
  select s.webhook_id, s.event, c.object, c.record_id, c.id, c.at
  from app_public.changes c
  join app_private.webhook_subscriptions s on s.object = c.object and s.operation = c.operation
  where c.id between queue_events.first and queue_events.last and c.at = now() and c.transaction_id = pg_current_xact_id()::text::bigint
  order by c.id;
end;
comment on function app_hidden.queue_events is
  'Queues the events of these changes of this transaction for all that subscribe to them; called by the trigger that wrote the changes.';

create function app_hidden.queue_link_events(first bigint, last bigint) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into app_public.webhook_deliveries (webhook_id, event, object, record_id, change_id, change_at)
  select s.webhook_id, s.event, e.object, e.record_id, c.id, c.at
  from app_public.changes c
  cross join lateral app_hidden.live_link_ends(c.object, coalesce(c.new, c.old)) e
  join app_private.webhook_subscriptions s on s.object = e.object and s.operation = 'update'
  where c.id between queue_link_events.first and queue_link_events.last and c.at = now() and c.transaction_id = pg_current_xact_id()::text::bigint
  order by c.id;
end
$$;
comment on function app_hidden.queue_link_events is 'The same for links: each that is made or removed is an update of the records at both ends.';
