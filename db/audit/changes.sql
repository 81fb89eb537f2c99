-- The audit log: one row per change of one record, by every writer; written by the triggers of track.sql.
create table app_public.changes (
  id bigint not null generated always as identity,
  at timestamptz not null default now(),
  transaction_id bigint not null default pg_current_xact_id()::text::bigint,
  user_id uuid,
  api_key_id uuid,
  db_role text not null,
  source text not null,
  undoes bigint,
  operation text not null constraint changes_operation check (operation in ('insert', 'update', 'delete')),
  object text not null,
  record_id uuid not null,
  title text not null,
  old jsonb,
  new jsonb,
  primary key (id, at)
) partition by range (at);
create index changes_record_idx on app_public.changes (record_id, id);
create index changes_transaction_idx on app_public.changes (transaction_id, id);
create index changes_user_idx on app_public.changes (user_id, id);
create index changes_object_idx on app_public.changes (object, id);
create index changes_operation_idx on app_public.changes (operation, id) where operation <> 'insert'; -- what was deleted, among millions that were imported
create index changes_link_target_idx on app_public.changes ((coalesce(new, old) ->> 'target_id'), id) where coalesce(new, old) ? 'target_id';
alter table app_public.changes enable row level security;
grant select on app_public.changes to :MEMBER;

comment on table app_public.changes is E'@behavior -insert -update -delete\nThe audit log: one row per change of one record. Partitioned by month.';
comment on column app_public.changes.at is 'When the transaction began.';
comment on column app_public.changes.transaction_id is 'The PostgreSQL transaction: what changed together can be undone together.';
comment on column app_public.changes.user_id is 'The member who did it; null for the system.';
comment on column app_public.changes.api_key_id is 'The API key with which it was done.';
comment on column app_public.changes.db_role is 'The PostgreSQL role or login that wrote.';
comment on column app_public.changes.source is 'By what: web, graphql, rest, import, undo, sql.';
comment on column app_public.changes.undoes is 'The transaction that this one undoes.';
comment on column app_public.changes.object is 'The object of the record; of a link between records, its table (note_targets). What was deleted has “ (deleted)” behind it when something else may be called so.';
comment on column app_public.changes.record_id is 'The record; it may be gone.';
comment on column app_public.changes.title is 'What the record was called at the time.';
comment on column app_public.changes.old is 'The changed columns before (of a deletion, all of them).';
comment on column app_public.changes.new is 'The changed columns after (of an insertion, all that are set).';

create function app_hidden.ensure_change_partitions(months integer default 3) returns void
language plpgsql security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_month timestamptz;
  v_name text;
begin
  perform pg_advisory_xact_lock(hashtext('app_hidden.ensure_change_partitions'));
  for v_month in
    select date_trunc('month', now()) + make_interval(months => n) from generate_series(0, ensure_change_partitions.months) n
  loop
    v_name := to_char(v_month, '"changes_"YYYY_MM');
    continue when to_regclass('app_private.' || v_name) is not null;
    if not exists (select from app_private.changes_other o where o.at >= v_month and o.at < v_month + interval '1 month') then
      execute format('create table app_private.%I partition of app_public.changes for values from (%L) to (%L)',
        v_name, v_month, v_month + interval '1 month');
    else -- written while nobody had made it: after months of standing still, or by a clock that was ahead
      lock table app_public.changes in access exclusive mode;
      execute format('create table app_private.%I (like app_public.changes including constraints)', v_name);
      execute format('with gone as (delete from app_private.changes_other o where o.at >= %2$L and o.at < %3$L returning o.*) insert into app_private.%1$I select * from gone',
        v_name, v_month, v_month + interval '1 month');
      execute format('alter table app_public.changes attach partition app_private.%I for values from (%L) to (%L)',
        v_name, v_month, v_month + interval '1 month');
    end if;
    execute format('alter table app_private.%I enable row level security', v_name);
  end loop;
end
$$;
comment on function app_hidden.ensure_change_partitions is 'Makes the partitions of this month and the coming ones, with what was written of them already; run by a daily job.';
grant execute on function app_hidden.ensure_change_partitions to :WORKER;

create function app_hidden.part_moved_transactions() returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_by bigint;
begin
  -- Whatever is seen here ended before this snapshot, if it happened in this cluster.
  if not exists (select from app_public.changes c where c.transaction_id >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint) then
    return;
  end if;
  lock table app_public.changes, app_public.imports, app_public.notifications in share row exclusive mode;
  v_by := 1 + (select max(c.transaction_id) from app_public.changes c);
  update app_public.changes c set transaction_id = c.transaction_id - v_by, undoes = c.undoes - v_by;
  update app_public.imports i set transaction_id = i.transaction_id - v_by where i.transaction_id is not null;
  update app_public.notifications n set transaction_id = n.transaction_id - v_by;
end
$$;
comment on function app_hidden.part_moved_transactions is
  'Run by the owner when a server starts. Each cluster counts its transactions from the beginning, so those in the log of a database that was moved here from another one would be mixed up with new ones: they get numbers below zero, which no transaction has. Which changes belong together, and which undid which, stays.';

create table app_private.changes_other partition of app_public.changes default;
alter table app_private.changes_other enable row level security;
comment on table app_private.changes_other is 'Changes of months without a partition of their own.';
select app_hidden.ensure_change_partitions();

create unlogged table app_private.undoings (
  transaction_id bigint,
  undoes bigint,
  primary key (transaction_id, undoes)
);
alter table app_private.undoings enable row level security;
comment on table app_private.undoings is 'What transactions of members'' own database logins may say that they undo: noted when the undo was found to be allowed, and of use until they end.';
