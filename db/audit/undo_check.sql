-- Whether a transaction can be undone: everything is still as it left it, and nothing else has come to depend on it.
create function app_hidden.check_objects(steps app_hidden.undo_step[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_found record;
begin
  select s.* into v_found from unnest(steps) s
  where s.object not in (select o.name from app_public.objects o union all select l.name from app_hidden.link_tables() l) limit 1;
  if found then
    perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id, what => case when coalesce(v_found.wanted, v_found.had) ? 'target_id'
      then 'was linked by a field that was deleted since' else format('was one of “%s”, which were deleted since', replace(v_found.object, '_', ' ')) end);
  end if;
end
$$;
comment on function app_hidden.check_objects is 'Refuses an undo of which a part would be left out, because an object or a field of several records is gone.';

create function app_hidden.check_columns(steps app_hidden.undo_step[]) returns void
language plpgsql volatile security definer set search_path = '' set timezone = 'UTC' as $$
declare
  v_object text;
  v_found record;
begin
  for v_object in select distinct s.object from unnest(steps) s where s.verb in ('insert', 'update', 'delete') order by 1 loop
    -- Locked, so that nobody changes them between this look and the undo.
    execute format($sql$
      select s.record_id, s.title, s.last_id, s.verb, t.now is null as is_gone, differing.columns
      from unnest($1) s
      left join lateral (select to_jsonb(r.*) as now from %1$s r where r.id = s.record_id for update) t on true
      left join lateral (
        select array_agg(k order by k) as columns from jsonb_object_keys(s.had) k
        where s.verb <> 'insert' and (s.verb = 'update' or t.now ? k) and t.now -> k is distinct from s.had -> k) differing on true
      where s.object = $2 and s.verb in ('insert', 'update', 'delete')
        and (case s.verb when 'insert' then t.now is not null else t.now is null end or differing.columns is not null
          -- Restored and deleted again since, with what it had become by then; what only took the restoring back left it as it was.
          or s.verb = 'insert' and exists (
            select from app_public.changes c
            where c.record_id = s.record_id and c.object = s.object and c.id > s.last_id and c.operation = 'delete' and c.undoes is null))
      limit 1$sql$, app_hidden.object_table(v_object)) into v_found using steps, v_object;
    if v_found.record_id is not null then
      perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id,
        case when v_found.verb <> 'insert' and not v_found.is_gone then v_found.columns end,
        case when not v_found.is_gone then (
          select format('had a value in “%s”, a field that was deleted since', k) from unnest(v_found.columns) k
          where k not in (select a.attname from pg_catalog.pg_attribute a where a.attrelid = app_hidden.object_table(v_object) and not a.attisdropped) limit 1) end);
    end if;
    -- Of what was created, fields that were empty then may have been filled since.
    execute format($sql$
      select s.record_id, s.title, s.last_id, array_agg(distinct k.name) as columns
      from unnest($1) s
      join %1$s r on r.id = s.record_id
      join app_public.changes c on c.record_id = s.record_id and c.id > s.last_id and c.operation = 'update'
      cross join jsonb_object_keys(c.new) k (name)
      where s.object = $2 and s.verb = 'delete' and to_jsonb(r.*) ? k.name and coalesce(to_jsonb(r.*) -> k.name, 'null') <> coalesce(s.had -> k.name, 'null')
      group by s.record_id, s.title, s.last_id limit 1$sql$, app_hidden.object_table(v_object)) into v_found using steps, v_object;
    if v_found.record_id is not null then
      perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id, v_found.columns);
    end if;
  end loop;
end
$$;
comment on function app_hidden.check_columns is 'Refuses an undo when a record is not as the transaction left it: changed, deleted or restored since.';

create function app_hidden.check_dependents(steps app_hidden.undo_step[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_leaving uuid[] := array(select s.record_id from unnest(steps) s where s.verb = 'delete');
  v_relation record;
  v_link record;
  v_column name;
  v_found record;
begin
  if cardinality(v_leaving) = 0 then
    return;
  end if;
  -- Locked like the records themselves (check_columns), so that nobody attaches a note between this look and the undo.
  perform from app_public.records r where r.id = any (v_leaving) for update;
  -- Materialized, so that the plan is one for finding nothing, as usual, and not one for finding something soon.
  for v_relation in
    select distinct o.name as object, o.label, r.column_name from app_public.objects o cross join app_hidden.relation_columns(o.name) r
    where r.target in (select s.object from unnest(steps) s where s.verb = 'delete')
  loop
    execute format($sql$
      with found as materialized (
        select t.id, t.%2$I as leaving from %1$s t join unnest($2) l (id) on l.id = t.%2$I
        where t.id not in (select o.record_id from unnest($1) o where o.verb = 'delete')
          and (t.id, t.%2$I::text) not in (select o.record_id, o.had ->> %2$L from unnest($1) o where o.verb = 'update' and o.had ->> %2$L is not null)
      )
      select s.record_id, s.title, s.last_id, n.title as dependent
      from found f join app_public.records n on n.id = f.id join unnest($1) s on s.record_id = f.leaving and s.verb = 'delete' limit 1$sql$,
      app_hidden.object_table(v_relation.object), v_relation.column_name) into v_found using steps, v_leaving;
    if v_found.record_id is not null then
      perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id,
        what => format('is used since by the %s “%s”', lower(v_relation.label), v_found.dependent));
    end if;
  end loop;
  for v_link in select * from app_hidden.link_tables() l where l.name <> 'favorites' loop
    foreach v_column in array v_link.columns loop
      execute format($sql$
        with found as materialized (
          select t.%2$I as leaving from %1$s t join unnest($2) l (id) on l.id = t.%2$I
          where to_jsonb(t) not in (select o.had from unnest($1) o where o.object = $3 and o.verb = 'unlink')
        )
        select s.record_id, s.title, s.last_id from found f join unnest($1) s on s.record_id = f.leaving and s.verb = 'delete' limit 1$sql$,
        v_link.link_table, v_column) into v_found using steps, v_leaving, v_link.name;
      if v_found.record_id is not null then
        perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id,
          what => case v_link.name when 'note_targets' then 'has got a note since' when 'task_targets' then 'has got a task since' else 'was linked to another record since' end);
      end if;
    end loop;
  end loop;
end
$$;
comment on function app_hidden.check_dependents is 'Refuses an undo that would delete records to which something else has been linked since.';

create function app_hidden.check_targets(steps app_hidden.undo_step[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_found record;
  v_link record;
begin
  select s.record_id, s.title, s.last_id, f.label, coalesce((
    select c.title from app_public.changes c where c.record_id = (s.wanted ->> f.column_name)::uuid and c.object = f.target_object order by c.id desc limit 1), '') as target
  into v_found
  from unnest(steps) s
  join app_public.fields f on f.object = s.object and f.column_name is not null and f.target_object is not null
  where s.verb in ('insert', 'update') and s.wanted ->> f.column_name is not null
    and not exists (select from app_public.records t where t.id = (s.wanted ->> f.column_name)::uuid)
    and (s.wanted ->> f.column_name)::uuid not in (select o.record_id from unnest(steps) o where o.verb = 'insert')
  limit 1;
  if found then
    perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id,
      what => format('had “%s” as its %s, which was deleted since', v_found.target, lower(v_found.label)));
  end if;
  select s.record_id, s.title, s.last_id, f.label into v_found
  from unnest(steps) s
  join app_public.fields f on f.object = s.object and f.type = 'member' and s.wanted ->> f.column_name is not null
  where s.verb = 'update' and not exists (select from app_public.users u where u.id = (s.wanted ->> f.column_name)::uuid)
  limit 1;
  if found then
    perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id,
      what => format('had as its %s a member who was removed since', lower(v_found.label)));
  end if;
  select s.record_id, s.title, s.last_id into v_found
  from unnest(steps) s
  where s.object = 'deals' and s.verb in ('insert', 'update')
    and s.wanted ->> 'stage_id' is not null and not exists (select from app_public.stages t where t.id = (s.wanted ->> 'stage_id')::uuid)
  limit 1;
  if found then
    perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id, what => 'was in a stage that was removed since');
  end if;
  for v_link in select * from app_hidden.link_tables() l where l.name <> 'favorites' and l.name in (select s.object from unnest(steps) s) loop
    execute format($sql$
      select s.record_id, s.title, s.last_id, s.verb, i.is_there
      from unnest($1) s
      cross join lateral jsonb_populate_record(null::%1$s, coalesce(s.wanted, s.had)) l
      cross join lateral (select exists (select from %1$s t where (%2$s) = (%3$s)) as is_there) i
      where s.object = $2 and (i.is_there <> (s.verb = 'unlink') or s.verb = 'link' and exists (
        select from unnest(array[%3$s]) k where not exists (select from app_public.records r where r.id = k)
          and k not in (select o.record_id from unnest($1) o where o.verb = 'insert')))
      limit 1$sql$, v_link.link_table,
      (select string_agg(format('t.%I', k), ', ') from unnest(v_link.columns) k), (select string_agg(format('l.%I', k), ', ') from unnest(v_link.columns) k))
    into v_found using steps, v_link.name;
    if v_found.record_id is not null then
      perform app_hidden.refuse_undo(v_found.record_id, v_found.title, v_found.last_id, what => case
        when v_found.verb = 'unlink' then 'was unlinked since'
        when v_found.is_there then 'was linked again since'
        else 'was linked to a record that was deleted since' end);
    end if;
  end loop;
end
$$;
comment on function app_hidden.check_targets is 'Refuses an undo that would point to records, members or stages which are gone, or make or remove links that are so already.';
