-- What the worker calls to deliver: take what is due, send it, tell what came of it.
create function app_hidden.may_try_early(delivery app_public.webhook_deliveries, last_success_at timestamptz) returns boolean
language sql stable parallel safe
return delivery.next_attempt_at > now() and last_success_at > delivery.attempted_at
  and delivery.attempted_at < now() - greatest(interval '5 seconds', (now() - delivery.queued_at) / 8);
comment on function app_hidden.may_try_early is
  'Whether the endpoint has answered well since this one failed, so that it need not wait for its time: an endpoint that is back gets at once what waits for it.';

create function app_hidden.due_webhooks() returns setof uuid
language sql stable security definer set search_path = '' as $$
  select w.id from app_public.webhooks w
  where w.is_active and coalesce(w.paused_until, '-infinity') <= now()
    and (exists (
      select from app_public.webhook_deliveries d
      where d.webhook_id = w.id and d.status in ('pending', 'failed') and d.next_attempt_at <= now())
    or exists (
      select from app_public.webhook_deliveries d
      where d.webhook_id = w.id and d.status = 'failed' and app_hidden.may_try_early(d, w.last_success_at)));
$$;
comment on function app_hidden.due_webhooks is 'The endpoints for which something is due.';

create function app_hidden.claim_deliveries(webhook_id uuid, most integer)
returns table (id text, object text, record_id uuid, is_gone boolean, was_visible boolean, other_object text, other_id uuid)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_webhook app_public.webhooks;
  v_ids text[];
begin
  select * into v_webhook from app_public.webhooks w where w.id = claim_deliveries.webhook_id;
  -- Of an endpoint that seems to be down one is sent, to see.
  if v_webhook.failures >= 10 then
    claim_deliveries.most := 1;
  end if;
  with due as (
    select d.id from app_public.webhook_deliveries d
    where d.webhook_id = v_webhook.id and d.status in ('pending', 'failed') and d.next_attempt_at <= now()
    order by d.next_attempt_at, d.id limit claim_deliveries.most for update skip locked
  ),
  early as (
    select d.id from app_public.webhook_deliveries d
    where d.webhook_id = v_webhook.id and d.status = 'failed' and app_hidden.may_try_early(d, v_webhook.last_success_at)
    limit claim_deliveries.most - (select count(*) from due) for update skip locked
  ),
  -- Whoever takes them has a minute; if nothing is heard, as when the worker is killed, they are due again.
  claimed as (
    update app_public.webhook_deliveries d set next_attempt_at = now() + interval '1 minute'
    where d.id in (select due.id from due union all select early.id from early) returning d.id
  )
  select array_agg(claimed.id) into v_ids from claimed;

  return query
  select d.id, d.object, d.record_id, r.id is null,
    case s.scope when 'all' then true when 'own' then coalesce(
      (select (l.old ->> 'owner_id')::uuid = v_webhook.user_id from app_public.changes l
       where l.record_id = d.record_id and l.object = d.object and l.operation = 'delete' order by l.id desc limit 1), false) else false end,
    o.object, o.id
  from app_public.webhook_deliveries d
  left join app_public.records r on r.id = d.record_id
  left join lateral app_hidden.link_of(d) o on true
  left join app_hidden.read_scopes s on s.object = d.object and s.db_role = (select p.db_role from app_hidden.webhook_principal(v_webhook.id) p)
  where d.id = any (v_ids);
end
$$;
comment on function app_hidden.claim_deliveries is
  'Takes what is due, the oldest first, for a minute. was_visible: whether the webhook''s owner could read the record when it was still there. other_…: of a link, the record at its other end, which they have to see too.';

create function app_hidden.webhook_principal(webhook_id uuid, out user_id uuid, out db_role name, out is_active boolean)
language sql stable security definer set search_path = '' as $$
  select u.id, r.db_role, u.is_active and w.is_active
  from app_public.webhooks w
  join app_public.users u on u.id = w.user_id
  join app_public.roles r on r.id = case
    when w.role_id is null or app_hidden.role_exceeds(w.role_id, u.role_id) is not null then u.role_id else w.role_id end
  where w.id = webhook_principal.webhook_id;
$$;
comment on function app_hidden.webhook_principal is 'With whose rights a webhook is served: never with more than its owner has now.';

create function app_hidden.seal_deliveries(ids text[], hidden text[])
returns table (id text, body text, url text, secrets text[])
language plpgsql volatile security definer set search_path = '' as $$
begin
  -- An event about a record that the owner may not read is none of theirs.
  delete from app_public.webhook_deliveries d where d.id = any (seal_deliveries.hidden);
  update app_public.webhook_deliveries d set request_body = app_hidden.event_body(d)
  where d.id = any (seal_deliveries.ids) and d.request_body is null;
  return query
  select d.id, d.request_body, w.url, s.secrets
  from app_public.webhook_deliveries d
  join app_public.webhooks w on w.id = d.webhook_id
  cross join lateral (
    select array_agg(k.secret order by k.created_at desc) as secrets from app_private.webhook_secrets k
    where k.webhook_id = w.id and (k.expires_at is null or k.expires_at > now())
  ) s
  where d.id = any (seal_deliveries.ids)
  order by d.change_id nulls last, d.id;
end
$$;
comment on function app_hidden.seal_deliveries is 'Drops the hidden ones, gives the others their body if they have none, and says where they go and what signs them.';

create function app_hidden.take_deliveries(webhook_id uuid, most integer)
returns table (id text, body text, url text, secrets text[])
language plpgsql volatile set search_path = '' as $$
declare
  v_principal record;
  v_claimed jsonb;
  v_visible uuid[];
begin
  v_principal := app_hidden.webhook_principal(take_deliveries.webhook_id);
  if not coalesce(v_principal.is_active, false) then
    perform app_hidden.disable_webhook(take_deliveries.webhook_id, 'The member to whom it belongs was deactivated.');
    return;
  end if;
  select jsonb_agg(to_jsonb(c)) into v_claimed from app_hidden.claim_deliveries(take_deliveries.webhook_id, take_deliveries.most) c;

  -- What the owner may read is asked as the owner.
  perform set_config('app.user_id', v_principal.user_id::text, true), set_config('role', v_principal.db_role::text, true);
  select array_agg(i.id) into v_visible
  from (
    select r.object, array_agg(r.id) as ids
    from jsonb_to_recordset(v_claimed) c (object text, record_id uuid, is_gone boolean, other_object text, other_id uuid)
    cross join lateral (values (c.object, c.record_id), (c.other_object, c.other_id)) r (object, id)
    where r.object is not null and not c.is_gone group by r.object
  ) o
  cross join unnest(app_hidden.visible_ids(o.object, o.ids)) i (id);
  perform set_config('role', 'none', true), set_config('app.user_id', '', true);

  return query
  with claimed as (
    select c.id, c.object is null or case when c.is_gone then c.was_visible
      else coalesce(c.record_id = any (v_visible), false) and (c.other_id is null or coalesce(c.other_id = any (v_visible), false)) end as is_visible
    from jsonb_to_recordset(v_claimed) c (id text, object text, record_id uuid, is_gone boolean, was_visible boolean, other_id uuid)
  )
  select s.* from app_hidden.seal_deliveries(
    array(select c.id from claimed c where c.is_visible), array(select c.id from claimed c where not c.is_visible)) s;
end
$$;
comment on function app_hidden.take_deliveries is 'What is due for an endpoint, at most so many, ready to be sent, and holding only what the webhook''s owner may read now.';

create function app_hidden.record_attempts(webhook_id uuid, attempts jsonb) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_lifetime constant interval := '3 days';
  v_taken integer;
  v_failed integer;
  v_dead integer;
  v_webhook app_public.webhooks;
begin
  with told as (
    select * from jsonb_to_recordset(record_attempts.attempts) a (
      id text, is_delivered boolean, is_final boolean, retry_after integer, status integer, headers jsonb, body text, error text, duration_ms integer)
  ),
  recorded as (
    update app_public.webhook_deliveries d set
      attempt = d.attempt + 1, attempted_at = now(), response_status = t.status, response_headers = t.headers, response_body = t.body,
      error = t.error, duration_ms = t.duration_ms,
      status = case when t.is_delivered then 'delivered' when t.is_final or now() >= d.queued_at + v_lifetime then 'dead' else 'failed' end,
      -- Each wait is as long as all before it together: 5, 5, 10, 20, 40 seconds, … up to a day; the last attempt is after three days.
      next_attempt_at = case when t.is_delivered or t.is_final or now() >= d.queued_at + v_lifetime then null
        else least(d.queued_at + v_lifetime, now() + greatest(make_interval(secs => t.retry_after),
          (1 + random() / 10) * greatest(interval '5 seconds', least(interval '1 day', now() - d.queued_at)))) end
    from told t
    where d.id = t.id and d.webhook_id = record_attempts.webhook_id
    returning d.status
  )
  select count(*) filter (where status = 'delivered'), count(*) filter (where status <> 'delivered'), count(*) filter (where status = 'dead')
  into v_taken, v_failed, v_dead from recorded;

  update app_public.webhooks w set
    last_success_at = case when v_taken > 0 then now() else w.last_success_at end,
    failing_since = case when v_taken > 0 then null else coalesce(w.failing_since, now()) end,
    failures = case when v_taken > 0 then 0 else w.failures + v_failed end,
    deaths = case when v_taken > 0 then 0 else w.deaths + v_dead end,
    -- After ten failures in a row it is left in peace for a quarter of the time that it has been failing, at most five minutes.
    paused_until = case when v_taken = 0 and w.failures + v_failed >= 10
      then now() + least(interval '5 minutes', greatest(interval '2 seconds', (now() - w.failing_since) / 4)) end
  where w.id = record_attempts.webhook_id
  returning * into v_webhook;
  if v_webhook.deaths >= 3 then
    perform app_hidden.disable_webhook(v_webhook.id, 'Three events in a row could not be delivered within three days each.');
  end if;
  if exists (select from jsonb_to_recordset(record_attempts.attempts) a (status integer) where a.status = 410) then
    perform app_hidden.disable_webhook(v_webhook.id, 'The endpoint answered that it is gone (410).');
  end if;
end
$$;
comment on function app_hidden.record_attempts is
  'Keeps what came of attempts ([{id, is_delivered, is_final, retry_after, status, headers, body, error, duration_ms}]), and switches an endpoint off that takes nothing any more.';

create function app_hidden.disable_webhook(webhook_id uuid, reason text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_webhook app_public.webhooks;
begin
  update app_public.webhooks w set is_active = false, disabled_at = now(), disabled_reason = disable_webhook.reason
  where w.id = disable_webhook.webhook_id and w.is_active returning * into v_webhook;
  if not found then
    return;
  end if;
  perform app_hidden.notify_member(u.id, 'webhook_disabled', format('The webhook to %s was switched off', substring(v_webhook.url from '^https?://([^/?#]+)')),
    body => disable_webhook.reason, actor_id => null)
  from app_public.users u join app_public.roles r on r.id = u.role_id
  where u.id = v_webhook.user_id or 'webhooks' = any (r.settings);
end
$$;
comment on function app_hidden.disable_webhook is 'Switches a webhook off, and tells its owner and all who manage webhooks.';

create function app_hidden.clean_up_deliveries() returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  delete from app_public.webhook_deliveries d where d.created_at < now() - interval '30 days' and d.queued_at < now() - interval '30 days';
  delete from app_private.webhook_secrets s where s.expires_at < now();
  -- Of endpoints that were down or switched off all the time.
  update app_public.webhook_deliveries d set status = 'dead', next_attempt_at = null, error = coalesce(d.error, 'The endpoint was down for three days.')
  where d.status in ('pending', 'failed') and d.queued_at < now() - interval '3 days 1 hour' and d.next_attempt_at < now();
end
$$;
comment on function app_hidden.clean_up_deliveries is 'Forgets deliveries after 30 days, and gives up what could not even be tried; run by a daily job.';

grant execute on function app_hidden.due_webhooks, app_hidden.take_deliveries, app_hidden.claim_deliveries, app_hidden.webhook_principal,
  app_hidden.seal_deliveries, app_hidden.record_attempts, app_hidden.disable_webhook, app_hidden.clean_up_deliveries to :WORKER;
