-- What the file calls by name (companies, members, stages, choices), found. All under the rights of whoever imports; the temporary
-- table import_keys(slot, key, wanted, target, value, problem) holds each name once.
create function app_hidden.import_rule(rule text, out columns name[], out words text)
language sql stable security definer set search_path = '' as $$
  select array(select a.attname from pg_catalog.pg_attribute a where a.attrelid = r.relid and a.attnum = any (r.attnums)),
    nullif(btrim(regexp_replace(coalesce(r.comment, ''), '^@.*$', '', 'gn'), E' \n'), '')
  from (
    select c.conrelid as relid, c.conkey as attnums, pg_catalog.obj_description(c.oid, 'pg_constraint') as comment
    from pg_catalog.pg_constraint c where c.conname = rule and c.connamespace in ('app_public'::regnamespace, 'app_custom'::regnamespace)
    union all
    select i.indrelid, i.indkey::smallint[], pg_catalog.obj_description(i.indexrelid, 'pg_class')
    from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
    where c.relname = rule and i.indisunique and c.relnamespace in ('app_public'::regnamespace, 'app_custom'::regnamespace)
  ) r limit 1
$$;
comment on function app_hidden.import_rule is 'The columns of a constraint or unique index, and what its comment says.';

create function app_hidden.import_reason(code text, rule text, "column" text, object text, message text) returns text
language plpgsql stable security definer set search_path = '' as $$
declare
  v_columns name[];
  v_words text;
  v_field text;
begin
  select r.columns, r.words into v_columns, v_words from app_hidden.import_rule(import_reason.rule) r;
  select '“' || string_agg(f.label, ', ') || '”' into v_field from app_public.fields f
  where f.object = import_reason.object and f.column_name = any (v_columns || nullif(import_reason."column", '')::name);
  return case
    when import_reason.code like 'RM%' then import_reason.message
    when v_words is not null then v_words
    when import_reason.code = '42501' then 'Your role may not do this.'
    when import_reason.code = '23502' then format('%s is required.', coalesce(v_field, 'A value'))
    when import_reason.code = '23505' and import_reason.rule like '%\_pkey' then 'A record with this ID exists already.'
    when import_reason.code = '23505' then format('Another record has the same %s.', coalesce(v_field, 'value'))
    when import_reason.code = '23503' then format('%s points to a record that does not exist.', coalesce(v_field, 'It'))
    when import_reason.code = '23514' then format('%s is not allowed.', coalesce(v_field, 'A value'))
    else import_reason.message end;
end
$$;
comment on function app_hidden.import_reason is 'Why PostgreSQL or a rule refused a row, in words for people: the comment on the constraint, if it has one.';

create function app_hidden.import_pipeline(stage_key text, out pipeline_id uuid, out is_any boolean)
language plpgsql stable as $$
declare
  v_pipeline constant text := split_part(import_pipeline.stage_key, E'\x1f', 2);
begin
  select k.target, k.target is null and s.missing = 'empty' into pipeline_id, is_any
  from pg_temp.import_state i cross join unnest(i.slots) s join pg_temp.import_keys k on k.slot = s.n
  where s.type = 'pipelines' and k.key = v_pipeline;
  is_any := v_pipeline = '' or coalesce(is_any, false);
end
$$;
comment on function app_hidden.import_pipeline is 'Of the key of a stage, which has the pipeline behind it: what pipeline that means (null when none is called so), and whether it may be any.';

create function app_hidden.import_choices() returns table (object text, field text, value text, words text[])
language sql immutable parallel safe
begin atomic
  select * from (values
    ('tasks', 'status', 'open', array['todo', 'notstarted', 'new', 'planned', 'pending', 'inprogress', 'started', 'workingonit', 'waiting', 'waitingonsomeoneelse', 'waitingforinput', 'waitingoninput', 'deferred', 'onhold', 'stuck', 'incomplete', 'notcompleted', 'needsaction', 'offen', 'nichtbegonnen', 'inbearbeitung', 'zuruckgestellt', 'wartet', 'neu', 'afaire', 'encours', 'noncommence', 'enattente', 'ouvert', 'pendiente', 'abierta', 'abierto', 'encurso', 'sinempezar', 'pendente', 'aberta', 'aberto', 'emandamento', 'aperto', 'aperta', 'dafare', 'incorso', 'nietgestart', 'bezig', 'otwarte', 'wtoku', 'pagaende', 'ejpaborjad', 'oppna', 'devamediyor', 'acik', 'открыта', 'вработе', 'новая', '未着手', '進行中', '未完了', '未开始', '进行中']),
    ('tasks', 'status', 'done', array['completed', 'complete', 'finished', 'closed', 'resolved', 'held', 'erledigt', 'abgeschlossen', 'fertig', 'geschlossen', 'termine', 'terminee', 'fait', 'acheve', 'completada', 'completado', 'hecho', 'hecha', 'terminada', 'terminado', 'cerrada', 'concluida', 'concluido', 'feito', 'completata', 'completato', 'chiusa', 'chiuso', 'fatto', 'voltooid', 'gereed', 'afgerond', 'zakonczone', 'zrobione', 'ukonczone', 'klar', 'slutford', 'fardig', 'tamamlandi', 'завершена', 'выполнена', 'выполнено', '完了', '已完成', '完成', '완료']),
    ('tasks', 'priority', 'high', array['urgent', 'highest', 'critical', 'veryhigh', 'important', '1high', 'p1', 'hoch', 'sehrhoch', 'dringend', 'wichtig', 'haute', 'elevee', 'urgente', 'alta', 'alto', 'hoog', 'wysoki', 'wysoka', 'hog', 'hoj', 'hoy', 'yuksek', 'высокий', '高', '높음']),
    ('tasks', 'priority', 'normal', array['medium', 'middle', 'moderate', 'average', '2normal', 'p2', 'mittel', 'moyenne', 'normale', 'media', 'medio', 'normaal', 'gemiddeld', 'sredni', 'normalny', 'orta', 'средний', 'обычный', '中', '보통']),
    ('tasks', 'priority', 'low', array['lowest', 'verylow', 'minor', '3low', 'p3', 'niedrig', 'gering', 'basse', 'faible', 'baja', 'baixa', 'bassa', 'laag', 'niski', 'lag', 'lav', 'dusuk', 'низкий', '低', '낮음'])
  ) c (object, field, value, words);
end;
comment on function app_hidden.import_choices is 'What other programs and languages call the choices that tasks come with, as import_key writes them.';

create function app_hidden.import_find(slot app_hidden.import_slot) returns void
language plpgsql volatile as $$
declare
  v_table regclass;
  v_by record;
begin
  if slot.type = 'pipelines' then
    update pg_temp.import_keys k set target = (
      select p.id from app_public.pipelines p where p.id::text = k.wanted or app_hidden.fold(p.name) = app_hidden.fold(btrim(k.wanted)) order by p.position limit 1)
    where k.slot = slot.n;
    -- Where there is one pipeline, and the file knows one, that is meant, for those who cannot make another.
    if not app_hidden.can_manage('pipelines') and (select count(distinct app_hidden.fold(btrim(k.wanted))) = 1 from pg_temp.import_keys k where k.slot = slot.n) then
      update pg_temp.import_keys k set target = (select min(p.id::text)::uuid from app_public.pipelines p having count(*) = 1) where k.slot = slot.n and k.target is null;
    end if;
  elsif slot.type = 'stages' then
    update pg_temp.import_keys k set target = (
      select s.id from app_public.stages s join app_public.pipelines p on p.id = s.pipeline_id
      where (s.id::text = split_part(k.wanted, E'\x1f', 1) or app_hidden.fold(s.name) = app_hidden.fold(btrim(split_part(k.wanted, E'\x1f', 1))))
        and (i.is_any or p.id = i.pipeline_id)
      order by p.position, s.position limit 1)
    from (select k.key, p.* from pg_temp.import_keys k cross join app_hidden.import_pipeline(k.key) p where k.slot = slot.n) i
    where k.slot = slot.n and k.key = i.key;
  elsif slot.type in ('enum', 'multi_enum') then
    update pg_temp.import_keys k set value = o.value
    from app_public.fields f join app_public.field_options o on o.field_id = f.id
    where k.slot = slot.n and f.column_name = slot.column_name and f.name = slot.field and f.object = (select s.object from pg_temp.import_state s)
      and (o.value = k.wanted or app_hidden.fold(o.label) = app_hidden.fold(k.wanted));
    update pg_temp.import_keys k set value = o.value
    from app_hidden.import_choices() c join app_public.fields f on f.object = c.object and f.name = c.field join app_public.field_options o on o.field_id = f.id and o.value = c.value
    where k.slot = slot.n and k.value is null and f.name = slot.field and f.object = (select s.object from pg_temp.import_state s) and app_hidden.import_key(k.wanted) = any (c.words);
  elsif slot.type = 'member' then
    update pg_temp.import_keys k set
      target = case when u.named = 1 or u.is_address then u.id end,
      problem = case when u.named > 1 and not u.is_address then format('%s members are called “%s”.', u.named, left(k.key, 80)) end
    from (
      select k.key, (array_agg(u.id order by lower(u.email) = lower(k.wanted) desc, u.is_active desc))[1] as id, count(*) as named,
        bool_or(lower(u.email) = lower(k.wanted) or u.id::text = k.wanted) as is_address
      from pg_temp.import_keys k
      join app_public.users u on lower(u.email) = lower(k.wanted) or app_hidden.fold(u.name) = app_hidden.fold(k.wanted) or u.id::text = k.wanted
      where k.slot = slot.n group by k.key) u
    where k.slot = slot.n and k.key = u.key;
  else
    v_table := app_hidden.object_table(slot.target_object);
    for v_by in
      -- In the order in which a match counts; each finds what the one before has not.
      select b.* from (
        select 1 as place, 'id' as name, $q$case when k.wanted ~ '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$' then k.wanted::uuid end$q$ as key, 't.id = w.key' as condition
        union all
        select 2, f.name, $q$lower(app_hidden.import_address(k.wanted))$q$, format('t.%I @> array[w.key]', f.column_name)
        from app_public.fields f where f.object = slot.target_object and f.type = 'emails' and f.is_active
        union all
        select 3, f.name, $q$case when k.wanted ~ '^\S+\.\S+$' and k.wanted not like '%@%' then app_hidden.domain_of(k.wanted) end$q$, format('t.%I = w.key', f.column_name)
        from app_public.fields f where f.object = slot.target_object and f.name = 'domain' and f.type = 'text' and f.is_active
        union all
        select 4, 'title', 'app_hidden.fold(left(k.wanted, 200))', format(
          $q$t.id in (select r.id from app_public.records r where r.object = %L and r.title_key collate "C" = w.key)$q$, slot.target_object)
        union all
        select 5, f.name, case f.type when 'number' then $q$case when pg_input_is_valid(k.wanted, 'numeric') then k.wanted::numeric end$q$ else 'lower(k.wanted)' end,
          format(case f.type when 'number' then 't.%I = w.key' else 'lower(t.%I) = w.key' end, f.column_name)
        from app_public.fields f
        where f.object = slot.target_object and f.type in ('text', 'number', 'url') and f.is_active and f.name <> 'domain' and f.column_name is not null
          and (slot.match = f.name or slot.match = 'auto' and f.is_unique)
      ) b
      where slot.match = 'auto' or slot.match = b.name or slot.match in ('email', 'emails') and b.place = 2
      order by b.place
    loop
      execute case when v_by.place = 4 then format($q$
        with found as (
          select k.key, array_agg(r.id) as ids,
            array_agg(r.id) filter (where r.title = k.wanted) as exact
          from pg_temp.import_keys k
          join app_public.records r on r.object = %L and r.title_key collate "C" = app_hidden.fold(left(k.wanted, 200))
          where k.slot = $1 and k.target is null and k.problem is null group by k.key)
      $q$, slot.target_object) else format($q$
        with wanted as materialized (select k.key as name, %s as key from pg_temp.import_keys k where k.slot = $1 and k.target is null and k.problem is null),
        found as (select w.name as key, array_agg(t.id) as ids, null::uuid[] as exact from wanted w join %s t on %s where w.key is not null group by w.name)
      $q$, v_by.key, v_table, v_by.condition) end || $q$
        update pg_temp.import_keys k set
          target = case when cardinality(f.ids) = 1 then f.ids[1] when cardinality(f.exact) = 1 then f.exact[1] end,
          problem = case when cardinality(f.ids) > 1 and coalesce(cardinality(f.exact), 0) <> 1 then format('%s records of %s match “%s”.', cardinality(f.ids), $2, left(k.key, 80)) end
        from found f where k.slot = $1 and k.key = f.key
      $q$ using slot.n, replace(slot.target_object, '_', ' ');
    end loop;
    -- Nothing is called by an id, so nothing is made for one either.
    update pg_temp.import_keys k set problem = format('There is no record of %s with the id “%s”.', replace(slot.target_object, '_', ' '), k.wanted)
    where k.slot = slot.n and k.target is null and k.problem is null and k.wanted ~ '^[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}$';
  end if;
end
$$;
comment on function app_hidden.import_find is 'Finds what the names in import_keys mean: members, stages, choices, or records by id, e-mail, domain, title or a unique field. What is found twice gets a problem.';
grant execute on function app_hidden.import_key, app_hidden.import_rule, app_hidden.import_reason, app_hidden.import_pipeline, app_hidden.import_choices, app_hidden.import_find to :MEMBER;
