-- Who and when, on every row of every object; and the version check. The foreign keys of created_by and updated_by are declared, but
-- PostgreSQL does not enforce them, which costs a lookup for each of both and row: tg__stamp and tg_users__forget do.
create function app_hidden.tg__stamp() returns trigger
language plpgsql as $$
declare
  v_deleted jsonb;
begin
  if tg_op = 'INSERT' then
    -- Only the owner may say that somebody else wrote a record, or when. One that comes back (restore, undo) has the stamps it had.
    if current_user <> (select nspowner::regrole::name from pg_catalog.pg_namespace where nspname = 'app_hidden') then
      v_deleted := app_hidden.as_deleted(new.id);
      if v_deleted is not null then
        new.created_at := v_deleted ->> 'created_at';
        new.created_by := (select u.id from app_public.users u where u.id = (v_deleted ->> 'created_by')::uuid);
        new.updated_at := v_deleted ->> 'updated_at';
        new.updated_by := (select u.id from app_public.users u where u.id = (v_deleted ->> 'updated_by')::uuid);
        return new;
      end if;
      new.created_by := app_hidden.user_id();
      new.updated_at := now();
      new.updated_by := app_hidden.user_id();
    elsif (select count(*) from app_public.users u where u.id in (new.created_by, new.updated_by)) < (select count(distinct i) from unnest(array[new.created_by, new.updated_by]) i) then
      perform app_hidden.fail('RM400', 'created_by_known', 'There is no such member.', field => 'created_by');
    end if;
    if not new.created_at between '0001-01-01' and now() then
      perform app_hidden.fail('RM400', 'created_at_past', 'A record was created at some moment before now.', field => 'created_at');
    end if;
    return new;
  end if;
  if new.id <> old.id then
    perform app_hidden.fail('RM400', 'id_immutable', 'The id of a record cannot change.', field => 'id');
  end if;
  if new.updated_at <> old.updated_at then
    perform app_hidden.fail('RM409', 'version_current', 'Somebody changed this record in the meantime.',
      'Read it again, then decide.', 'updated_at');
  end if;
  new.created_at := old.created_at;
  -- Null only by tg_users__forget: when that member is gone.
  if new.created_by is not null or exists (select from app_public.users u where u.id = old.created_by) then
    new.created_by := old.created_by;
  end if;
  new.updated_at := greatest(clock_timestamp(), old.updated_at + interval '1 microsecond');
  if new.updated_by is not null or app_hidden.user_id() is not null or exists (select from app_public.users u where u.id = old.updated_by) then
    new.updated_by := coalesce(app_hidden.user_id(), old.updated_by);
  end if;
  return new;
end
$$;
comment on function app_hidden.tg__stamp is
  'Before insert or update of an object''s row: stamps it; keeps id and creation as they were. When a record was created may be said of another system''s: RM400 when that is not in the past. A writer that sends updated_at sends the version it read: RM409 when it is not the current one.';

create function app_hidden.tg_users__forget() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_gone uuid[] := array(select g.id from gone g);
  v_table regclass;
begin
  for v_table in select app_hidden.object_table(o.name) from app_public.objects o loop
    execute format('update %s t set created_by = case when t.created_by <> all ($1) then t.created_by end, updated_by = case when t.updated_by <> all ($1) then t.updated_by end where t.created_by = any ($1) or t.updated_by = any ($1)', v_table)
    using v_gone;
  end loop;
  return null;
end
$$;
comment on function app_hidden.tg_users__forget is 'After members are removed: nobody has created or updated what they did; who it was stays in the log.';
create trigger _500_forget after delete on app_public.users referencing old table as gone for each statement execute function app_hidden.tg_users__forget();
