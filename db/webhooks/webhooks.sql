-- Endpoints that are told of changes, by the Standard Webhooks specification.
create table app_public.webhooks (
  id uuid primary key default uuidv7(),
  url text not null constraint webhooks_url_format check (url ~ '^https?://[^\s/?#@]+([/?#]\S*)?$' and length(url) <= 2000),
  description text not null default '' constraint webhooks_description_length check (length(description) <= 200),
  events text[] not null constraint webhooks_events_count check (cardinality(events) between 1 and 100),
  is_active boolean not null default true,
  user_id uuid not null references app_public.users on delete cascade,
  role_id uuid references app_public.roles on delete restrict,
  disabled_at timestamptz,
  disabled_reason text,
  last_success_at timestamptz,
  failing_since timestamptz,
  failures integer not null default 0,
  deaths integer not null default 0,
  paused_until timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on app_public.webhooks (user_id);
create index on app_public.webhooks (role_id);
alter table app_public.webhooks enable row level security;
-- For those who manage webhooks.
create policy "webhooks: read" on app_public.webhooks for select to :MEMBER using ((select app_hidden.can_manage('webhooks')));
grant select on app_public.webhooks to :MEMBER;

comment on table app_public.webhooks is E'@behavior -insert -update -delete\nAn address that is sent an event for each change that it subscribes to.';
comment on column app_public.webhooks.url is 'Where events are sent, by POST.';
comment on column app_public.webhooks.events is 'What it subscribes to: contact.created, deal.*, *.deleted, or * for everything.';
comment on column app_public.webhooks.is_active is 'Whether events are sent; switched off by somebody, or because nothing could be delivered.';
comment on column app_public.webhooks.user_id is 'The member whose rights decide what events hold: who made it, or changed its address or events last.';
comment on column app_public.webhooks.role_id is 'The role whose rights decide, when it was not the member''s own (an API key''s, say).';
comment on column app_public.webhooks.disabled_at is 'When it was switched off because nothing could be delivered.';
comment on column app_public.webhooks.disabled_reason is 'Why it was switched off.';
comment on column app_public.webhooks.last_success_at is 'When the endpoint last took an event.';
comment on column app_public.webhooks.failing_since is 'Since when the endpoint has taken none.';
comment on column app_public.webhooks.failures is 'Failed attempts in a row.';
comment on column app_public.webhooks.deaths is 'Events in a row that were given up after three days.';
comment on column app_public.webhooks.paused_until is 'Until when a failing endpoint is left in peace.';
comment on constraint webhooks_url_format on app_public.webhooks is 'This has to be an address that begins with http:// or https://, without a user name in it.';

create table app_private.webhook_secrets (
  webhook_id uuid not null references app_public.webhooks on delete cascade,
  secret text not null,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz,
  primary key (webhook_id, secret)
);
alter table app_private.webhook_secrets enable row level security;
comment on table app_private.webhook_secrets is
  'What events are signed with. Kept as it is, because signing needs it; after a rotation the old one signs too until it expires.';

create table app_private.webhook_subscriptions (
  object text not null,
  operation text not null,
  webhook_id uuid not null references app_public.webhooks on delete cascade,
  event text not null,
  primary key (object, operation, webhook_id)
);
create index on app_private.webhook_subscriptions (webhook_id);
alter table app_private.webhook_subscriptions enable row level security;
comment on table app_private.webhook_subscriptions is
  'What the patterns of the active webhooks mean: made from them, and looked into by every statement that writes a record.';

create function app_hidden.refresh_webhook_subscriptions() returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from app_private.webhook_subscriptions;
  insert into app_private.webhook_subscriptions (object, operation, webhook_id, event)
  select distinct o.name, v.operation, w.id, o.singular || '.' || v.event
  from app_public.webhooks w
  cross join unnest(w.events) e (pattern)
  cross join app_public.objects o
  cross join (values ('insert', 'created'), ('update', 'updated'), ('delete', 'deleted')) v (operation, event)
  where w.is_active
    and split_part(e.pattern, '.', 1) in ('*', o.singular)
    and split_part(e.pattern, '.', 2) in ('', '*', v.event);
end
$$;
comment on function app_hidden.refresh_webhook_subscriptions is 'Works out which events the active webhooks subscribe to.';

create function app_hidden.tg__refresh_webhook_subscriptions() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from app_private.webhook_subscriptions) or exists (select from app_public.webhooks w where w.is_active) then
    perform app_hidden.refresh_webhook_subscriptions();
  end if;
  return null;
end
$$;
comment on function app_hidden.tg__refresh_webhook_subscriptions is 'Patterns and objects decide what is subscribed to.';
create trigger _500_refresh after insert or delete or update of events, is_active on app_public.webhooks
  for each statement execute function app_hidden.tg__refresh_webhook_subscriptions();
create trigger _500_refresh_webhooks after insert or delete or update of name, singular on app_public.objects
  for each statement execute function app_hidden.tg__refresh_webhook_subscriptions();

create function app_hidden.event_patterns(events text[]) returns text[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_event text;
  v_object text;
  v_patterns text[] := '{}';
begin
  foreach v_event in array coalesce(event_patterns.events, '{}') loop
    v_event := lower(btrim(v_event));
    if v_event = '*' then
      v_patterns := v_patterns || '*'::text;
      continue;
    end if;
    if v_event !~ '^[^.]+\.(created|updated|deleted|\*)$' then
      perform app_hidden.fail('RM400', 'webhooks_events_known', format('“%s” is not an event.', left(v_event, 80)),
        'An event is an object and created, updated or deleted, such as contact.created; * stands for any.', 'events');
    end if;
    v_object := split_part(v_event, '.', 1);
    if v_object <> '*' then
      select o.singular into v_object from app_public.objects o
      where lower(v_object) in (o.name, o.singular, lower(o.api_name), lower(o.api_name_plural), o.rest_name)
      order by (o.singular = v_object) desc limit 1;
      if not found then
        perform app_hidden.fail('RM400', 'webhooks_events_known', format('There is no object called “%s”.', left(split_part(v_event, '.', 1), 80)), field => 'events');
      end if;
    end if;
    v_patterns := v_patterns || (v_object || '.' || split_part(v_event, '.', 2));
  end loop;
  if cardinality(v_patterns) = 0 then
    perform app_hidden.fail('RM400', 'webhooks_events_given', 'Say which events it is to be sent.', 'Such as contact.created, or * for everything.', 'events');
  end if;
  return array(select distinct p from unnest(v_patterns) p order by p);
end
$$;
comment on function app_hidden.event_patterns is 'Event patterns as they are kept: the object in the singular, each once. Raises RM400.';
