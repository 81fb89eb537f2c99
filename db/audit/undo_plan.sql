-- What a transaction did, taken together: what it would take to undo it, and what stands in the way.
create type app_hidden.undo_step as (
  verb text,
  object text,
  record_id uuid,
  title text,
  wanted jsonb,
  had jsonb,
  last_id bigint
);
comment on type app_hidden.undo_step is
  'What undoes the changes of one record or link: insert, update or delete it, link or unlink. wanted: the columns before the transaction; had: after it; last_id: its last change in it.';

create function app_hidden.undo_steps(transaction_id bigint, at timestamptz) returns setof app_hidden.undo_step
language sql stable security definer set search_path = '' as $$
  with changed as materialized (
    select c.*, o.name is not null as is_record
    from app_public.changes c left join app_public.objects o on o.name = c.object
    where c.transaction_id = undo_steps.transaction_id and c.at = undo_steps.at
  ),
  -- In one pass: before, the earliest old value of each column; after, the latest new one (of equal keys the last counts).
  record as (
    select c.record_id, min(c.object) as object, (array_agg(c.title order by c.id desc))[1] as title, max(c.id) as last_id,
      (array_agg(c.operation order by c.id))[1] as first_operation, (array_agg(c.operation order by c.id desc))[1] as last_operation,
      jsonb_object_agg(e.key, e.value order by c.id desc) filter (where e.was) as before,
      jsonb_object_agg(e.key, e.value order by c.id) filter (where not e.was) as after
    from changed c
    left join lateral (
      select true as was, o.key, o.value from jsonb_each(c.old) o union all select false, n.key, n.value from jsonb_each(c.new) n) e on true
    where c.is_record group by c.record_id
  )
  select s.verb, r.object, r.record_id, r.title,
    case s.verb when 'update' then u.wanted else r.before end, case s.verb when 'update' then u.had else r.after end, r.last_id
  from record r
  cross join lateral (
    select case
      when r.first_operation = 'insert' and r.last_operation = 'delete' then null
      when r.first_operation = 'insert' then 'delete'
      when r.last_operation = 'delete' then 'insert'
      else 'update' end as verb) s
  left join lateral (
    select jsonb_object_agg(k, coalesce(r.before -> k, 'null')) as wanted, jsonb_object_agg(k, coalesce(r.after -> k, 'null')) as had
    from (select jsonb_object_keys(r.before) union select jsonb_object_keys(r.after)) keys (k)
    where s.verb = 'update' and k not in ('id', 'created_at', 'created_by', 'updated_at', 'updated_by')
      and coalesce(r.before -> k, 'null') <> coalesce(r.after -> k, 'null')) u on true
  where s.verb <> 'update' or u.wanted is not null
  union all
  select case l.last_operation when 'insert' then 'unlink' else 'link' end, l.object, l.record_id, l.title,
    case l.last_operation when 'delete' then l.link end, case l.last_operation when 'insert' then l.link end, l.last_id
  from (
    select c.object, coalesce(c.new, c.old) as link, min(c.record_id::text)::uuid as record_id, max(c.title) as title, max(c.id) as last_id,
      (array_agg(c.operation order by c.id))[1] as first_operation, (array_agg(c.operation order by c.id desc))[1] as last_operation
    from changed c where not c.is_record group by c.object, coalesce(c.new, c.old)
  ) l
  where l.first_operation = l.last_operation;
$$;
comment on function app_hidden.undo_steps is 'What undoes a transaction (its number and when it began), one step for each record and link that it changed.';

create function app_hidden.sees_changes(transaction_id bigint, at timestamptz) returns boolean
language sql stable security definer set search_path = ''
return app_hidden.is_owner() or not exists (
  select from app_public.changes c
  left join app_public.records r on r.id = c.record_id
  left join app_hidden.read_scopes s on s.object = coalesce(r.object, c.object) and s.db_role = (
    select t.db_role from app_public.roles t where t.id = app_hidden.role_id())
  where c.transaction_id = sees_changes.transaction_id and c.at = sees_changes.at
    and c.user_id is distinct from app_hidden.user_id()
    -- Of links of what is gone there is no scope: they went with a record that is asked for itself.
    and not (s.scope = 'all' or s.scope = 'own' and app_hidden.user_id() = any (array_remove(array[r.owner_id, (c.old ->> 'owner_id')::uuid], null))));
comment on function app_hidden.sees_changes is 'Whether the caller made, or may read, everything that a transaction changed.';

create function app_hidden.relation_columns(object text) returns table (column_name name, target text)
language sql stable security definer set search_path = ''
begin atomic
  select f.column_name, f.target_object from app_public.fields f
  where f.object = relation_columns.object and f.column_name is not null and f.target_object is not null;
end;
comment on function app_hidden.relation_columns is 'The columns of an object that point to other records.';

create function app_hidden.link_tables() returns table (name text, link_table regclass, columns name[])
language sql stable security definer set search_path = '' as $$
  select c.relname::text, c.oid::regclass, array_agg(a.attname order by a.attnum)
  from pg_catalog.pg_trigger t
  join pg_catalog.pg_class c on c.oid = t.tgrelid
  join pg_catalog.pg_constraint k on k.conrelid = c.oid and k.contype = 'f'
  join pg_catalog.pg_class target on target.oid = k.confrelid
  join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1]
  where t.tgname = '_900_track_unlink' and (target.oid = 'app_public.records'::regclass
    or exists (select from app_public.objects o where format('%I.%I', o.schema_name, o.name)::regclass = target.oid))
  group by c.oid, c.relname;
$$;
comment on function app_hidden.link_tables is 'The tables whose rows link records (track_links), with the columns that point to them.';

create function app_hidden.describe_changer(change app_public.changes) returns text
language sql stable security definer set search_path = ''
return coalesce((select u.name from app_public.users u where u.id = change.user_id), change.db_role);
comment on function app_hidden.describe_changer is 'Who made a change, in words.';

create function app_hidden.refuse_undo(record_id uuid, title text, last_id bigint, columns text[] default null, what text default null) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  v_later app_public.changes;
  v_fields text;
  v_name text := coalesce('“' || nullif(refuse_undo.title, '') || '”', 'A record without a name');
begin
  select c.* into v_later from app_public.changes c
  where c.record_id = refuse_undo.record_id and c.id > refuse_undo.last_id and c.object in (select o.name from app_public.objects o)
    and (refuse_undo.columns is null or coalesce(c.new, '{}') || coalesce(c.old, '{}') ?| refuse_undo.columns)
  order by c.id desc limit 1;
  select string_agg(lower(coalesce(f.label, k)), ', ' order by f.position) into v_fields
  from unnest(refuse_undo.columns) k left join app_public.fields f on f.object = v_later.object and f.column_name = k;
  perform app_hidden.fail('RM409', 'undo_unchanged',
    coalesce(v_name || ' ' || refuse_undo.what || '.',
      v_name || ' was ' || case when v_later.operation = 'delete' then 'deleted' when v_later.operation = 'insert' then 'restored' else 'changed' end || ' since'
        || coalesce(' by ' || app_hidden.describe_changer(v_later), '')
        || coalesce(' (' || case when v_later.operation = 'update' then v_fields end || ')', '') || '.'),
    'Undo the later change first, or set the record right by hand. Nothing was undone.');
end
$$;
comment on function app_hidden.refuse_undo is 'Says which record stands in the way of an undo, and what happened to it since. Raises RM409.';

create function app_hidden.is_undo(becomes anyelement, columns text[]) returns boolean
language plpgsql stable security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_undoes bigint := app_hidden.undoing();
  v_row jsonb;
begin
  if v_undoes is null then
    return false;
  end if;
  v_row := to_jsonb(becomes);
  return coalesce((
    select bool_and(b.value = v_row -> b.key) from (
      select distinct on (e.key) e.key, e.value from app_public.changes c cross join jsonb_each(c.old) e
      where c.transaction_id = v_undoes and c.record_id = (v_row ->> 'id')::uuid and e.key = any (is_undo.columns)
      order by e.key, c.id) b), false);
end
$$;
comment on function app_hidden.is_undo is
  'Whether a row that is being written becomes, in these columns, what it was before the transaction that is being undone: then nothing is derived, and no rule of moving asked.';

create function app_hidden.sees_deleted(change app_public.changes) returns boolean
language sql stable security definer set search_path = ''
return app_hidden.is_owner() or change.user_id = app_hidden.user_id() or exists (
  select from app_hidden.read_scopes s join app_public.roles r on r.db_role = s.db_role
  where r.id = app_hidden.role_id() and s.object = change.object
    and (s.scope = 'all' or s.scope = 'own' and change.old ->> 'owner_id' = app_hidden.user_id()::text));
comment on function app_hidden.sees_deleted is 'Whether the caller deleted the record, or could read it.';

create function app_hidden.as_deleted(id uuid) returns jsonb
language sql stable security definer set search_path = ''
return (
  -- The server asks only for what is being written, which check_ids refuses to who may not see it.
  select case when app_hidden.is_program() or app_hidden.sees_deleted(c) then c.old end from app_public.changes c
  where c.record_id = as_deleted.id and c.operation = 'delete' and c.old ? 'created_at' order by c.id desc limit 1);
comment on function app_hidden.as_deleted is 'What a record was when it was deleted; null when there was none, or the member whose own login asks may not see it.';

create function app_hidden.check_ids(ids uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  if cardinality(check_ids.ids) = 0 then
    return;
  end if;
  -- Asked once for each kind of deletion, and not for each of thousands of records that come back.
  perform from (
    select distinct on ((l.change).object, (l.change).user_id, (l.change).old ->> 'owner_id') l.change
    from unnest(check_ids.ids) i (id)
    cross join lateral (
      select c as change from app_public.changes c
      where c.record_id = i.id and c.operation = 'delete' and c.old ? 'created_at' order by c.id desc limit 1) l) k
  where not coalesce(app_hidden.sees_deleted(k.change), false) limit 1;
  if found then
    perform app_hidden.fail('RM409', 'id_unused', 'This id belongs to a record that was deleted.', 'Leave the id out: every record gets one of its own.', 'id');
  end if;
end
$$;
comment on function app_hidden.check_ids is
  'Refuses ids for new records that were those of deleted ones which the caller may not see: with the id they would get the history. Raises RM409.';
grant execute on function app_hidden.is_undo, app_hidden.as_deleted to :MEMBER;
