-- Locks for changing tables while others use them.
create function app_hidden.lock_briefly(wanted jsonb) returns void
language plpgsql volatile security definer set search_path = '' set lock_timeout = '20ms' as $$
declare
  v_until timestamptz := clock_timestamp() + interval '5 seconds';
  v_patience integer := 20;
  v_lock record;
begin
  -- Whoever waits for an exclusive lock makes everybody behind wait too, and whoever reads our tables in another order waits for us while
  -- we wait for them. So we wait a moment, let them pass, and come again, a little more patient each time.
  loop
    begin
      perform set_config('lock_timeout', v_patience || 'ms', true);
      for v_lock in select l.key as table, l.value as mode from jsonb_each_text(lock_briefly.wanted) l order by l.key loop
        execute format('lock table %s in %s mode', v_lock.table, v_lock.mode);
      end loop;
      return;
    exception when lock_not_available then
      if clock_timestamp() > v_until then
        perform app_hidden.fail('RM409', 'metadata_lock',
          format('Something that takes long is using “%s”: a report, an import, a backup. Nothing was changed.',
            coalesce((select o.label_plural from app_public.objects o where format('%I.%I', o.schema_name, o.name) = v_lock.table), v_lock.table)),
          'Try again when it is done.');
      end if;
    end;
    v_patience := least(v_patience + 20, 100);
    perform pg_sleep(0.01 + random() * 0.03);
  end loop;
end
$$;
comment on function app_hidden.lock_briefly is
  'Locks tables ({"schema.table": "access exclusive"}), in one order, without ever holding others up for more than a tenth of a second. Raises RM409 after five seconds.';

create function app_hidden.take_turn() returns void
language plpgsql volatile security definer set search_path = '' set lock_timeout = '20s' as $$
begin
  if pg_try_advisory_xact_lock(hashtext('app_hidden.metadata')) then
    return;
  end if;
  -- Whoever is before us may need for themselves what we hold by having signed in, and would wait for us as we for them. So we wait for a
  -- moment only, and come again in another transaction, as the server does by itself.
  if exists (select from pg_catalog.pg_locks l where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.relation = 'app_public.users'::regclass) then
    perform set_config('lock_timeout', '50ms', true);
  end if;
  perform pg_advisory_xact_lock(hashtext('app_hidden.metadata'));
exception when lock_not_available or deadlock_detected then
  perform app_hidden.fail('RM409', 'metadata_one_at_a_time', 'Somebody else is changing objects, fields or roles at this moment.', 'Try again in a moment.');
end
$$;
comment on function app_hidden.take_turn is
  'Lets changes of objects, fields and roles pass one after another. It comes before anything else that they do, so that who waits has nothing locked that others need. Raises RM409.';
