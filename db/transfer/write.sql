-- The second half of a run: import_work is written to the object's table, batch by batch, and told about.
create function app_hidden.import_statements(out insert_sql text, out update_sql text)
language plpgsql stable as $$
declare
  v_state record;
  v_table regclass;
  v_columns text;
  v_values text;
  v_changes text;
begin
  select * into v_state from pg_temp.import_state;
  v_table := app_hidden.object_table(v_state.object);
  select string_agg(format('%I', s.column_name), ', '),
    string_agg(case
      when s.column_name = 'id' then 'w."#id"'
      when s.is_self then format('case when not w."#later" then w.%I end', s.column_name)
      when s.column_default is not null then format('coalesce(w.%I, %s)', s.column_name, s.column_default)
      else format('w.%I', s.column_name) end, ', '),
    string_agg(format(case when s.is_self then '%1$I = case when w."#later" then t.%1$I else w.%1$I end' else '%1$I = w.%1$I' end, s.column_name), ', ') filter (where not s.is_for_new_only and s.column_name <> 'id')
  into v_columns, v_values, v_changes
  from unnest(v_state.slots) s where s.column_name is not null;
  if not exists (select from unnest(v_state.slots) s where s.column_name = 'id') then
    v_columns := concat_ws(', ', 'id', v_columns);
    v_values := concat_ws(', ', 'w."#id"', v_values);
  end if;
  insert_sql := format('insert into %s (%s) select %s from pg_temp.import_work w where w."#action" = ''create'' and w."#row" between $1 and $2 and w."#suspect" = $3 order by w."#row"', v_table, v_columns, v_values);
  update_sql := format($q$
    with changed as (
      update %s t set %s from pg_temp.import_work w
      where t.id = w."#id" and w."#action" = 'update' and w."#row" between $1 and $2 and w."#suspect" = $3 returning t.id)
    update pg_temp.import_work w set "#action" = 'reject', "#errors" = w."#errors" || (E'0\x1f' || 'Your role may not change this record.' || E'\x1f')
    where w."#action" = 'update' and w."#row" between $1 and $2 and w."#suspect" = $3 and w."#id" not in (select c.id from changed c)
  $q$, v_table, v_changes);
  if v_changes is null then
    update_sql := null;
  end if;
end
$$;
comment on function app_hidden.import_statements is 'The statements that write rows $1 to $2 of import_work; $3 tells suspects from the rest.';

create function app_hidden.import_write(first_row integer, last_row integer, suspects boolean, insert_sql text, update_sql text) returns void
language plpgsql volatile as $$
declare
  v_middle integer;
  v_code text;
  v_rule text;
  v_column text;
  v_table text;
  v_message text;
begin
  begin
    execute insert_sql using first_row, last_row, suspects;
    if update_sql is not null then
      execute update_sql using first_row, last_row, suspects;
    end if;
    return;
  exception when data_exception or integrity_constraint_violation or insufficient_privilege or with_check_option_violation
    or sqlstate 'RM400' or sqlstate 'RM403' or sqlstate 'RM404' or sqlstate 'RM409' or raise_exception then
    get stacked diagnostics v_code = returned_sqlstate, v_rule = constraint_name, v_column = column_name, v_table = table_name, v_message = message_text;
  end;
  -- One row of these is refused: halve until it stands alone, and all others are in.
  if first_row = last_row then
    update pg_temp.import_work w set "#action" = 'reject',
      "#errors" = w."#errors" || (coalesce((select s.n from pg_temp.import_state i, unnest(i.slots) s
          where s.column_name = any ((app_hidden.import_rule(v_rule)).columns || v_column::name) limit 1), 0)
        || E'\x1f' || app_hidden.import_reason(v_code, v_rule, v_column, (select s.object from pg_temp.import_state s), v_message) || E'\x1f')
    where w."#row" = first_row;
    return;
  end if;
  select (array_agg(w."#row" order by w."#row"))[(count(*) / 2)::integer] into v_middle from pg_temp.import_work w
  where w."#row" between first_row and last_row and w."#action" in ('create', 'update') and w."#suspect" = suspects;
  v_middle := least(coalesce(v_middle, first_row), last_row - 1);
  perform app_hidden.import_write(first_row, v_middle, suspects, insert_sql, update_sql);
  perform app_hidden.import_write(v_middle + 1, last_row, suspects, insert_sql, update_sql);
end
$$;
comment on function app_hidden.import_write is 'Writes rows of import_work. A row that is refused is rejected with the reason; the others go in.';

create function app_hidden.import_apply(after_row integer, batch integer default 5000) returns integer
language plpgsql volatile as $$
declare
  v_last integer;
  v_first integer;
  v_row integer;
  v_statements record;
begin
  select min(r), max(r) into v_first, v_last from (
    select w."#row" as r from pg_temp.import_work w where w."#row" > after_row order by 1 limit batch) b;
  if v_last is null then
    return null;
  end if;
  select * into v_statements from app_hidden.import_statements();
  perform app_hidden.import_write(v_first, v_last, false, v_statements.insert_sql, v_statements.update_sql);
  for v_row in
    select w."#row" from pg_temp.import_work w
    where w."#row" between v_first and v_last and w."#suspect" and w."#action" in ('create', 'update') order by 1
  loop
    perform app_hidden.import_write(v_row, v_row, true, v_statements.insert_sql, v_statements.update_sql);
  end loop;
  return v_last;
end
$$;
comment on function app_hidden.import_apply is 'Writes the next rows of import_work and gives the last of them; null when there is none left.';

create function app_hidden.import_link_row(update_sql text, "row" integer, slot integer) returns void
language plpgsql volatile as $$
declare
  v_code text;
  v_rule text;
  v_column text;
  v_message text;
begin
  execute update_sql || format(' and w."#row" = %s', import_link_row."row");
exception when integrity_constraint_violation or sqlstate 'RM400' then
  get stacked diagnostics v_code = returned_sqlstate, v_rule = constraint_name, v_column = column_name, v_message = message_text;
  update pg_temp.import_work w set "#warnings" = w."#warnings" || (import_link_row.slot || E'\x1f'
    || app_hidden.import_reason(v_code, v_rule, v_column, (select s.object from pg_temp.import_state s), v_message) || E' Left empty.\x1f')
  where w."#row" = import_link_row."row";
end
$$;
comment on function app_hidden.import_link_row is 'Lets one row lead to another one of the file; what is refused is left empty, with a warning.';

create function app_hidden.import_link() returns void
language plpgsql volatile as $$
declare
  v_state record;
  v_table regclass;
  v_slot app_hidden.import_slot;
  v_link record;
  v_update text;
  v_row integer;
begin
  select * into v_state from pg_temp.import_state;
  v_table := app_hidden.object_table(v_state.object);
  for v_slot in select * from unnest(v_state.slots) s where s.is_self and s.type = 'relation' loop
    v_update := format($q$
      update %1$s t set %2$I = w.%2$I from pg_temp.import_work w
      where t.id = w."#id" and w."#later" and w."#action" in ('create', 'update') and t.%2$I is distinct from w.%2$I
        and (w.%2$I is null or exists (select from %1$s p where p.id = w.%2$I))
    $q$, v_table, v_slot.column_name);
    begin
      execute v_update;
    exception when integrity_constraint_violation or sqlstate 'RM400' then
      -- One of them cannot be, such as a parent that is below its child: they are written one by one, and that one stays empty.
      for v_row in select w."#row" from pg_temp.import_work w where w."#later" and w."#action" in ('create', 'update') order by 1 loop
        perform app_hidden.import_link_row(v_update, v_row, v_slot.n);
      end loop;
    end;
    execute format($q$
      update pg_temp.import_work w set "#warnings" = w."#warnings" || (%3$L || w."#key%4$s")
      where w."#later" and w."#action" in ('create', 'update') and w.%2$I is not null and not exists (select from %1$s p where p.id = w.%2$I)
    $q$, v_table, v_slot.column_name, v_slot.n || E'\x1fThe row that this means was not imported: left empty.\x1f', v_slot.n);
  end loop;
  for v_slot in select * from unnest(v_state.slots) s where s.link_table is not null loop
    if v_slot.is_self then
      -- Of the rows that are meant, some may have been refused.
      execute format($q$
        update pg_temp.import_work w set %1$I = array(select u.target from unnest(w.%1$I) u (target) where exists (select from %2$s p where p.id = u.target)),
          "#warnings" = w."#warnings" || (%3$L || array_to_string(w."#key%4$s", '; '))
        where w."#action" in ('create', 'update', 'unchanged') and exists (select from unnest(w.%1$I) u (target) where not exists (select from %2$s p where p.id = u.target))
      $q$, v_slot.field, v_table, v_slot.n || E'\x1fA row that this means was not imported: it is left out.\x1f', v_slot.n);
    end if;
    -- A row that changed nothing else, but has links to add, has changed.
    select * into v_link from app_hidden.link_columns(v_slot.link_table);
    execute format($q$
      with wanted as (
        select w."#row" as row, w."#id" as id, u.target from pg_temp.import_work w cross join unnest(w.%1$I) u (target)
        where w."#action" in ('create', 'update', 'unchanged')),
      added as (
        insert into %2$s (%3$I, %4$I) select n.id, n.target from wanted n
        where not exists (select from %2$s l where l.%3$I = n.id and l.%4$I = n.target)
        on conflict do nothing returning %3$I as id)
      update pg_temp.import_work w set "#action" = 'update' where w."#action" = 'unchanged' and w."#id" in (select a.id from added a)
    $q$, v_slot.field, v_link.name, v_link.source, v_link.target);
    if v_state.options ->> 'emptyCells' = 'clear' then
      execute format($q$
        with cleared as (
          delete from %2$s l using pg_temp.import_work w
          where l.%3$I = w."#id" and w."#action" in ('update', 'unchanged') and w.%1$I is null
            and l.%4$I in (select r.id from app_public.records r where r.object = %5$L) returning l.%3$I as id)
        update pg_temp.import_work w set "#action" = 'update' where w."#action" = 'unchanged' and w."#id" in (select c.id from cleared c)
      $q$, case when v_slot.is_self then '#key' || v_slot.n else v_slot.field end, v_link.name, v_link.source, v_link.target, v_slot.target_object);
    end if;
  end loop;
  perform app_hidden.import_unmake();
end
$$;
comment on function app_hidden.import_link is
  'Writes what needs all rows to be there: relations to other rows of the file, and links to several records. Then takes away what none of them needs.';
grant execute on function app_hidden.import_statements, app_hidden.import_write, app_hidden.import_apply, app_hidden.import_link_row, app_hidden.import_link to :MEMBER;
