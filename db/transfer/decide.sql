-- What becomes of each row of import_work: which record it is, and whether that changes.
create function app_hidden.import_match() returns void
language plpgsql volatile as $$
declare
  v_state record;
  v_slot app_hidden.import_slot;
  v_on text;
  v_given text;
  v_key text;
  v_mode text;
  v_labels text;
  v_same text;
begin
  select * into v_state from pg_temp.import_state;
  v_mode := v_state.options ->> 'mode';
  if jsonb_array_length(v_state.options -> 'matchBy') = 0 then
    return;
  end if;
  select
    string_agg(case
      when s.type in ('emails', 'phones') then format('t.%1$I && w.%1$I', s.column_name)
      when s.type in ('text', 'url', 'long_text') then format('coalesce(lower(btrim(t.%1$I)), '''') = coalesce(lower(w.%1$I), '''')', s.column_name)
      else format('t.%1$I = w.%1$I', s.column_name) end, ' and '),
    -- Of several texts some may be empty, on both sides: people who have but a first name.
    concat_ws(' and ', string_agg(format('w.%I is not null', s.column_name), ' and ') filter (where s.type not in ('text', 'url', 'long_text')),
      'concat(' || string_agg(format('w.%I', s.column_name), ', ') filter (where s.type in ('text', 'url', 'long_text')) || ') <> '''''),
    string_agg(case
      when s.type in ('emails', 'phones') then format('w.%I[1]', s.column_name)
      when s.type in ('text', 'url', 'long_text') then format('coalesce(lower(w.%I), '''')', s.column_name)
      else format('w.%I::text', s.column_name) end, ', '),
    string_agg(s.label, ', '),
    case when count(*) > 1 then 'values of ' when bool_or(s.type in ('emails', 'phones')) then 'value of ' else '' end || string_agg(s.label, ', ')
  into v_on, v_given, v_key, v_labels, v_same
  from unnest(v_state.slots) s where v_state.options -> 'matchBy' ? s.field;

  execute format($q$
    create temp table import_found on commit drop as
    select w."#row" as row, array_agg(t.id) as ids from pg_temp.import_work w join %s t on %s where w."#action" = 'create' and %s group by 1
  $q$, app_hidden.object_table(v_state.object), v_on, v_given);
  execute format($q$
    update pg_temp.import_work w set
      "#id" = case when cardinality(f.ids) = 1 then f.ids[1] else w."#id" end,
      "#action" = case when cardinality(f.ids) > 1 then 'reject' else %L end,
      "#errors" = case when cardinality(f.ids) > 1 then w."#errors" || (E'0\x1f' || format('%%s records have the same %s.', cardinality(f.ids)) || E'\x1f')
        else w."#errors" end
    from pg_temp.import_found f where f.row = w."#row"
  $q$, case v_mode when 'create' then 'exists' else 'update' end, v_same);
  if v_mode = 'create' then
    update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || (E'0\x1f' || format('There is a record with the same %s already.', v_same) || E'\x1f')
    where w."#action" = 'exists';
  elsif v_mode = 'update' then
    execute format($q$
      update pg_temp.import_work w set "#action" = 'reject',
        "#errors" = w."#errors" || (E'0\x1f' || case when %s then %L else %L end || E'\x1f')
      where w."#action" = 'create'
    $q$, v_given, format(case when v_same like 'values of %' then 'There is no record with these %s.' else 'There is no record with this %s.' end, v_same), format('Without %s no record can be found.', v_labels));
  else
    execute format($q$
      update pg_temp.import_work w set "#warnings" = w."#warnings" || (E'0\x1f' || %L || E'\x1f') where w."#action" = 'create' and not (%s)
    $q$, format('Without %s no record can be looked for: it is made anew.', v_labels), v_given);
  end if;
  -- Two rows about one record: the first counts, the others are told.
  execute format($q$
    with twice as (
      select "#row" as row, first_value("#row") over (partition by "#action", case "#action" when 'update' then "#id"::text else concat_ws(E'\x1f', %s) end order by "#row") as first
      from pg_temp.import_work w where "#action" in ('create', 'update') and %s
    )
    update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || (E'0\x1f' || format('Row %%s has the same %s.', t.first) || E'\x1f')
    from twice t where t.row = w."#row" and t.first <> t.row
  $q$, v_key, v_given, v_same);
end
$$;
comment on function app_hidden.import_match is 'Finds, by the fields of matchBy, the record of each row of import_work.';

create function app_hidden.import_claim() returns void
language plpgsql volatile as $$
declare
  v_object text := (select i.object from pg_temp.import_state i);
  v_slot app_hidden.import_slot;
begin
  for v_slot in select s.* from pg_temp.import_state i cross join unnest(i.slots) s where s.field = 'id' loop
    update pg_temp.import_work w set "#action" = 'reject',
      "#errors" = w."#errors" || (v_slot.n || E'\x1fThere is a record with this ID already. To change it, update records, told apart by their ID.\x1f' || w."#id")
    from app_public.records r where w."#action" = 'create' and r.id = w."#id" and r.object = v_object;
    -- Contacts, say, that become leads.
    update pg_temp.import_work w set "#id" = uuidv7() from app_public.records r where w."#action" = 'create' and r.id = w."#id" and r.object <> v_object;
  end loop;
end
$$;
comment on function app_hidden.import_claim is
  'Rejects new records that bring the ID of one that is there; any other ID becomes theirs, unless a record of another object has it.';

create function app_hidden.import_related() returns void
language plpgsql volatile as $$
declare
  v_state record;
  v_slot app_hidden.import_slot;
  v_title text;
begin
  select * into v_state from pg_temp.import_state;
  -- What leads to the object itself may mean a row further down in the same file.
  foreach v_slot in array v_state.slots loop
    continue when not v_slot.is_self;
    v_title := app_hidden.import_title_expression('w');
    if v_title is not null then
      execute format($q$
        with rows as (
          select app_hidden.fold(left(%1$s, 200)) as folded, (array_agg(w."#id"))[1] as id, count(*) as n, bool_or(w."#action" = 'create') as is_new
          from pg_temp.import_work w where w."#action" <> 'reject' and %1$s is not null group by 1
        )
        update pg_temp.import_keys k set
          target = case when r.n = 1 then r.id end, is_in_file = r.n = 1 and r.is_new,
          problem = case when r.n > 1 then format('%%s rows of the file are called “%%s”.', r.n, left(k.key, 80)) end
        from rows r where k.slot = $1 and r.folded = app_hidden.fold(left(k.wanted, 200))
      $q$, v_title) using v_slot.n;
    end if;
    if exists (select from unnest(v_state.slots) s where s.field = 'id') then
      update pg_temp.import_keys k set target = w."#id", is_in_file = w."#action" = 'create', problem = null
      from pg_temp.import_work w where k.slot = v_slot.n and w.id::text = lower(k.wanted) and w."#action" <> 'reject';
    end if;
    perform app_hidden.import_find_rest(v_slot);
    perform app_hidden.import_plan(v_slot);
    if v_slot.type = 'many_to_many' then
      execute format($q$
        update pg_temp.import_work w set
          %1$I = f.targets,
          "#action" = case when f.fault is not null and %3$L <> 'empty' then 'reject' else w."#action" end,
          "#errors" = case when f.fault is not null and %3$L <> 'empty' then w."#errors" || f.fault else w."#errors" end,
          "#warnings" = case when f.fault is not null and %3$L = 'empty' then w."#warnings" || f.fault else w."#warnings" end
        from (
          select r."#row" as row, array_agg(distinct k.target) filter (where k.target is not null) as targets,
            min(%4$L || coalesce(k.problem, %5$L) || E'\x1f' || left(k.key, 200)) filter (where k.target is null) as fault
          from pg_temp.import_work r join pg_temp.import_keys k on k.slot = %2$s and k.key = any (r."#key%2$s") group by 1) f
        where f.row = w."#row"
      $q$, v_slot.field, v_slot.n, v_slot.missing, v_slot.n || E'\x1f', format('There is no such record in %s.', replace(v_slot.target_object, '_', ' ')));
      continue;
    end if;
    execute format($q$
      update pg_temp.import_work w set
        %1$I = k.target,
        "#later" = w."#later" or k.is_in_file and w."#action" <> 'reject',
        "#action" = case when k.target is null and %3$L <> 'empty' then 'reject' else w."#action" end,
        "#errors" = case when k.target is null and %3$L <> 'empty' then w."#errors" || (%4$L || coalesce(k.problem, %5$L) || E'\x1f' || left(k.key, 200)) else w."#errors" end,
        "#warnings" = case when k.target is null and %3$L = 'empty' then w."#warnings" || (%4$L || coalesce(k.problem, %5$L) || E'\x1f' || left(k.key, 200)) else w."#warnings" end
      from pg_temp.import_keys k where k.slot = %2$s and k.key = w."#key%2$s"
    $q$, v_slot.column_name, v_slot.n, v_slot.missing, v_slot.n || E'\x1f', format('There is no such record in %s.', replace(v_slot.target_object, '_', ' ')));
  end loop;
end
$$;
comment on function app_hidden.import_related is 'Fills the fields that lead to records of the object itself, which may be other rows of the file.';

create function app_hidden.import_close() returns void
language plpgsql volatile as $$
declare
  v_slots constant app_hidden.import_slot[] := (select i.slots from pg_temp.import_state i where i.object = 'deals');
begin
  if exists (select from unnest(v_slots) s where s.field = 'closed_at') then
    execute format($q$
      update pg_temp.import_work w set
        closed_at = case when not r.is_open then w.closed_at end,
        expected_close_date = case when r.is_open then coalesce(w.expected_close_date, w.closed_at::date) when %1$L then r.expected_close_date else w.expected_close_date end
      from (
        select u."#row" as row, d.expected_close_date, coalesce(
          (select s.outcome from app_public.stages s where s.id = coalesce(%2$s, d.stage_id)), (select app_hidden.import_outcome(m.wanted) from pg_temp.import_made m where m.id = %2$s), 'open') = 'open' as is_open
        from pg_temp.import_work u left join app_public.deals d on d.id = u."#id") r
      where r.row = w."#row" and w."#action" in ('create', 'update')
    $q$, exists (select from unnest(v_slots) s where s.part = 'open'), case when exists (select from unnest(v_slots) s where s.field = 'stage') then 'u.stage_id' else 'null::uuid' end);
  end if;
end
$$;
comment on function app_hidden.import_close is 'Of deals that are open, the date at which they are said to be closed is when they are expected to.';

create function app_hidden.import_find_rest(slot app_hidden.import_slot) returns void
language plpgsql volatile as $$
begin
  -- What the file itself says is not looked for again.
  update pg_temp.import_keys k set slot = -slot.n where k.slot = slot.n and (k.target is not null or k.problem is not null);
  perform app_hidden.import_find(slot);
  update pg_temp.import_keys k set slot = slot.n where k.slot = -slot.n;
end
$$;
comment on function app_hidden.import_find_rest is 'import_find, for the names that have no target and no problem yet.';

create function app_hidden.import_title_expression(alias text) returns text
language plpgsql stable as $$
declare
  v_state record;
  v_title name;
  v_columns name[];
begin
  select * into v_state from pg_temp.import_state;
  select o.title_column into v_title from app_public.objects o where o.name = v_state.object;
  select array_agg(s.column_name) into v_columns from unnest(v_state.slots) s;
  return case
    when v_title = any (v_columns) then format('%s.%I', alias, v_title)
    when v_state.object = 'contacts' and v_columns && array['first_name', 'last_name']::name[] then format('coalesce(nullif(concat_ws('' '', %s), ''''), %s)',
      concat_ws(', ', case when 'first_name' = any (v_columns) then alias || '.first_name' end, case when 'last_name' = any (v_columns) then alias || '.last_name' end),
      case when 'emails' = any (v_columns) then alias || '.emails[1]' else 'null' end)
    when v_state.object = 'contacts' and 'emails' = any (v_columns) then format('%s.emails[1]', alias) end;
end
$$;
comment on function app_hidden.import_title_expression is 'The SQL of the title that a row of import_work gives its record; null when it gives none.';

create function app_hidden.import_compare() returns void
language plpgsql volatile as $$
declare
  v_state record;
  v_table regclass;
  v_keep text;
  v_same text;
begin
  select * into v_state from pg_temp.import_state;
  v_table := app_hidden.object_table(v_state.object);
  -- Only what the object's own table holds is compared; links of several records are looked at when they are written.
  -- What the cells leave out stays, and lists get longer: a row with one address takes none of the others away.
  select string_agg(format(case when s.type in ('emails', 'phones', 'multi_enum')
      then '%1$I = coalesce(t.%1$I, ''{}'') || array(select v from unnest(w.%1$I) v where v <> all (coalesce(t.%1$I, ''{}'')))'
      else '%1$I = coalesce(w.%1$I, t.%1$I)' end, s.column_name), ', '),
    string_agg(format('t.%1$I is not distinct from w.%1$I', s.column_name), ' and ')
  into v_keep, v_same
  from unnest(v_state.slots) s where s.column_name is not null and s.column_name <> 'id' and not s.is_for_new_only;
  if v_keep is null then
    update pg_temp.import_work w set "#action" = 'unchanged' where w."#action" = 'update';
    return;
  end if;
  if v_state.options ->> 'emptyCells' = 'keep' then
    execute format('update pg_temp.import_work w set %s from %s t where t.id = w."#id" and w."#action" = ''update''', v_keep, v_table);
  else
    -- A list is cleared by having nothing in it.
    select string_agg(format('%1$I = coalesce(w.%1$I, ''{}'')', s.column_name), ', ') into v_keep
    from unnest(v_state.slots) s where s.type in ('emails', 'phones', 'multi_enum');
    if v_keep is not null then
      execute format('update pg_temp.import_work w set %s where w."#action" = ''update''', v_keep);
    end if;
  end if;
  execute format('update pg_temp.import_work w set "#action" = ''unchanged'' from %s t where t.id = w."#id" and w."#action" = ''update'' and %s', v_table, v_same);
end
$$;
comment on function app_hidden.import_compare is 'Tells updates that change nothing from those that do.';

create function app_hidden.import_differ() returns void
language plpgsql volatile as $$
declare
  v_state record;
  v_diff text;
begin
  select * into v_state from pg_temp.import_state;
  select string_agg(format('case when t.%1$I is distinct from w.%1$I then jsonb_build_object(%2$L, jsonb_build_array(%3$s, %4$s)) else ''{}'' end', s.column_name, s.field,
      app_hidden.import_shown(s, 't'), app_hidden.import_shown(s, 'w')), ' || ')
  into v_diff
  from unnest(v_state.slots) s where s.column_name is not null and s.column_name <> 'id' and not s.is_for_new_only;
  if v_diff is not null then
    execute format($q$
      update pg_temp.import_work w set "#diff" = %s from %s t
      where t.id = w."#id" and w."#row" in (select u."#row" from pg_temp.import_work u where u."#action" = 'update' order by u."#row" limit 100)
    $q$, v_diff, app_hidden.object_table(v_state.object));
  end if;
end
$$;
comment on function app_hidden.import_differ is 'Keeps what the first hundred updates change.';

create function app_hidden.import_shown(slot app_hidden.import_slot, alias text) returns text
language sql stable as $$
  select case
    -- What another row of the file is going to be is called as the cell calls it.
    when slot.type = 'relation' then format('coalesce((select r.title from app_public.records r where r.id = %s.%I)%s)', alias, slot.column_name,
      case when slot.is_self and alias = 'w' then format(', case when w.%I is not null then left(w."#key%s", 200) end', slot.column_name, slot.n) end)
    when slot.type = 'member' then format('(select u.name from app_public.users u where u.id = %s.%I)', alias, slot.column_name)
    when slot.type = 'stages' then format('(select s.name from app_public.stages s where s.id = %s.%I)', alias, slot.column_name)
    when slot.type = 'pipelines' then format('(select p.name from app_public.pipelines p where p.id = %s.%I)', alias, slot.column_name)
    else format('%s.%I', alias, slot.column_name) end
$$;
comment on function app_hidden.import_shown is 'The SQL of a value as a person wants to see it: related records by title.';

create function app_hidden.import_suspect() returns void
language plpgsql volatile as $$
declare
  v_state record;
  v_table regclass;
  v_checks text;
  v_slot app_hidden.import_slot;
begin
  select * into v_state from pg_temp.import_state;
  v_table := app_hidden.object_table(v_state.object);
  -- Required values of new records.
  for v_slot in select * from unnest(v_state.slots) s where s.is_required and s.column_name is not null loop
    execute format($q$
      update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || %L::text
      where w."#action" = 'create' and w.%I is null
    $q$, v_slot.n || E'\x1f' || format('“%s” is required, and the cell is empty.', v_slot.label) || E'\x1f', v_slot.column_name);
  end loop;
  -- What must be unique, within the file.
  for v_slot in select * from unnest(v_state.slots) s where s.is_unique and s.column_name is not null loop
    execute format($q$
      with twice as (
        select w."#row" as row, first_value(w."#row") over (partition by w.%1$I order by w."#row") as first
        from pg_temp.import_work w where w."#action" in ('create', 'update', 'unchanged') and w.%1$I is not null)
      update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || (%2$L || format('Row %%s has the same %%s.', t.first, %3$L) || E'\x1f' || w.%1$I)
      from twice t where t.row = w."#row" and t.first <> t.row
    $q$, v_slot.column_name, v_slot.n || E'\x1f', v_slot.label);
    execute format('update pg_temp.import_work w set "#suspect" = true from %s t where w."#action" in (''create'', ''update'') and t.%2$I = w.%2$I and t.id <> w."#id"', v_table, v_slot.column_name);
  end loop;
  -- Rows that a CHECK will refuse are written one by one, so that the others go in at full speed. The write itself decides.
  select string_agg(format('not coalesce(%s, true)', pg_get_expr(c.conbin, c.conrelid)), ' or ') into v_checks
  from pg_catalog.pg_constraint c
  where c.conrelid = v_table and c.contype = 'c'
    and c.conkey <@ array(select a.attnum from pg_catalog.pg_attribute a join unnest(v_state.slots) s on s.column_name = a.attname where a.attrelid = v_table);
  if v_checks is not null then
    begin
      execute format('update pg_temp.import_work w set "#suspect" = true where w."#action" in (''create'', ''update'') and (%s)', v_checks);
    exception when data_exception then
      null; -- a check that cannot even be computed is found by the write
    end;
  end if;
end
$$;
comment on function app_hidden.import_suspect is 'Rejects new records without what they need, and marks the rows that the write will probably refuse.';
grant execute on function app_hidden.import_match, app_hidden.import_claim, app_hidden.import_related, app_hidden.import_close, app_hidden.import_find_rest, app_hidden.import_title_expression,
  app_hidden.import_compare, app_hidden.import_differ, app_hidden.import_shown, app_hidden.import_suspect to :MEMBER;
