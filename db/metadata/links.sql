-- Fields that lead to several records: a table of links each, with two ways to read it and one to write it.
create function app_hidden.name_of_links(field app_public.fields) returns name
language plpgsql stable set search_path = '' as $$
declare
  v_name text := field.object || '_' || field.name;
  v_link record := app_hidden.link_names(field.object, field.name);
begin
  if octet_length(v_name) > 59 then
    perform app_hidden.fail('RM400', 'name_length', 'The names of the object and the field together are longer than 59 characters, and the table of the links is called by both.',
      'Choose a shorter one.', 'label');
  end if;
  perform app_hidden.check_object_name(v_link.singular, v_link.plural, field.label, 'label');
  if to_regclass(format('app_custom.%I', v_name)) is not null then
    perform app_hidden.fail('RM409', 'fields_links_unique', format('There is a table %s already.', v_name), 'Choose another name.', 'label');
  end if;
  return v_name;
end
$$;
comment on function app_hidden.name_of_links is 'The table of the links of a field: factory_orders_contacts. Raises RM400, RM409.';

create function app_hidden.create_links(field app_public.fields) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table text := format('app_custom.%I', field.link_table);
  v_member name := app_hidden.role_name('member');
begin
  perform app_hidden.ddl(format('create table %s (source_id uuid not null, target_id uuid not null, constraint %I primary key (source_id, target_id))',
    v_table, field.link_table || '_pk'));
  perform app_hidden.ddl(format('alter table %s add constraint %I foreign key (source_id) references %s on delete cascade, add constraint %I foreign key (target_id) references %s on delete cascade',
    v_table, app_hidden.rule_name(v_table::regclass, 'source_id', 'fkey'), app_hidden.object_table(field.object),
    app_hidden.rule_name(v_table::regclass, 'target_id', 'fkey'), app_hidden.object_table(field.target_object)));
  execute format('create index %I on %s (target_id)', app_hidden.rule_name(v_table::regclass, 'target_id', 'idx'), v_table);
  execute format('alter table %s enable row level security', v_table);
  execute format('grant select, insert (source_id, target_id), delete on %s to %I', v_table, v_member);
  perform app_hidden.track_links(v_table::regclass, 'source_id');
  perform app_hidden.describe_links(field);
  perform app_hidden.derive_links(r.id, field) from app_public.roles r;
end
$$;
comment on function app_hidden.create_links is 'Makes the table of a field''s links with all that belongs to it.';

create function app_hidden.describe_links(field app_public.fields) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table text := format('app_custom.%I', field.link_table);
  v_source regclass := app_hidden.object_table(field.object);
  v_target regclass := app_hidden.object_table(field.target_object);
  v_names record := app_hidden.link_names(field.object, field.name);
  v_words text := app_hidden.plain_comment(case when field.help = '' then field.label else field.help end);
begin
  execute format('comment on table %s is %L', v_table, format(E'@singular %s\n@plural %s\n', v_names.singular, v_names.plural) || format('Which records belong together by “%s”.', field.label));
  execute format('comment on column %s.source_id is %L', v_table, 'The record that has the field.');
  execute format('comment on column %s.target_id is %L', v_table, 'The record that it leads to.');
  execute format('comment on constraint %I on %s is %L', app_hidden.rule_name(v_table::regclass, 'source_id', 'fkey'), v_table,
    E'@fieldName source\n@foreignFieldName ' || app_hidden.camel(field.name) || E'Links\nThere is no such record.');
  execute format('comment on constraint %I on %s is %L', app_hidden.rule_name(v_table::regclass, 'target_id', 'fkey'), v_table,
    E'@fieldName target\n@foreignFieldName ' || app_hidden.camel(field.inverse_name) || E'Links\n' || format('“%s” points to a record that does not exist.', field.label));
  execute format('comment on constraint %I on %s is %L', field.link_table || '_pk', v_table, 'These records are linked already.');

  -- Straight to the records at the other end, both ways. As texts, because parsed bodies would depend on every column there is.
  execute format($f$create or replace function app_custom.%I("from" %s) returns setof %s language sql stable
    as $q$select t.* from %s l join %s t on t.id = l.target_id where l.source_id = ($1).id order by t.id$q$ $f$, field.link_table || '__to', v_source, v_target, v_table, v_target);
  execute format('comment on function app_custom.%I(%s) is %L', field.link_table || '__to', v_source, '@fieldName ' || app_hidden.camel(field.name) || E'\n' || v_words);
  execute format($f$create or replace function app_custom.%I("to" %s) returns setof %s language sql stable
    as $q$select t.* from %s l join %s t on t.id = l.source_id where l.target_id = ($1).id order by t.id$q$ $f$, field.link_table || '__of', v_target, v_source, v_table, v_source);
  execute format('comment on function app_custom.%I(%s) is %L', field.link_table || '__of', v_target, '@fieldName ' || app_hidden.camel(field.inverse_name) || E'\n' || app_hidden.plain_comment(field.inverse_label));
  execute format('grant execute on function app_custom.%I(%s), app_custom.%I(%s) to %I', field.link_table || '__to', v_source, field.link_table || '__of', v_target, app_hidden.role_name('member'));
end
$$;
comment on function app_hidden.describe_links is 'What the API calls the links of a field, and the functions that lead straight to the records at the other end.';

create function app_hidden.rename_links(old app_public.fields, new app_public.fields) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_rules constant text[] := array['source_id', 'fkey', 'target_id', 'fkey', 'target_id', 'idx'];
  v_old_names name[];
  v_table regclass := format('app_custom.%I', old.link_table)::regclass;
begin
  v_old_names := array(select app_hidden.rule_name(v_table, v_rules[n], v_rules[n + 1]) from generate_series(1, 5, 2) n);
  execute format('drop function app_custom.%I(%s), app_custom.%I(%s)', old.link_table || '__to', app_hidden.object_table(old.object), old.link_table || '__of', app_hidden.object_table(old.target_object));
  perform app_hidden.ddl(format('alter table %s rename to %I', v_table, new.link_table));
  perform app_hidden.ddl(format('alter table %s rename constraint %I to %I', v_table, old.link_table || '_pk', new.link_table || '_pk'));
  for n in 1 .. 3 loop
    perform app_hidden.ddl(case v_rules[2 * n] when 'idx' then format('alter index app_custom.%I rename to %I', v_old_names[n], app_hidden.rule_name(v_table, v_rules[2 * n - 1], v_rules[2 * n]))
      else format('alter table %s rename constraint %I to %I', v_table, v_old_names[n], app_hidden.rule_name(v_table, v_rules[2 * n - 1], v_rules[2 * n])) end);
  end loop;
  perform app_hidden.describe_links(new);
end
$$;
comment on function app_hidden.rename_links is 'Gives the table of a field''s links, and all that is named after it, the names of the renamed field.';

create function app_public.set_related(field text, record_id uuid, related uuid[]) returns uuid[]
language plpgsql volatile as $$
declare
  v_field app_public.fields := app_hidden.field_of(set_related.field);
  v_related uuid[];
begin
  if v_field.link_table is null then
    perform app_hidden.fail('RM400', 'field_several_records', format('“%s” does not lead to several records.', v_field.label), field => 'field');
  elsif not exists (select from app_public.records r where r.id = set_related.record_id and r.object = v_field.object) then
    perform app_hidden.fail('RM404', 'record_known', 'There is no such record.', field => 'recordId');
  elsif not app_hidden.may_edit(set_related.record_id) then
    perform app_hidden.fail('RM403', 'links_write', format('Your role may not update this record of %s.', replace(v_field.object, '_', ' ')));
  end if;
  execute format('delete from app_custom.%I l where l.source_id = $1 and l.target_id <> all ($2)', v_field.link_table) using set_related.record_id, set_related.related;
  execute format('insert into app_custom.%I (source_id, target_id) select $1, t from (select distinct unnest($2)) w (t) on conflict do nothing', v_field.link_table)
  using set_related.record_id, set_related.related;
  execute format('select array_agg(l.target_id order by l.target_id) from app_custom.%I l where l.source_id = $1', v_field.link_table) into v_related using set_related.record_id;
  return coalesce(v_related, '{}');
end
$$;
comment on function app_public.set_related is
  E'@resultFieldName related\nMakes the records that a field of several records leads to exactly these, as far as you see them. field: its id, or object.field. Raises RM400, RM403, RM404.';
grant execute on function app_public.set_related to :MEMBER;
