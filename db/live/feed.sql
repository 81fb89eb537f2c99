-- The live feed: app_public.changes read from a position on. A position is a PostgreSQL snapshot, "xmin:xmax:running,…". What is new
-- is what was not visible then and is now. So nothing is skipped when transactions end out of order, and a long one holds nobody up.
create type app_hidden.live_change as (
  id bigint,
  transaction_id bigint,
  object text,
  operation text,
  record_id uuid,
  count bigint,
  user_id uuid,
  at timestamptz,
  changed text[],
  owners uuid[],
  former_owner uuid,
  sample uuid[],
  other_object text,
  other_ids uuid[],
  other_owners uuid[]
);
comment on type app_hidden.live_change is
  'A change as the server that distributes it sees it: more than a subscriber may. id: of app_public.changes. record_id: null of a bundle of count records, of which sample has some. owners: whose it is, or was when it went. former_owner: when this change gave it to somebody else. other_…: of a link, the record at its other end, which one has to see too.';

create function app_hidden.live_link_ends(link_table text, link jsonb)
returns table (object text, record_id uuid, owner_id uuid, field text, other_object text, other_id uuid, other_owner_id uuid)
language sql stable security definer set search_path = '' rows 2 as $$
  select r.object, r.id, r.owner_id, e.field, o.object, o.id, o.owner_id
  from (select coalesce(link ->> 'note_id', link ->> 'task_id', link ->> 'source_id')::uuid as source,
      coalesce(link ->> 'record_id', link ->> 'target_id')::uuid as target) l
  left join app_public.fields f on f.link_table = live_link_ends.link_table
  cross join lateral (values
    (l.source, l.target, coalesce(f.name, live_link_ends.link_table)), (l.target, l.source, coalesce(f.inverse_name, live_link_ends.link_table))) e (id, other, field)
  join app_public.records r on r.id = e.id
  join app_public.records o on o.id = e.other
  where live_link_ends.link_table <> 'favorites' -- everybody's own
$$;
comment on function app_hidden.live_link_ends is
  'Both records that a row of a link table joins, each with the other: to each of them a link that is made or removed is an update.';

create function app_hidden.ended_between(earlier pg_snapshot, later pg_snapshot) returns bigint[]
language sql immutable parallel safe
return array(select x::text::bigint from pg_snapshot_xip(earlier) x except select x::text::bigint from pg_snapshot_xip(later) x);
comment on function app_hidden.ended_between is
  'The transactions that ran at an earlier position and do so no more at a later one. Immutable, so that who plans with it knows them.';

-- Asked four times a second: it goes by the indexes whatever the statistics say, as after an import that is all of a month''s changes.
create function app_hidden.live_changes(since pg_snapshot, until pg_snapshot default null, most integer default 1000)
returns setof app_hidden.live_change
language sql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan set enable_seqscan = off rows 20 as $$
  with arrived as materialized (
    select c.transaction_id, c.at, c.object, c.operation, count(*) as count, max(c.id) as last
    from app_public.changes c
    where c.at > now() - interval '32 days' -- no transaction is as long, and older months need not be looked into
      and (c.transaction_id >= pg_snapshot_xmax(since)::text::bigint and c.transaction_id < pg_snapshot_xmax(coalesce(until, pg_current_snapshot()))::text::bigint
        or c.transaction_id = any (app_hidden.ended_between(since, coalesce(until, pg_current_snapshot()))))
      and (until is null or pg_visible_in_snapshot(c.transaction_id::text::xid8, until))
    group by c.transaction_id, c.at, c.object, c.operation
  ),
  bundled as (
    select a.*, a.count > most or sum(a.count) over (order by a.last) > most * 5 as is_bundle from arrived a
  )
  select c.id, c.transaction_id, c.object, c.operation, c.record_id, 1, c.user_id, c.at,
    array(select jsonb_object_keys(c.new) order by 1),
    array[case when r.id is null then coalesce(c.old ->> 'owner_id', c.new ->> 'owner_id')::uuid else r.owner_id end],
    case c.operation when 'update' then (c.old ->> 'owner_id')::uuid end,
    null::uuid[], null, null::uuid[], null::uuid[]
  from bundled b
  join app_public.changes c on c.transaction_id = b.transaction_id and c.at = b.at and c.object = b.object and c.operation = b.operation
  left join app_public.records r on r.id = c.record_id
  where not b.is_bundle and b.object in (select o.name from app_public.objects o)
  union all
  select c.id, c.transaction_id, l.object, 'update', l.record_id, 1, c.user_id, c.at,
    array[l.field], array[l.owner_id], null, null, l.other_object, array[l.other_id], array[l.other_owner_id]
  from bundled b
  join app_public.changes c on c.transaction_id = b.transaction_id and c.at = b.at and c.object = b.object and c.operation = b.operation
  cross join lateral app_hidden.live_link_ends(c.object, coalesce(c.new, c.old)) l
  where not b.is_bundle and b.object not in (select o.name from app_public.objects o)
  union all
  select b.last, b.transaction_id, l.object, 'update', null, count(*), null, b.at, null, array_agg(distinct l.owner_id), null,
    (array_agg(l.record_id))[1:500], l.other_object, (array_agg(l.other_id))[1:500], array_agg(distinct l.other_owner_id)
  from bundled b
  join app_public.changes c on c.transaction_id = b.transaction_id and c.at = b.at and c.object = b.object and c.operation = b.operation
  cross join lateral app_hidden.live_link_ends(c.object, coalesce(c.new, c.old)) l
  where b.is_bundle and b.object not in (select o.name from app_public.objects o)
  group by b.last, b.transaction_id, l.object, b.at, l.other_object
  union all
  select b.last, b.transaction_id, b.object, b.operation, null, b.count, null, b.at, null, e.owners, null, e.sample, null, null, null
  from bundled b
  cross join lateral (
    select array_agg(distinct coalesce(r.owner_id, (c.old ->> 'owner_id')::uuid)) as owners, (array_agg(c.record_id))[1:500] as sample
    from app_public.changes c left join app_public.records r on r.id = c.record_id
    where c.transaction_id = b.transaction_id and c.at = b.at and c.object = b.object and c.operation = b.operation
  ) e
  where b.is_bundle and b.object in (select o.name from app_public.objects o)
  union all
  select null, n.transaction_id, 'notifications', 'insert', n.id, 1, n.actor_id, n.created_at, null, array[n.user_id], null, null, null, null, null
  from app_public.notifications n
  where (n.transaction_id >= pg_snapshot_xmax(since)::text::bigint
      or n.transaction_id = any (app_hidden.ended_between(since, coalesce(until, pg_current_snapshot()))))
    and (until is null or pg_visible_in_snapshot(n.transaction_id::text::xid8, until))
  union all
  select null, w.transaction_id, 'workspace', 'update', null, 1, null, w.at, null, null, null, null, null, null, null
  from app_private.workspace_changes w
  where (w.transaction_id >= pg_snapshot_xmax(since)::text::bigint
      or w.transaction_id = any (app_hidden.ended_between(since, coalesce(until, pg_current_snapshot()))))
    and (until is null or pg_visible_in_snapshot(w.transaction_id::text::xid8, until))
  order by 1 nulls last -- by which the changes of any one record keep their order
$$;
comment on function app_hidden.live_changes is
  'What became visible after a position (up to another one), notifications and changes of the workspace included. More than `most` records of an object in one transaction, and whatever is beyond five times that, come as bundles.';

create function app_hidden.poll_live_changes(since text, until text default null) returns table (snapshot text, change app_hidden.live_change)
language plpgsql stable security definer set search_path = '' as $$
begin
  -- Stable: the snapshot is the calling statement's, here and in the feed. Where it is the same nothing has come.
  if poll_live_changes.since is null or poll_live_changes.since = coalesce(poll_live_changes.until, pg_current_snapshot()::text) then
    return query select pg_current_snapshot()::text, null::app_hidden.live_change;
    return;
  end if;
  return query
  select n.now::text, c
  from (select pg_current_snapshot() as now) n
  left join lateral app_hidden.live_changes(poll_live_changes.since::pg_snapshot, poll_live_changes.until::pg_snapshot) c on true;
end
$$;
comment on function app_hidden.poll_live_changes is
  'The position now, with each change since another one (up to a third), or with null when there was none. For the server, which gives each subscriber what they may see.';

create function app_hidden.live_in_bundle(change_id bigint, ids uuid[]) returns uuid[]
language sql stable security definer set search_path = ''
return (
  select array_agg(distinct c.record_id)
  from app_public.changes b
  join app_public.changes c on c.transaction_id = b.transaction_id and c.at = b.at and c.object = b.object and c.operation = b.operation
  where b.id = change_id and c.record_id = any (ids)
);
comment on function app_hidden.live_in_bundle is 'Which of these records are in the bundle whose last change this is.';

create function app_public.live_cursor() returns text
language sql stable
return pg_current_snapshot()::text || '@' || floor(extract(epoch from now()));
comment on function app_public.live_cursor is
  'The position of the live feed now. Ask for it together with what you show, and give it to recordChanges as after: then nothing that changes in between is missed.';
grant execute on function app_public.live_cursor to :MEMBER;

create function app_hidden.live_access(sessions uuid[], keys bytea[], objects text[])
returns table (number integer, user_id uuid, db_role name, scopes jsonb)
language plpgsql volatile security definer set search_path = '' as $$
begin
  return query
  with callers as materialized (
    select c.number::integer, a.user_id, a.db_role
    from unnest(live_access.sessions, live_access.keys) with ordinality c (session_id, key, number)
    cross join lateral app_hidden.access(c.session_id, c.key) a
  )
  select c.number, c.user_id, c.db_role, s.scopes
  from callers c
  left join (
    select r.db_role, jsonb_object_agg(r.object, r.scope) as scopes
    from app_hidden.read_scopes r
    where r.object = any (live_access.objects) and r.db_role in (select d.db_role from callers d)
    group by r.db_role
  ) s on s.db_role = c.db_role;
end
$$;
comment on function app_hidden.live_access is
  'For each caller (a session, or the SHA-256 of an API key) who they are now and what their role reads of these objects; nulls for one whose session or key has ended.';

create function app_hidden.visible_to(askers jsonb, asked jsonb) returns table (user_id uuid, db_role name, ids uuid[])
language plpgsql volatile set search_path = '' as $$
begin
  for visible_to.user_id, visible_to.db_role in select a.user_id, a.db_role from jsonb_to_recordset(askers) a (user_id uuid, db_role name) loop
    perform set_config('app.user_id', visible_to.user_id::text, true), set_config('role', visible_to.db_role::text, true);
    select array_agg(i.id) into visible_to.ids
    from jsonb_each(asked) o cross join unnest(app_hidden.visible_ids(o.key, array(select jsonb_array_elements_text(o.value)::uuid))) i (id);
    perform set_config('role', 'none', true), set_config('app.user_id', '', true);
    return next;
  end loop;
end
$$;
comment on function app_hidden.visible_to is
  'Which of these records ({object: [ids]}) each of these people ([{user_id, db_role}]) may read: asked under their own role, for what their role''s scope does not tell.';
grant execute on function app_hidden.poll_live_changes, app_hidden.live_in_bundle, app_hidden.live_access, app_hidden.visible_to to :AUTHENTICATOR;
