-- Deals: what we hope to sell. Who may do what is in app_public.permissions.
create table app_public.deals (
  id uuid primary key default uuidv7(),
  owner_id uuid default app_hidden.user_id() references app_public.users on delete set null,
  title text not null constraint deals_title_length check (length(btrim(title)) between 1 and 300),
  company_id uuid references app_public.companies on delete set null,
  contact_id uuid references app_public.contacts on delete set null,
  value numeric constraint deals_value_range check (abs(value) < 1e15),
  currency text not null constraint deals_currency_format check (currency ~ '^[A-Z]{3}$'),
  pipeline_id uuid not null references app_public.pipelines on delete restrict,
  stage_id uuid not null references app_public.stages on delete restrict,
  probability smallint not null constraint deals_probability_range check (probability between 0 and 100),
  expected_close_date date constraint deals_expected_close_date_range check (extract(year from expected_close_date) between 1 and 9999),
  closed_at timestamptz constraint deals_closed_at_range check (extract(year from closed_at at time zone 'UTC') between 1 and 9999),
  lost_reason text constraint deals_lost_reason_length check (length(lost_reason) <= 2000),
  position numeric not null default -extract(epoch from clock_timestamp()) constraint deals_position_range check (abs(position) < 1e15),
  created_at timestamptz not null default now(),
  created_by uuid references app_public.users on delete set null not enforced,
  updated_at timestamptz not null default now(),
  updated_by uuid references app_public.users on delete set null not enforced
);
create index deals_owner_id_idx on app_public.deals (owner_id, id);
create index deals_company_id_idx on app_public.deals (company_id, id);
create index deals_contact_id_idx on app_public.deals (contact_id, id);
create index deals_pipeline_id_idx on app_public.deals (pipeline_id);
create index deals_stage_id_idx on app_public.deals (stage_id, position, id);
create index deals_created_by_idx on app_public.deals (created_by);
create index deals_updated_by_idx on app_public.deals (updated_by);
create index deals_title_idx on app_public.deals (title, id);
create index deals_expected_close_date_idx on app_public.deals (expected_close_date, id);
create index deals_created_at_idx on app_public.deals (created_at, id);
create index deals_text_idx on app_public.deals using gin (title public.gin_trgm_ops) with (gin_pending_list_limit = 16384);

create function app_hidden.tg_deals__move() returns trigger
language plpgsql as $$
declare
  v_stage app_public.stages;
begin
  if app_hidden.is_undo(new, array['stage_id', 'pipeline_id', 'probability', 'closed_at', 'lost_reason']) then
    return new; -- it goes back to where it was, as it was there
  end if;
  if tg_op = 'INSERT' then
    if new.stage_id is null then
      select s.* into v_stage from app_public.stages s join app_public.pipelines p on p.id = s.pipeline_id
      where new.pipeline_id is null or p.id = new.pipeline_id
      order by p.position, p.id, s.position limit 1;
      if not found then
        perform app_hidden.fail('RM400', 'deals_stage_present', 'There is no pipeline stage to put this deal in.', 'Make a stage first, under Settings, Pipelines.', 'stage_id');
      end if;
      new.stage_id := v_stage.id;
    end if;
    new.currency := coalesce(new.currency, (select w.currency from app_public.workspace w));
  elsif new.pipeline_id <> old.pipeline_id and new.stage_id = old.stage_id then
    select s.* into v_stage from app_public.stages s where s.pipeline_id = new.pipeline_id order by s.position limit 1;
    new.stage_id := v_stage.id;
  end if;

  if v_stage.id is null then
    select s.* into v_stage from app_public.stages s where s.id = new.stage_id;
    if not found then
      perform app_hidden.fail('RM400', 'deals_stage_id_fkey', 'This stage does not exist.', field => 'stage_id');
    end if;
  end if;
  if tg_op = 'INSERT' and new.pipeline_id is not null and new.pipeline_id <> v_stage.pipeline_id
    or tg_op = 'UPDATE' and new.pipeline_id <> old.pipeline_id and new.pipeline_id <> v_stage.pipeline_id then
    perform app_hidden.fail('RM400', 'deals_stage_of_pipeline', 'This stage belongs to another pipeline.', field => 'stage_id');
  end if;
  new.pipeline_id := v_stage.pipeline_id;

  if tg_op = 'INSERT' then
    new.probability := coalesce(new.probability, v_stage.probability);
    if v_stage.outcome <> 'open' then
      new.closed_at := coalesce(new.closed_at, now());
    else
      new.expected_close_date := coalesce(new.expected_close_date, new.closed_at::date);
      new.closed_at := null;
    end if;
  elsif new.stage_id <> old.stage_id then
    if new.probability = old.probability then
      new.probability := v_stage.probability;
    end if;
    if v_stage.outcome = 'lost' and coalesce(btrim(new.lost_reason), '') = '' then
      perform app_hidden.fail('RM400', 'deals_lost_reason_given', 'Say why the deal was lost.', 'Give a lost reason with the move.', 'lost_reason');
    end if;
    if v_stage.outcome = 'open' then
      new.closed_at := null;
      new.lost_reason := null;
    elsif new.closed_at is not distinct from old.closed_at then
      new.closed_at := case when old.closed_at is null
        or (select s.outcome from app_public.stages s where s.id = old.stage_id) <> v_stage.outcome then now() else old.closed_at end;
    end if;
    if v_stage.outcome = 'won' then
      new.lost_reason := null;
    end if;
  end if;
  return new;
end
$$;
comment on function app_hidden.tg_deals__move is
  'A deal without a stage starts in the first; its pipeline is its stage''s; moving it to lost needs a reason; moving it to won or lost stamps closed_at unless given; moving it back to open clears both; a new open deal that is said to close at some date is expected to; its probability follows the stage unless given.';
create trigger _200_move before insert or update of stage_id, pipeline_id on app_public.deals
  for each row execute function app_hidden.tg_deals__move();

comment on column app_public.deals.owner_id is 'The member answerable for this deal; decides who may read and edit it.';
comment on column app_public.deals.contact_id is 'The main contact.';
comment on column app_public.deals.value is 'What it is worth, in currency.';
comment on column app_public.deals.currency is E'@hasDefault\nISO 4217 code of the value; the workspace''s when not given.';
comment on column app_public.deals.pipeline_id is E'@hasDefault\nThe pipeline of its stage.';
comment on column app_public.deals.stage_id is E'@hasDefault\nWhere it stands; the first stage when not given.';
comment on column app_public.deals.probability is E'@hasDefault\nHow likely it is won, in percent; the stage''s when not given.';
comment on column app_public.deals.closed_at is 'When it was won or lost.';
comment on column app_public.deals.lost_reason is 'Why it was lost; needed to move it to a lost stage.';
comment on column app_public.deals.position is 'Its place within its stage, ascending; new deals come first.';
comment on constraint deals_title_length on app_public.deals is 'A deal needs a title of at most 300 characters.';
comment on constraint deals_value_range on app_public.deals is 'A value is less than 1,000,000,000,000,000.';
comment on constraint deals_probability_range on app_public.deals is 'A probability is from 0 to 100.';
comment on constraint deals_lost_reason_length on app_public.deals is 'A lost reason has at most 2,000 characters.';
comment on constraint deals_currency_format on app_public.deals is 'A currency is a code such as EUR.';
comment on constraint deals_expected_close_date_range on app_public.deals is 'An expected close is a date of the years 1 to 9999.';
comment on constraint deals_closed_at_range on app_public.deals is 'A close is a time of the years 1 to 9999.';
comment on constraint deals_position_range on app_public.deals is 'A position is a number of at most 15 digits before the point.';
