-- How an object is called and shown. Its names in SQL and the API stay, and so does everybody's program.
create function app_public.update_object(
  object text, label text default null, label_plural text default null, description text default null, icon text default null,
  color text default null, title_field text default null, is_active boolean default null, "position" integer default null
) returns app_public.objects
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_old app_public.objects;
  v_new app_public.objects;
begin
  perform app_hidden.begin_metadata_change();
  select * into strict v_old from app_public.objects o where o.name = app_hidden.object_name(update_object.object);
  v_new := v_old;
  v_new.label := coalesce(update_object.label, v_old.label);
  v_new.label_plural := coalesce(update_object.label_plural, v_old.label_plural);
  v_new.description := coalesce(update_object.description, v_old.description);
  v_new.icon := coalesce(update_object.icon, v_old.icon);
  v_new.color := coalesce(update_object.color, v_old.color);
  v_new.is_active := coalesce(update_object.is_active, v_old.is_active);
  perform app_hidden.check_object_words(v_new.label, v_new.label_plural, v_new.description, v_new.icon, v_new.color, v_old.name);
  if update_object.title_field is not null then
    v_new.title_column := app_hidden.title_column_of(v_old, update_object.title_field);
    perform app_public.update_field(f.id::text, settings => '{"index": true}') -- lists begin in the order of the titles
    from app_public.fields f where f.object = v_old.name and f.column_name = v_new.title_column and not f.is_indexed and not f.is_unique;
  end if;

  update app_public.objects o set label = v_new.label, label_plural = v_new.label_plural, description = v_new.description, icon = v_new.icon,
    color = v_new.color, is_active = v_new.is_active, title_column = v_new.title_column, updated_at = now()
  where o.name = v_old.name returning * into v_new;
  if update_object."position" is not null then
    -- The others make room.
    update app_public.objects o set position = w.place
    from (select p.name, row_number() over (order by case when p.name = v_new.name then update_object."position" - 0.5 else p.position end, p.name) as place from app_public.objects p) w
    where o.name = w.name and o.position <> w.place;
    select * into v_new from app_public.objects o where o.name = v_old.name;
  end if;
  if v_new.title_column <> v_old.title_column then
    perform app_hidden.track(v_new.name);
    perform app_hidden.reindex(v_new.name);
  end if;
  if (v_new.label, v_new.description) is distinct from (v_old.label, v_old.description) then
    perform app_hidden.describe_object(v_new.name);
    perform app_hidden.put_rules(array(select r from app_hidden.column_rules(f, app_hidden.option_values(f.id)) r), f) -- their words name the object
    from app_public.fields f where f.object = v_new.name and f.is_unique and f.is_custom;
    perform app_hidden.end_metadata_change();
  end if;
  return v_new;
end
$$;
comment on function app_public.update_object is
  E'@resultFieldName object\nChanges how an object, shipped or custom, is called and shown. title_field: the field that its records are called by. is_active: false hides it from the client and search, and keeps it. position: its place in the list of objects, from 1. Raises RM400, RM403, RM404, RM409.';
grant execute on function app_public.update_object to :MEMBER;

create function app_hidden.title_column_of(object app_public.objects, field text) returns name
language plpgsql stable set search_path = '' as $$
declare
  v_field app_public.fields := app_hidden.field_of(case when exists (select from app_public.fields f where f.id::text = title_column_of.field) then title_column_of.field
    else object.name || '.' || title_column_of.field end);
begin
  if not object.is_custom then
    perform app_hidden.fail('RM400', 'objects_shipped', format('%s ship with Rowan; what their records are called by stays.', object.label_plural), field => 'titleField');
  elsif v_field.object <> object.name or v_field.type not in ('text', 'number', 'date') or v_field.settings ? 'formula' or not v_field.is_active then
    perform app_hidden.fail('RM400', 'objects_title_field', 'Records are called by a text, number or date field of their own that is in use and no formula.', field => 'titleField');
  end if;
  return v_field.column_name;
end
$$;
comment on function app_hidden.title_column_of is 'The column of the field that records are to be called by. Raises RM400, RM404.';
