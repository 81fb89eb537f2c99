-- What those who manage pipelines do with them beyond changing a row: order stages, and delete what deals are still in.
create function app_hidden.complete_pipeline(id uuid) returns void
language sql volatile
begin atomic
  insert into app_public.stages (pipeline_id, name, position, color, probability, outcome)
  select complete_pipeline.id, w.name, m.first + w.place, w.color, w.probability, w.outcome
  from (values ('Open', 0, 'blue', 20, 'open'), ('Won', 1, 'green', 100, 'won'), ('Lost', 2, 'red', 0, 'lost')) w (name, place, color, probability, outcome)
  cross join lateral (
    select case w.outcome when 'open' then coalesce(min(s.position) - 1, 1) else coalesce(max(s.position), 1) end as first
    from app_public.stages s where s.pipeline_id = complete_pipeline.id) m
  where not exists (select from app_public.stages s where s.pipeline_id = complete_pipeline.id and s.outcome = w.outcome);
end;
comment on function app_hidden.complete_pipeline is 'Gives a pipeline what it lacks of a first stage, Open, and of stages for won and for lost deals.';

create function app_public.add_pipeline(name text) returns app_public.pipelines
language plpgsql volatile as $$
declare
  v_pipeline app_public.pipelines;
begin
  perform app_hidden.must_manage('pipelines');
  insert into app_public.pipelines (name, position)
  values (btrim(add_pipeline.name), (select coalesce(max(p.position), 0) + 1 from app_public.pipelines p)) returning * into v_pipeline;
  perform app_hidden.complete_pipeline(v_pipeline.id);
  return v_pipeline;
end
$$;
comment on function app_public.add_pipeline is
  'Makes a pipeline with the stages Open, Won and Lost to begin with, behind the others. Raises RM403, RM409 (the name is taken).';

create function app_public.order_stages(pipeline_id uuid, stage_ids uuid[]) returns setof app_public.stages
language plpgsql volatile as $$
begin
  perform app_hidden.must_manage('pipelines');
  update app_public.stages s set position = o.position
  from unnest(order_stages.stage_ids) with ordinality o (id, position)
  where s.id = o.id and s.pipeline_id = order_stages.pipeline_id and s.position <> o.position;
  return query select s.* from app_public.stages s where s.pipeline_id = order_stages.pipeline_id order by s.position, s.id;
end
$$;
comment on function app_public.order_stages is 'Puts the stages of a pipeline in this order, and gives them all. Raises RM403.';

create function app_hidden.move_all_deals(stage_ids uuid[], new_stage_id uuid, lost_reason text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_count bigint;
begin
  perform app_hidden.must_manage('pipelines');
  if new_stage_id is null then
    select count(*) into v_count from app_public.deals d where d.stage_id = any (move_all_deals.stage_ids);
    if v_count > 0 then
      perform app_hidden.fail('RM409', 'stages_empty', format('There are %s deals here still.', v_count), 'Say to which stage they go.', 'new_stage_id');
    end if;
  elsif new_stage_id = any (stage_ids) or not exists (select from app_public.stages s where s.id = new_stage_id) then
    perform app_hidden.fail('RM400', 'stages_new_other', 'Deals can only go to another stage that stays.', field => 'new_stage_id');
  end if;
  update app_public.deals d set
    stage_id = move_all_deals.new_stage_id, lost_reason = coalesce(nullif(btrim(d.lost_reason), ''), btrim(move_all_deals.lost_reason))
  where d.stage_id = any (move_all_deals.stage_ids);
end
$$;
comment on function app_hidden.move_all_deals is
  'Moves all deals of these stages to another one, those too that the member may not see: who manages the stages decides for all. Raises RM400, RM403, RM409.';

create function app_public.remove_stage(id uuid, new_stage_id uuid default null, lost_reason text default null) returns app_public.stages
language plpgsql volatile as $$
declare
  v_stage app_public.stages;
begin
  perform app_hidden.move_all_deals(array[remove_stage.id], remove_stage.new_stage_id, remove_stage.lost_reason);
  delete from app_public.stages s where s.id = remove_stage.id returning s.* into v_stage;
  if not found then
    perform app_hidden.fail('RM404', 'stages_known', 'There is no such stage.', field => 'id');
  end if;
  return v_stage;
end
$$;
comment on function app_public.remove_stage is
  'Deletes a stage; its deals go to new_stage_id (to a lost one with lost_reason, if they have none). Raises RM400, RM403, RM404, RM409 (it has deals, and nothing says where they go).';

create function app_public.remove_pipeline(id uuid, new_stage_id uuid default null, lost_reason text default null) returns app_public.pipelines
language plpgsql volatile as $$
declare
  v_pipeline app_public.pipelines;
begin
  perform app_hidden.move_all_deals(
    array(select s.id from app_public.stages s where s.pipeline_id = remove_pipeline.id), remove_pipeline.new_stage_id, remove_pipeline.lost_reason);
  delete from app_public.pipelines p where p.id = remove_pipeline.id returning p.* into v_pipeline;
  if not found then
    perform app_hidden.fail('RM404', 'pipelines_known', 'There is no such pipeline.', field => 'id');
  end if;
  return v_pipeline;
end
$$;
comment on function app_public.remove_pipeline is
  'Deletes a pipeline with its stages; its deals go to a stage of another one, as in remove_stage. Raises RM400, RM403, RM404, RM409.';

grant execute on function app_hidden.complete_pipeline, app_public.add_pipeline, app_public.order_stages, app_hidden.move_all_deals, app_public.remove_stage, app_public.remove_pipeline to :MEMBER;
