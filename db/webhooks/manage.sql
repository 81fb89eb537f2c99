-- What those who manage webhooks do with them.
create type app_public.webhook_secret as (webhook_id uuid, secret text);
comment on type app_public.webhook_secret is E'@foreignKey (webhook_id) references app_public.webhooks (id)\nThe secret with which a receiver verifies events; shown this once.';

create function app_hidden.add_webhook_secret(webhook_id uuid) returns app_public.webhook_secret
language sql volatile security definer set search_path = ''
begin atomic
  insert into app_private.webhook_secrets as s (webhook_id, secret)
  values (add_webhook_secret.webhook_id, 'whsec_' || encode(public.gen_random_bytes(32), 'base64'))
  returning s.webhook_id, s.secret;
end;
comment on function app_hidden.add_webhook_secret is 'Makes a secret of 32 random bytes, as the Standard Webhooks specification writes it.';

create function app_hidden.managed_webhook(id uuid) returns app_public.webhooks
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_webhook app_public.webhooks;
begin
  perform app_hidden.must_manage('webhooks');
  select * into v_webhook from app_public.webhooks w where w.id = managed_webhook.id for update;
  if not found then
    perform app_hidden.fail('RM404', 'webhooks_known', 'There is no such webhook.', field => 'id');
  end if;
  return v_webhook;
end
$$;
comment on function app_hidden.managed_webhook is 'The webhook, locked, for somebody who may manage webhooks. Raises RM403, RM404.';

create function app_hidden.role_beyond_mine() returns uuid
language sql stable security definer set search_path = ''
return (select nullif(app_hidden.role_id(), u.role_id) from app_public.users u where u.id = app_hidden.user_id());
comment on function app_hidden.role_beyond_mine is 'The role in force when it is not the member''s own: an API key''s, or the one viewed as.';

create function app_public.create_webhook(url text, events text[], description text default '') returns app_public.webhook_secret
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  perform app_hidden.must_manage('webhooks');
  if app_hidden.user_id() is null then
    perform app_hidden.fail('RM400', 'webhooks_owner_given', 'A webhook belongs to a member, whose rights decide what it is sent.', 'In psql: set app.user_id to the id of a member first.');
  end if;
  if (select count(*) >= 100 from app_public.webhooks) then
    perform app_hidden.fail('RM409', 'webhooks_count', 'There can be at most 100 webhooks.', 'Delete one that is not used any more.');
  end if;
  insert into app_public.webhooks (url, events, description, user_id, role_id)
  values (btrim(create_webhook.url), app_hidden.event_patterns(create_webhook.events), coalesce(create_webhook.description, ''),
    app_hidden.user_id(), app_hidden.role_beyond_mine())
  returning id into v_id;
  return app_hidden.add_webhook_secret(v_id);
end
$$;
comment on function app_public.create_webhook is
  'Makes a webhook and gives its secret, this once. Events: contact.created, deal.*, *.deleted, or * for everything. What it is sent holds only what its maker may read.';

create function app_public.update_webhook(
  id uuid, url text default null, events text[] default null, description text default null, is_active boolean default null
) returns app_public.webhooks
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_webhook app_public.webhooks := app_hidden.managed_webhook(update_webhook.id);
  v_url text := coalesce(btrim(update_webhook.url), v_webhook.url);
  v_events text[] := case when update_webhook.events is null then v_webhook.events else app_hidden.event_patterns(update_webhook.events) end;
  v_active boolean := coalesce(update_webhook.is_active, v_webhook.is_active);
begin
  -- Whoever decides what is sent where, does it with their own rights: else one could have another's sent to oneself.
  if (v_url, v_events) is distinct from (v_webhook.url, v_webhook.events) and app_hidden.user_id() is not null then
    v_webhook.user_id := app_hidden.user_id();
    v_webhook.role_id := app_hidden.role_beyond_mine();
  end if;
  if v_active and not v_webhook.is_active or v_url <> v_webhook.url then
    v_webhook.disabled_at := null;
    v_webhook.disabled_reason := null;
    v_webhook.failing_since := null;
    v_webhook.failures := 0;
    v_webhook.deaths := 0;
    v_webhook.paused_until := null;
  end if;
  update app_public.webhooks w set
    url = v_url, events = v_events, description = coalesce(update_webhook.description, w.description), is_active = v_active, updated_at = now(),
    user_id = v_webhook.user_id, role_id = v_webhook.role_id, disabled_at = v_webhook.disabled_at, disabled_reason = v_webhook.disabled_reason,
    failing_since = v_webhook.failing_since, failures = v_webhook.failures, deaths = v_webhook.deaths, paused_until = v_webhook.paused_until
  where w.id = update_webhook.id
  returning w.* into v_webhook;
  return v_webhook;
end
$$;
comment on function app_public.update_webhook is
  'Changes what is given. Whoever changes the address or the events becomes the member whose rights decide what is sent. Switching it on again forgets its failures.';

create function app_public.delete_webhook(id uuid) returns app_public.webhooks
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_webhook app_public.webhooks := app_hidden.managed_webhook(delete_webhook.id);
begin
  delete from app_public.webhooks w where w.id = delete_webhook.id;
  return v_webhook;
end
$$;
comment on function app_public.delete_webhook is 'Deletes a webhook with its deliveries; what is on its way is not sent any more.';

create function app_public.rotate_webhook_secret(id uuid) returns app_public.webhook_secret
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app_hidden.managed_webhook(rotate_webhook_secret.id);
  delete from app_private.webhook_secrets s where s.webhook_id = rotate_webhook_secret.id and s.expires_at is not null;
  update app_private.webhook_secrets s set expires_at = now() + interval '24 hours' where s.webhook_id = rotate_webhook_secret.id;
  return app_hidden.add_webhook_secret(rotate_webhook_secret.id);
end
$$;
comment on function app_public.rotate_webhook_secret is 'Gives a new secret, this once. For 24 hours events carry a signature by the old one too.';

create function app_public.send_test_event(webhook_id uuid) returns app_public.webhook_deliveries
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_webhook app_public.webhooks := app_hidden.managed_webhook(send_test_event.webhook_id);
  v_delivery app_public.webhook_deliveries;
begin
  perform app_hidden.must_be_active(v_webhook);
  insert into app_public.webhook_deliveries (webhook_id, event, request_body)
  values (v_webhook.id, 'webhook.test', json_build_object(
    'type', 'webhook.test', 'timestamp', app_hidden.iso(now()), 'data', json_build_object('webhookId', v_webhook.id, 'message', 'It works.'))::text)
  returning * into v_delivery;
  update app_public.webhooks w set paused_until = null where w.id = v_webhook.id;
  return v_delivery;
end
$$;
comment on function app_public.send_test_event is 'Sends an event of the type webhook.test, which holds no record.';

create function app_public.redeliver(delivery_id text) returns app_public.webhook_deliveries
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_delivery app_public.webhook_deliveries;
begin
  perform app_hidden.must_manage('webhooks');
  select * into v_delivery from app_public.webhook_deliveries d where d.id = redeliver.delivery_id;
  if not found then
    perform app_hidden.fail('RM404', 'webhook_deliveries_known', 'There is no such delivery.', 'Deliveries are kept for 30 days.', 'deliveryId');
  end if;
  perform app_hidden.must_be_active(app_hidden.managed_webhook(v_delivery.webhook_id));
  update app_public.webhook_deliveries d set status = 'pending', queued_at = now(), next_attempt_at = now()
  where d.id = redeliver.delivery_id returning * into v_delivery;
  update app_public.webhooks w set paused_until = null where w.id = v_delivery.webhook_id;
  -- The body may hold what this person may not read.
  v_delivery.request_body := null;
  v_delivery.response_body := null;
  return v_delivery;
end
$$;
comment on function app_public.redeliver is 'Sends an event again: the same id and body, with a new timestamp and signature, and if need be for another three days.';

create function app_public.redeliver_dead(webhook_id uuid) returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_webhook app_public.webhooks := app_hidden.managed_webhook(redeliver_dead.webhook_id);
  v_count integer;
begin
  perform app_hidden.must_be_active(v_webhook);
  update app_public.webhook_deliveries d set status = 'pending', queued_at = now(), next_attempt_at = now()
  where d.webhook_id = redeliver_dead.webhook_id and d.status = 'dead';
  get diagnostics v_count = row_count;
  update app_public.webhooks w set paused_until = null where w.id = v_webhook.id;
  return v_count;
end
$$;
comment on function app_public.redeliver_dead is 'Sends all events again that were given up, and says how many they are.';

create function app_hidden.must_be_active(webhook app_public.webhooks) returns void
language plpgsql stable as $$
begin
  if not webhook.is_active then
    perform app_hidden.fail('RM409', 'webhooks_active', 'This webhook is switched off.', 'Switch it on first.');
  end if;
end
$$;
comment on function app_hidden.must_be_active is 'Raises RM409 when a webhook is switched off.';

create function app_hidden.iso(at timestamptz) returns text
language sql stable parallel safe strict
return to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
comment on function app_hidden.iso is 'A time as ISO 8601 in UTC, to the millisecond.';

grant execute on function app_public.create_webhook, app_public.update_webhook, app_public.delete_webhook, app_public.rotate_webhook_secret,
  app_public.send_test_event, app_public.redeliver, app_public.redeliver_dead to :MEMBER;
