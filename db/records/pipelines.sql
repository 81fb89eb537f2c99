-- Pipelines and their stages: settings, not records.
create table app_public.pipelines (
  id uuid primary key default uuidv7(),
  name text not null constraint pipelines_name_unique unique constraint pipelines_name_length check (length(btrim(name)) between 1 and 80),
  position integer not null default 0,
  created_at timestamptz not null default now()
);
alter table app_public.pipelines enable row level security;
create policy "pipelines: read" on app_public.pipelines for select to :MEMBER using (true);
create policy "pipelines: write" on app_public.pipelines for all to :MEMBER
  using ((select app_hidden.can_manage('pipelines'))) with check ((select app_hidden.can_manage('pipelines')));
grant select, insert (name, position), update (name, position), delete on app_public.pipelines to :MEMBER;

create table app_public.stages (
  id uuid primary key default uuidv7(),
  pipeline_id uuid not null references app_public.pipelines on delete cascade,
  name text not null constraint stages_name_length check (length(btrim(name)) between 1 and 60),
  position integer not null default 0,
  color text not null default 'gray',
  probability smallint not null default 0 constraint stages_probability_range check (probability between 0 and 100),
  outcome text not null default 'open' constraint stages_outcome check (outcome in ('open', 'won', 'lost')),
  constraint stages_name_unique unique (pipeline_id, name)
);
create index on app_public.stages (pipeline_id, position);
alter table app_public.stages enable row level security;
create policy "stages: read" on app_public.stages for select to :MEMBER using (true);
create policy "stages: write" on app_public.stages for all to :MEMBER
  using ((select app_hidden.can_manage('pipelines'))) with check ((select app_hidden.can_manage('pipelines')));
grant select, insert (pipeline_id, name, position, color, probability, outcome),
  update (name, position, color, probability, outcome), delete on app_public.stages to :MEMBER;

comment on table app_public.pipelines is 'A way of selling: an ordered list of stages that deals pass.';
comment on table app_public.stages is 'A step of a pipeline.';
comment on column app_public.stages.color is 'One of the ten hues: gray, red, orange, amber, green, teal, blue, indigo, purple, pink.';
comment on column app_public.stages.probability is 'How likely a deal here is won, in percent; the default of deals that enter.';
comment on column app_public.stages.outcome is 'open, won or lost: whether deals here are still being worked on.';
comment on constraint pipelines_name_unique on app_public.pipelines is 'Another pipeline already has this name.';
comment on constraint stages_name_unique on app_public.stages is 'This pipeline already has a stage with this name.';
comment on constraint pipelines_name_length on app_public.pipelines is 'A pipeline needs a name of at most 80 characters.';
comment on constraint stages_name_length on app_public.stages is 'A stage needs a name of at most 60 characters.';
comment on constraint stages_probability_range on app_public.stages is 'A probability is from 0 to 100.';
comment on constraint stages_outcome on app_public.stages is 'The outcome of a stage is open, won or lost.';

with pipeline as (insert into app_public.pipelines (name) values ('Sales') returning id)
insert into app_public.stages (pipeline_id, name, position, color, probability, outcome)
select pipeline.id, s.name, s.position, s.color, s.probability, s.outcome
from pipeline, (values
  ('Lead', 1, 'gray', 10, 'open'),
  ('Qualified', 2, 'blue', 25, 'open'),
  ('Proposal', 3, 'purple', 50, 'open'),
  ('Negotiation', 4, 'orange', 75, 'open'),
  ('Won', 5, 'green', 100, 'won'),
  ('Lost', 6, 'red', 0, 'lost')
) s (name, position, color, probability, outcome);
