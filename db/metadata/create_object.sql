-- Custom objects: real tables in app_custom, with all that shipped ones have.
create function app_public.create_object(
  singular text, plural text, description text default '', icon text default 'box', color text default 'gray',
  title_label text default 'Name', title_settings jsonb default '{}', singular_name text default null, plural_name text default null
) returns app_public.objects
language plpgsql volatile security definer set search_path = '' set lock_timeout = '5s' as $$
declare
  v_object app_public.objects;
  v_singular text;
  v_plural text;
  v_title app_public.fields;
begin
  perform app_hidden.begin_metadata_change();
  v_singular := app_hidden.name_of(create_object.singular, create_object.singular_name, 'singular');
  v_plural := app_hidden.name_of(create_object.plural, create_object.plural_name, 'plural');
  perform app_hidden.check_object_name(v_singular, v_plural, create_object.singular, 'singular');
  perform app_hidden.check_object_words(create_object.singular, create_object.plural, create_object.description, create_object.icon, create_object.color);
  perform app_hidden.lock_briefly('{"app_public.users": "share row exclusive"}' || app_hidden.registry_locks());

  perform app_hidden.part_history(v_plural);
  perform app_hidden.create_object_table(v_plural);
  insert into app_public.objects (name, singular, label, label_plural, description, icon, color, title_column, position)
  values (v_plural, v_singular, create_object.singular, create_object.plural, coalesce(create_object.description, ''), create_object.icon, create_object.color,
    app_hidden.name_of(create_object.title_label, create_object.title_settings ->> 'name', 'titleLabel'), (select coalesce(max(o.position), 0) + 1 from app_public.objects o))
  returning * into v_object;
  insert into app_public.fields (object, name, column_name, label, type, is_read_only, "group", position)
  select v_plural, f.name, f.column_name, f.label, f.type, f.is_read_only, f."group", f.position
  from app_public.fields f where f.object = 'contacts' and f."group" = 'System';

  -- Lists begin in the order of the titles, so those are always indexed.
  v_title := app_hidden.draft_field(v_plural, create_object.title_label, 'text', coalesce(create_object.title_settings, '{}') || '{"index": true}');
  perform app_hidden.add_field(v_title, '{}');
  perform app_hidden.expose(format('app_custom.%I', v_plural)::regclass);
  perform app_hidden.end_metadata_change();
  return v_object;
end
$$;
comment on function app_public.create_object is
  E'@resultFieldName object\nMakes an object: a table of its own in app_custom, with permissions, history, search, webhooks and API. singular and plural: as people say them; singular_name and plural_name: what SQL and the API say, when that should not come from those. title_label: the field that records are called by, with title_settings as in create_field. Raises RM400, RM403, RM409.';
grant execute on function app_public.create_object to :MEMBER;

create function app_hidden.create_object_table(name text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_table text := format('app_custom.%I', create_object_table.name);
  v_column text;
begin
  perform app_hidden.ddl(format($sql$
    create table %s (
      id uuid primary key default uuidv7(),
      owner_id uuid default app_hidden.user_id() references app_public.users on delete set null,
      created_at timestamptz not null default now(),
      created_by uuid references app_public.users on delete set null not enforced,
      updated_at timestamptz not null default now(),
      updated_by uuid references app_public.users on delete set null not enforced
    )$sql$, v_table));
  foreach v_column in array array['owner_id', 'created_at', 'created_by', 'updated_at', 'updated_by'] loop
    execute format('create index %I on %s (%I, id)', app_hidden.rule_name(v_table::regclass, v_column, 'idx'), v_table, v_column);
  end loop;
  execute format('comment on column %s.id is %L', v_table, 'The key of the record, here and in app_public.records.');
  execute format('comment on column %s.owner_id is %L', v_table, 'The member answerable for it; decides who may read and edit it.');
  execute format('comment on column %s.created_at is %L', v_table, 'When it was made.');
  execute format('comment on column %s.created_by is %L', v_table, 'The member who made it.');
  execute format('comment on column %s.updated_at is %L', v_table, 'When it was changed last; a writer that sends it sends the version that it read.');
  execute format('comment on column %s.updated_by is %L', v_table, 'The member who changed it last.');
end
$$;
comment on function app_hidden.create_object_table is 'Makes the bare table of a custom object: what every record has.';

create function app_hidden.check_object_words(label text, label_plural text, description text, icon text, color text, but text default null) returns void
language plpgsql stable set search_path = '' as $$
begin
  perform app_hidden.check_label(check_object_words.label, 'singular'), app_hidden.check_label(check_object_words.label_plural, 'plural');
  if exists (
    select from app_public.objects o
    where o.name is distinct from check_object_words.but and (lower(o.label) = lower(check_object_words.label) or lower(o.label_plural) = lower(check_object_words.label_plural))) then
    perform app_hidden.fail('RM409', 'objects_label_unique', format('There is an object “%s” already.', check_object_words.label), 'Choose another name.', 'singular');
  elsif length(check_object_words.description) > 1000 then
    perform app_hidden.fail('RM400', 'objects_description_length', 'A description has at most 1,000 characters.', field => 'description');
  elsif coalesce(check_object_words.icon, '') !~ '^[a-z0-9-]{1,40}$' then
    perform app_hidden.fail('RM400', 'objects_icon_format', 'An icon is the name of one of lucide''s, such as factory or shopping-cart.', field => 'icon');
  end if;
  perform app_hidden.check_color(check_object_words.color);
end
$$;
comment on function app_hidden.check_object_words is 'Raises RM400 or RM409 for what an object cannot be called or look like; but: an object that does not count.';
