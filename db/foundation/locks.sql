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
