-- Another name in SQL and the API. The label changes by update_field, and nobody's program with it; this is for when they should.
create function app_public.rename_field(field text, name text) returns app_public.fields
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_old app_public.fields;
  v_new app_public.fields;
  v_rule record;
  v_table regclass;
  v_since bigint;
begin
  perform app_hidden.begin_metadata_change();
  v_old := app_hidden.field_of(rename_field.field);
  if not v_old.is_custom then
    perform app_hidden.fail('RM400', 'fields_shipped', format('“%s” ships with Rowan; its API name stays.', v_old.label), 'Change its label.', 'field');
  end if;
  v_new := v_old;
  v_new.name := app_hidden.name_of(v_old.label, rename_field.name, 'name');
  v_new.column_name := case when v_old.type in ('relation', 'member') then v_new.name || '_id' when v_old.type <> 'many_to_many' then v_new.name end;
  if v_old.type = 'currency' then
    v_new.settings := v_old.settings || jsonb_build_object('currency_column', v_new.name || '_currency');
  end if;
  if v_new.name = v_old.name then
    return v_old;
  end if;
  perform app_hidden.check_field_name(v_new);
  if v_new.column_name = v_old.settings ->> 'currency_column' or v_old.column_name = v_new.settings ->> 'currency_column' then
    perform app_hidden.fail('RM409', 'fields_name_unique', format('“%s” is too close to “%s”, of which one would be an amount and one its currency.', v_new.name, v_old.name),
      'Choose another name.', 'name');
  end if;
  if v_old.link_table is not null then
    v_new.link_table := app_hidden.name_of_links(v_new);
  end if;
  -- Nobody waits for this, however long the history is; under the lock follows what was written meanwhile.
  v_since := pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
  perform app_hidden.rename_in_history(v_old, v_new, 0);
  perform app_hidden.lock_briefly(app_hidden.field_locks(v_old) || case when v_old.link_table is not null then jsonb_build_object(format('app_custom.%I', v_old.link_table), 'access exclusive') else '{}' end);
  perform app_hidden.rename_in_history(v_old, v_new, v_since);
  v_table := app_hidden.object_table(v_old.object);
  update app_public.fields f set settings = f.settings || jsonb_build_object('formula', app_hidden.renamed_formula(v_old, f.settings ->> 'formula', v_new.name))
  where f.object = v_old.object and f.label = any (app_hidden.formulas_with(v_old));
  update app_public.fields f set name = v_new.name, column_name = v_new.column_name, settings = v_new.settings, link_table = v_new.link_table, updated_at = now()
  where f.id = v_old.id returning * into v_new;
  if v_old.link_table is not null then
    perform app_hidden.rename_links(v_old, v_new);
  else
    -- The names of the rules follow; what the rules say follows by itself.
    for v_rule in
      select o.kind, app_hidden.rule_name(v_table, o.column_name, o.suffix) as old_name, n.column_name, n.suffix
      from app_hidden.column_rules(v_old, app_hidden.option_values(v_old.id)) o
      join app_hidden.column_rules(v_new, app_hidden.option_values(v_new.id)) n
        on n.suffix = o.suffix and (n.column_name = v_new.column_name) = (o.column_name = v_old.column_name)
    loop
      if v_rule.kind = 'index' then
        perform app_hidden.ddl(format('alter index %I.%I rename to %I', (select o.schema_name from app_public.objects o where o.name = v_old.object), v_rule.old_name,
          app_hidden.rule_name(v_table, v_rule.column_name, v_rule.suffix)));
      else
        perform app_hidden.ddl(format('alter table %s rename constraint %I to %I', v_table, v_rule.old_name, app_hidden.rule_name(v_table, v_rule.column_name, v_rule.suffix)));
      end if;
    end loop;
    perform app_hidden.ddl(format('alter table %s rename %I to %I', v_table, v_old.column_name, v_new.column_name));
    if v_old.type = 'currency' then
      perform app_hidden.ddl(format('alter table %s rename %I to %I', v_table, v_old.settings ->> 'currency_column', v_new.settings ->> 'currency_column'));
    end if;
    update app_public.objects o set title_column = v_new.column_name where o.name = v_old.object and o.title_column = v_old.column_name;
    perform app_hidden.put_rules(array(select r from app_hidden.column_rules(v_new, app_hidden.option_values(v_new.id)) r), v_new);
    if v_new.type = 'emails' then
      perform app_hidden.put_lower_case(v_new.object);
    end if;
  end if;
  perform app_hidden.rename_in_views(v_new.object, v_old.api_name, v_new.api_name);
  perform app_hidden.refresh_object(v_new.object);
  perform app_hidden.end_metadata_change();
  return v_new;
end
$$;
comment on function app_public.rename_field is
  E'@resultFieldName field\nGives a custom field another name in SQL and the API, where the old one is unknown from then on; views and history follow, the latter at some thirty thousand changes a second: with a million of them call it by psql, which takes its time. Raises RM400, RM403, RM404, RM409.';
grant execute on function app_public.rename_field to :MEMBER;

create function app_hidden.rename_in_history(old app_public.fields, new app_public.fields, since bigint) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_names constant jsonb := jsonb_strip_nulls(jsonb_build_object(
    coalesce(old.column_name, ''), new.column_name, coalesce(old.settings ->> 'currency_column', ''), new.settings ->> 'currency_column'));
begin
  if old.link_table is not null then
    update app_public.changes c set object = new.link_table where c.object = old.link_table and c.transaction_id >= since;
  else
    update app_public.changes c set old = app_hidden.with_keys(c.old, v_names), new = app_hidden.with_keys(c.new, v_names)
    where c.object = rename_in_history.old.object and c.transaction_id >= since
      and coalesce(c.new, '{}') || coalesce(c.old, '{}') ?| array(select jsonb_object_keys(v_names));
  end if;
end
$$;
comment on function app_hidden.rename_in_history is
  'Lets the audit log, from a transaction on, know a field by its new name, so that what was done to it can be read and undone.';

create function app_hidden.with_keys(value jsonb, names jsonb) returns jsonb
language sql immutable strict parallel safe
return (select coalesce(jsonb_object_agg(coalesce(names ->> e.key, e.key), e.value), '{}') from jsonb_each(value) e);
comment on function app_hidden.with_keys is 'An object in which keys have other names.';
