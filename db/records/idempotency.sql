-- Idempotency-Key of REST: the key is kept in the transaction of what it protects.
create table app_private.idempotency_keys (
  user_id uuid not null references app_public.users on delete cascade,
  key text not null constraint idempotency_keys_length check (length(key) between 1 and 200),
  request_hash text not null,
  status integer,
  body json,
  created_at timestamptz not null default now(),
  primary key (user_id, key)
);
create index on app_private.idempotency_keys (created_at);
alter table app_private.idempotency_keys enable row level security;
comment on table app_private.idempotency_keys is 'Requests that must not be done twice, with their answers; kept for a day.';

create function app_hidden.fail_in_progress() returns void
language sql stable set search_path = ''
return app_hidden.fail('RM409', 'idempotency_key_in_progress', 'The first request with this Idempotency-Key is still in progress.', 'Send it again in a moment, with the same key.');
comment on function app_hidden.fail_in_progress is 'Raises RM409 for a request that came while the first with its key is at work.';

create function app_hidden.claim_idempotency_key(key text, request_hash text, out status integer, out body json)
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_row app_private.idempotency_keys;
begin
  -- Whoever comes while the first is at work, or before its answer is kept, holds nothing while waiting: the server comes again in another
  -- transaction. What takes longer than a minute was cut off.
  if not pg_try_advisory_xact_lock(hashtextextended(format('%s %s', app_hidden.user_id(), claim_idempotency_key.key), 0)) then
    perform app_hidden.fail_in_progress();
  end if;
  delete from app_private.idempotency_keys d using (
    select k.user_id, k.key from app_private.idempotency_keys k where k.created_at < now() - interval '1 day' for update skip locked) old
  where (d.user_id, d.key) = (old.user_id, old.key);
  insert into app_private.idempotency_keys as k (user_id, key, request_hash)
  values (app_hidden.user_id(), claim_idempotency_key.key, claim_idempotency_key.request_hash)
  on conflict on constraint idempotency_keys_pkey do nothing;
  if found then
    return;
  end if;
  select * into v_row from app_private.idempotency_keys k where k.user_id = app_hidden.user_id() and k.key = claim_idempotency_key.key;
  if v_row.request_hash <> claim_idempotency_key.request_hash then
    perform app_hidden.fail('RM409', 'idempotency_key_same', 'This Idempotency-Key was used for another request.', 'Use a new key for a new request.');
  end if;
  if v_row.status is null and v_row.created_at > now() - interval '1 minute' then
    perform app_hidden.fail_in_progress();
  elsif v_row.status is null then
    perform app_hidden.fail('RM409', 'idempotency_key_done', 'This request was done before, but its answer is not known any more.', 'Read what it made; do not send it again.');
  end if;
  claim_idempotency_key.status := v_row.status;
  claim_idempotency_key.body := v_row.body;
end
$$;
comment on function app_hidden.claim_idempotency_key is
  'Claims a key for a request in the transaction of that request, or gives the answer that it got before. Raises RM409 when the key was used for another request, when the first with it is still in progress, or when nobody knows its answer.';

create function app_hidden.keep_idempotent_answer(key text, status integer, body json) returns void
language sql volatile security definer set search_path = ''
begin atomic
  update app_private.idempotency_keys k set status = keep_idempotent_answer.status, body = keep_idempotent_answer.body
  where k.user_id = app_hidden.user_id() and k.key = keep_idempotent_answer.key;
end;
comment on function app_hidden.keep_idempotent_answer is 'Keeps the answer of a request under its key.';
grant execute on function app_hidden.claim_idempotency_key, app_hidden.keep_idempotent_answer to :MEMBER;
