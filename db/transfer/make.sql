-- What a file names and nothing is called by: records, pipelines, stages. It gets its id while the rows are read, and is made once it is known
-- which rows go in. The temporary table import_made(id, slot, folded, wanted, pipeline_id, problem) holds each once.
create function app_hidden.import_makes(slot app_hidden.import_slot) returns boolean
language plpgsql stable as $$
begin
  return slot.missing = 'create' and slot.type in ('relation', 'many_to_many', 'stages', 'pipelines')
    and exists (select from pg_temp.import_keys k where k.slot = slot.n and k.target is null and k.problem is null);
end
$$;
comment on function app_hidden.import_makes is 'Whether something is to be made for a field: import_keys names what nothing is called by yet.';

create function app_hidden.import_kin(slot app_hidden.import_slot) returns setof app_hidden.import_slot
language plpgsql stable as $$
begin
  return query select s.* from pg_temp.import_state i cross join unnest(i.slots) s
  where s.n = slot.n or s.type in ('relation', 'many_to_many') and s.target_object = slot.target_object order by s.n;
end
$$;
comment on function app_hidden.import_kin is 'The fields that lead to the same object as this one: what one of them makes is there for all.';

create function app_hidden.import_wait() returns void
language plpgsql volatile set lock_timeout = 0 as $$
declare
  v_slots constant app_hidden.import_slot[] := array(select s from pg_temp.import_state i cross join unnest(i.slots) s where app_hidden.import_makes(s) order by s.n);
  v_slot app_hidden.import_slot;
begin
  -- In one order for all, and before anything is written, so that no two wait for each other.
  perform pg_advisory_xact_lock(hashtextextended(n.name, 8)) from (select distinct coalesce(s.target_object, s.type) as name from unnest(v_slots) s order by 1) n;
  -- Whoever had it may have made it meanwhile.
  foreach v_slot in array v_slots loop
    continue when v_slot.is_self;
    perform app_hidden.import_find(v_slot);
  end loop;
end
$$;
comment on function app_hidden.import_wait is 'Waits until no other import makes what this one is going to make, so that it finds that instead; its own makings others wait for.';

create function app_hidden.import_plan(slot app_hidden.import_slot) returns void
language plpgsql volatile as $$
begin
  if not app_hidden.import_makes(slot) then
    return;
  end if;
  with named as materialized (
    select k.key, k.uses, n.name, app_hidden.fold(left(case when slot.target_object = 'contacts' then coalesce(app_hidden.import_address(n.name), n.name) else n.name end, 200)) as folded, n.pipeline_id
    from pg_temp.import_keys k
    cross join lateral (
      select case when slot.type in ('stages', 'pipelines') then btrim(split_part(k.wanted, E'\x1f', 1)) else k.wanted end as name,
        case slot.type when 'stages' then (
          select case when i.is_any then (select p.id from app_public.pipelines p order by p.position, p.id limit 1) else i.pipeline_id end
          from app_hidden.import_pipeline(k.key) i) end as pipeline_id) n
    where k.slot = slot.n and k.target is null and k.problem is null and (slot.type <> 'stages' or n.pipeline_id is not null)
  ),
  made as materialized (select m.* from pg_temp.import_made m where m.slot in (select s.n from app_hidden.import_kin(import_plan.slot) s)),
  -- Of several spellings the most frequent one.
  planned as (
    insert into pg_temp.import_made (id, slot, folded, wanted, pipeline_id)
    select uuidv7(), slot.n, n.folded, (array_agg(n.name order by n.uses desc, n.name = lower(n.name), n.key))[1], n.pipeline_id
    from named n where not exists (select from made m where m.folded = n.folded and m.pipeline_id is not distinct from n.pipeline_id)
    group by n.folded, n.pipeline_id returning *
  )
  update pg_temp.import_keys k set target = p.id
  from named n join (select * from planned union all select * from made) p on p.folded = n.folded and p.pipeline_id is not distinct from n.pipeline_id
  where k.slot = slot.n and k.key = n.key;
  if found then
    analyze pg_temp.import_made;
  end if;
end
$$;
comment on function app_hidden.import_plan is 'Gives an id to each record, pipeline or stage that import_keys names, nothing is called by, and may be made.';

create function app_hidden.import_forget(slot app_hidden.import_slot) returns uuid[]
language plpgsql volatile as $$
declare
  v_forgotten uuid[];
begin
  execute format($q$
    with forgotten as (
      delete from pg_temp.import_made m where m.slot = $1 and not exists (select from (%s) u where u.target = m.id)
      returning m.id)
    select array(select f.id from forgotten f)
  $q$, (
    select string_agg(format('select %s as target from pg_temp.import_work w where w."#action" <> ''reject''',
      format(case s.type when 'many_to_many' then 'unnest(w.%I)' else 'w.%I' end, coalesce(s.column_name, s.field))), ' union all ')
    from app_hidden.import_kin(slot) s))
  into v_forgotten using slot.n;
  return v_forgotten;
end
$$;
comment on function app_hidden.import_forget is 'Takes out of import_made what no row that goes in refers to. Gives the ids.';

create function app_hidden.import_make() returns void
language plpgsql volatile as $$
declare
  v_slot app_hidden.import_slot;
  v_kin app_hidden.import_slot;
  v_one record;
  v_insert text;
  v_code text;
  v_rule text;
  v_column text;
  v_message text;
  v_stop constant text := E'\x1f';
  v_name constant text := $q$nullif(btrim(regexp_replace(m.wanted, '\S+@\S+', '', 'g'), ' "'), '')$q$;
begin
  for v_slot in
    select s.* from pg_temp.import_state i cross join unnest(i.slots) s where s.n in (select m.slot from pg_temp.import_made m) order by s.n
  loop
    perform app_hidden.import_forget(v_slot);
    v_insert := case
      when v_slot.type in ('pipelines', 'stages') then format('select app_hidden.%s from (select * from pg_temp.import_made order by folded) m where m.slot = $1',
        case v_slot.type when 'pipelines' then 'import_make_pipeline(m.id, m.wanted)' else 'import_make_stage(m.id, m.pipeline_id, m.wanted)' end)
      else format('insert into %s %s from pg_temp.import_made m where m.slot = $1', app_hidden.object_table(v_slot.target_object), case v_slot.target_object
        when 'contacts' then
          format('(id, first_name, last_name, emails) select m.id, app_hidden.import_name_part(%1$s, ''first''), app_hidden.import_name_part(%1$s, ''last''),', v_name) || $q$
            case when m.wanted like '%@%' then array[coalesce(app_hidden.import_address(m.wanted), m.wanted)] else '{}' end$q$
        when 'companies' then
          $q$(id, name, domain) select m.id, m.wanted, case when m.wanted ~* '^(https?://)?[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/\S*)?$' then m.wanted end$q$
        else format('(id, %I) select m.id, m.wanted', v_slot.title_of_target) end) end;
    begin
      execute v_insert using v_slot.n;
      continue;
    exception when data_exception or integrity_constraint_violation or insufficient_privilege or sqlstate 'RM400' or sqlstate 'RM403' or sqlstate 'RM409' or raise_exception then
      null; -- one of them is refused: each by itself, to know which
    end;
    for v_one in select * from pg_temp.import_made m where m.slot = v_slot.n loop
      begin
        execute v_insert || ' and m.id = $2' using v_slot.n, v_one.id;
      exception when data_exception or integrity_constraint_violation or insufficient_privilege or sqlstate 'RM400' or sqlstate 'RM403' or sqlstate 'RM409' or raise_exception then
        get stacked diagnostics v_code = returned_sqlstate, v_rule = constraint_name, v_column = column_name, v_message = message_text;
        update pg_temp.import_made m set problem = v_stop || format(case v_slot.type when 'stages' then 'The stage “%s” cannot be made: %3$s' when 'pipelines' then 'The pipeline “%s” cannot be made: %3$s' else '“%s” cannot be made in %s: %s' end,
            left(m.wanted, 80), replace(v_slot.target_object, '_', ' '), app_hidden.import_reason(v_code, v_rule, v_column, coalesce(v_slot.target_object, v_slot.type), v_message)) || v_stop || left(m.wanted, 200)
        where m.id = v_one.id;
      end;
    end loop;
    for v_kin in select * from app_hidden.import_kin(v_slot) loop
      execute format(case v_kin.type when 'many_to_many' then $q$
        update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || ($1 || f.problem)
        from (select r."#row" as row, min(m.problem) as problem from pg_temp.import_work r join pg_temp.import_made m on m.id = any (r.%1$I) and m.problem is not null group by 1) f
        where w."#row" = f.row and w."#action" <> 'reject'
      $q$ else $q$
        update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || ($1 || m.problem)
        from pg_temp.import_made m where m.id = w.%1$I and m.problem is not null and w."#action" <> 'reject'
      $q$ end, coalesce(v_kin.column_name, v_kin.field)) using v_kin.n::text;
    end loop;
    delete from pg_temp.import_made m where m.slot = v_slot.n and m.problem is not null;
  end loop;
  perform app_hidden.complete_pipeline(m.id)
  from pg_temp.import_state i cross join unnest(i.slots) s join pg_temp.import_made m on m.slot = s.n where s.type = 'pipelines';
end
$$;
comment on function app_hidden.import_make is 'Makes what the rows that go in refer to. Where that cannot be, they are rejected.';

create function app_hidden.import_unmake() returns void
language plpgsql volatile as $$
declare
  v_slot app_hidden.import_slot;
  v_ids uuid[];
begin
  for v_slot in
    select s.* from pg_temp.import_state i cross join unnest(i.slots) s where s.n in (select m.slot from pg_temp.import_made m) order by s.n
  loop
    v_ids := app_hidden.import_forget(v_slot);
    if v_slot.type = 'stages' then
      delete from app_public.stages s where s.id = any (v_ids);
    elsif v_slot.type = 'pipelines' then
      delete from app_public.pipelines p where p.id = any (v_ids);
    elsif cardinality(v_ids) > 0 then
      perform app_hidden.import_delete(v_slot.target_object, v_ids);
    end if;
  end loop;
end
$$;
comment on function app_hidden.import_unmake is 'Deletes again what was made for rows that the write then refused.';

create function app_hidden.import_delete(object text, ids uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  execute format($q$
    delete from %s t where t.id = any ($1) and exists (
      select from app_public.changes c where c.record_id = t.id and c.transaction_id = pg_current_xact_id()::text::bigint and c.operation = 'insert')
  $q$, app_hidden.object_table(import_delete.object)) using import_delete.ids;
end
$$;
comment on function app_hidden.import_delete is 'Deletes records that this very transaction has made, which needs no permission to delete.';

create function app_hidden.import_make_pipeline(id uuid, name text) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app_hidden.must_manage('pipelines');
  insert into app_public.pipelines (id, name, position)
  values (import_make_pipeline.id, import_make_pipeline.name, (select coalesce(max(p.position), 0) + 1 from app_public.pipelines p));
end
$$;
comment on function app_hidden.import_make_pipeline is 'A pipeline that a file names, behind the others, without stages yet.';

create function app_hidden.import_make_stage(id uuid, pipeline_id uuid, name text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_outcome text := app_hidden.import_outcome(import_make_stage.name);
  v_position integer;
begin
  perform app_hidden.must_manage('pipelines');
  select coalesce(max(s.position) filter (where v_outcome <> 'open' or s.outcome = 'open'), 0) + 1 into v_position
  from app_public.stages s where s.pipeline_id = import_make_stage.pipeline_id;
  -- Open stages come before won and lost.
  update app_public.stages s set position = s.position + 1 where s.pipeline_id = import_make_stage.pipeline_id and s.position >= v_position;
  insert into app_public.stages (id, pipeline_id, name, position, color, probability, outcome)
  values (import_make_stage.id, import_make_stage.pipeline_id, import_make_stage.name, v_position, case v_outcome when 'won' then 'green' when 'lost' then 'red' else 'gray' end,
    case v_outcome when 'won' then 100 when 'lost' then 0 else 20 end, v_outcome);
end
$$;
comment on function app_hidden.import_make_stage is 'A stage that a file names: open unless its name says won or lost.';
grant execute on function app_hidden.import_makes, app_hidden.import_kin, app_hidden.import_wait, app_hidden.import_plan, app_hidden.import_forget, app_hidden.import_make, app_hidden.import_unmake, app_hidden.import_delete, app_hidden.import_make_pipeline, app_hidden.import_make_stage to :MEMBER;
