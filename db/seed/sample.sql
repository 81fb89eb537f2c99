-- Believable sample data, related and dated around today; for trying Rowan and for the demo.
create function app_public.load_sample_data() returns integer
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_members uuid[] := array(select u.id from app_public.users u where u.is_active order by u.created_at, u.id);
  v_me uuid := coalesce(app_hidden.user_id(), v_members[1]);
  v_currency text := (select w.currency from app_public.workspace w);
begin
  perform app_hidden.must_manage('workspace');
  if exists (select from app_public.companies) or exists (select from app_public.contacts) then
    perform app_hidden.fail('RM409', 'sample_data_empty', 'There are companies or contacts already; sample data would mix with them.');
  end if;
  if v_me is null then
    perform app_hidden.fail('RM400', 'sample_data_member', 'Make an account first: sample data belongs to somebody.');
  end if;

  -- Somebody made all this, also when nobody asks for it (the demo).
  if app_hidden.user_id() is null then
    perform set_config('app.user_id', v_me::text, true);
  end if;
  insert into app_public.companies (name, domain, industry, employees, annual_revenue, currency, city, country, phone, website, owner_id)
  select c.name, c.domain, c.industry, c.employees, c.revenue, v_currency, c.city, c.country, c.phone, 'https://' || c.domain,
    v_members[1 + (c.n - 1) % cardinality(v_members)]
  from (values
    (1, 'Northwind Logistics', 'northwind-logistics.example', 'Logistics', 1240, 310000000, 'Rotterdam', 'Netherlands', '+31 10 555 0141'),
    (2, 'Bluebird Robotics', 'bluebird-robotics.example', 'Manufacturing', 380, 92000000, 'Stuttgart', 'Germany', '+49 711 555 0102'),
    (3, 'Harbor & Finch', 'harborfinch.example', 'Retail', 95, 18500000, 'Boston', 'United States', '+1 617 555 0188'),
    (4, 'Lumen Health', 'lumen-health.example', 'Healthcare', 2100, 540000000, 'Chicago', 'United States', '+1 312 555 0117'),
    (5, 'Cascade Energy', 'cascade-energy.example', 'Energy', 860, 275000000, 'Oslo', 'Norway', '+47 22 55 01 90'),
    (6, 'Petit Atelier', 'petit-atelier.example', 'Design', 24, 3400000, 'Lyon', 'France', '+33 4 55 50 12 34'),
    (7, 'Quantum Foods', 'quantumfoods.example', 'Food', 640, 128000000, 'Madrid', 'Spain', '+34 91 555 01 45'),
    (8, 'Silverline Insurance', 'silverline.example', 'Insurance', 3200, 890000000, 'Zürich', 'Switzerland', '+41 44 555 01 22'),
    (9, 'Aster Analytics', 'aster-analytics.example', 'Software', 72, 9800000, 'Dublin', 'Ireland', '+353 1 555 0133'),
    (10, 'Granite Construction Group', 'granite-cg.example', 'Construction', 1500, 420000000, 'Denver', 'United States', '+1 303 555 0174'),
    (11, 'Meridian Travel', 'meridiantravel.example', 'Travel', 210, 46000000, 'Lisbon', 'Portugal', '+351 21 555 0167'),
    (12, 'Oakridge Schools', 'oakridge.example', 'Education', 430, 38000000, 'Toronto', 'Canada', '+1 416 555 0129'),
    (13, 'Kobalt Mining', 'kobalt-mining.example', 'Mining', 2700, 760000000, 'Perth', 'Australia', '+61 8 5550 1180'),
    (14, 'Fernhill Pharma', 'fernhill-pharma.example', 'Pharma', 980, 344000000, 'Basel', 'Switzerland', '+41 61 555 01 99'),
    (15, 'Tidewater Shipping', 'tidewater.example', 'Logistics', 530, 117000000, 'Hamburg', 'Germany', '+49 40 555 0156'),
    (16, 'Paper & Pine', 'paperandpine.example', 'Retail', 48, 6200000, 'Portland', 'United States', '+1 503 555 0138'),
    (17, 'Solstice Solar', 'solstice-solar.example', 'Energy', 150, 33000000, 'Austin', 'United States', '+1 512 555 0195'),
    (18, 'Vega Telecom', 'vega-telecom.example', 'Telecom', 4100, 1200000000, 'Warsaw', 'Poland', '+48 22 555 01 61'),
    (19, 'Redwood Partners', 'redwoodpartners.example', 'Finance', 86, 27000000, 'London', 'United Kingdom', '+44 20 7946 0155'),
    (20, 'Ember Kitchens', 'ember-kitchens.example', 'Hospitality', 320, 29000000, 'Milan', 'Italy', '+39 02 5550 1120'),
    (21, 'Polar Cold Chain', 'polarcold.example', 'Logistics', 260, 58000000, 'Helsinki', 'Finland', '+358 9 5550 118'),
    (22, 'Juniper Legal', 'juniper-legal.example', 'Legal', 64, 15500000, 'Edinburgh', 'United Kingdom', '+44 131 496 0142'),
    (23, 'Atlas Machine Tools', 'atlas-mt.example', 'Manufacturing', 720, 165000000, 'Turin', 'Italy', '+39 011 555 0173'),
    (24, 'Sakura Electronics', 'sakura-el.example', 'Electronics', 1900, 610000000, 'Osaka', 'Japan', '+81 6 5550 1177')
  ) c (n, name, domain, industry, employees, revenue, city, country, phone);
  update app_public.companies c set parent_id = p.id
  from app_public.companies p
  where (c.name, p.name) in (('Tidewater Shipping', 'Northwind Logistics'), ('Polar Cold Chain', 'Northwind Logistics'), ('Solstice Solar', 'Cascade Energy'));

  insert into app_public.contacts (first_name, last_name, emails, phones, job_title, company_id, city, country, owner_id)
  select p.first, p.last, array[app_hidden.fold(p.first) || '.' || replace(app_hidden.fold(p.last), ' ', '') || '@' || c.domain],
    case when p.n % 4 <> 0 then array[c.phone || lpad((p.n % 90)::text, 2, '0')] else '{}' end,
    (array['Head of Purchasing', 'Chief Executive', 'IT Director', 'Operations Manager', 'Finance Director', 'Office Manager', 'Head of Logistics', 'Product Lead'])[1 + p.n % 8],
    c.id, c.city, c.country, c.owner_id
  from (
    select n, (array['Amara', 'Björn', 'Chiara', 'David', 'Elena', 'Farid', 'Grace', 'Hugo', 'Inés', 'Jonas', 'Keiko', 'Liam', 'Marta', 'Noah', 'Olga', 'Pedro', 'Quinn', 'Rosa', 'Samir', 'Thea', 'Uma', 'Viktor', 'Wanda', 'Yusuf', 'Zoë'])[1 + (n * 7) % 25] as first,
      (array['Almeida', 'Becker', 'Costa', 'Dubois', 'Eriksson', 'Fischer', 'García', 'Hansen', 'Ivanova', 'Jensen', 'Kowalski', 'Laurent', 'Moretti', 'Novák', 'O’Brien', 'Petrov', 'Rossi', 'Santos', 'Tanaka', 'Varga', 'Weber', 'Young', 'Zimmermann'])[1 + (n * 5) % 23] as last
    from generate_series(1, 96) n
  ) p
  join (select c.*, row_number() over (order by c.created_at, c.name) as k, count(*) over () as total from app_public.companies c) c
    on c.k = 1 + (p.n - 1) % c.total;

  insert into app_public.deals (title, value, currency, company_id, contact_id, stage_id, expected_close_date, closed_at, lost_reason, owner_id, created_by, created_at)
  select
    c.name || ' – ' || (array['annual licence', 'pilot project', 'renewal', 'rollout', 'support plan', 'integration', 'training package'])[1 + d.n % 7],
    (array[4800, 12500, 36000, 7900, 58000, 22400, 91000, 15300])[1 + d.n % 8] + d.n * 25, v_currency, c.id,
    (select k.id from app_public.contacts k where k.company_id = c.id order by k.name offset d.n % 3 limit 1),
    s.id,
    case when s.outcome = 'open' then current_date + (d.n * 13) % 75 - 8 end,
    case when s.outcome <> 'open' then now() - make_interval(days => (d.n * 11) % 160, hours => d.n) end,
    case when s.outcome = 'lost' then (array['Price', 'Chose a competitor', 'No budget this year', 'Project was stopped'])[1 + d.n % 4] end,
    c.owner_id, c.owner_id, now() - make_interval(days => 20 + (d.n * 17) % 200)
  from generate_series(1, 68) d (n)
  join (select c.*, row_number() over (order by c.created_at, c.name) as k, count(*) over () as total from app_public.companies c) c
    on c.k = 1 + (d.n * 5) % c.total
  join (select s.*, row_number() over (order by s.position) as k, count(*) over () as total
        from app_public.stages s where s.pipeline_id = (select p.id from app_public.pipelines p order by p.position, p.id limit 1)) s
    on s.k = 1 + (d.n * d.n + d.n / 3) % s.total;

  with made as (
    insert into app_public.tasks (id, title, due_at, priority, status, assignee_id, owner_id, created_by, remind_at)
    select uuidv7(), t.title, t.due, (array['normal', 'high', 'normal', 'low'])[1 + t.n % 4], case when t.n % 5 = 0 then 'done' else 'open' end,
      t.assignee, t.assignee, t.assignee, case when t.n % 6 = 1 then t.due - interval '1 hour' end
    from (
      select n, (array['Call back about the offer', 'Send the contract', 'Prepare the demo', 'Check in after the pilot', 'Book the site visit', 'Clarify the budget', 'Send references', 'Plan the kick-off'])[1 + n % 8] as title,
        date_trunc('day', now()) + make_interval(days => (n * 7) % 19 - 5, hours => 8 + n % 9) as due,
        v_members[1 + n % cardinality(v_members)] as assignee
      from generate_series(1, 42) n) t
    returning id
  )
  insert into app_public.task_targets (task_id, record_id)
  select m.id, d.id
  from (select id, row_number() over () as k from made) m
  join (select id, row_number() over (order by title) as k, count(*) over () as total from app_public.deals) d on d.k = 1 + (m.k * 3) % d.total;

  with made as (
    insert into app_public.notes (id, body, owner_id, created_by, created_at)
    select uuidv7(), (array[
      E'**Discovery call**\n\nThey run three sites and want one view of all of them. Decision in the next quarter; the finance director signs.',
      E'**Met at the trade fair**\n\nInterested in the integration. Asked for two references from the same industry.',
      E'**Pricing**\n\n- list price is fine\n- wants yearly billing\n- asked about training for 12 people',
      E'**Pilot review**\n\nGood first impression. Open points:\n\n1. single sign-on\n2. export to their BI tool',
      E'**Short call**\n\nNew contact person from next month on. Will introduce us by e-mail.'])[1 + n % 5],
      v_members[1 + n % cardinality(v_members)], v_members[1 + n % cardinality(v_members)], now() - make_interval(days => (n * 3) % 60, hours => n)
    from generate_series(1, 60) n
    returning id
  )
  insert into app_public.note_targets (note_id, record_id)
  select m.id, r.id
  from (select id, row_number() over () as k from made) m
  join (select id, row_number() over (order by object, title) as k, count(*) over () as total from app_public.records where object in ('contacts', 'companies', 'deals')) r
    on r.k = 1 + (m.k * 11) % r.total;

  return (select count(*) from app_public.records);
end
$$;
comment on function app_public.load_sample_data is
  'Fills an empty workspace with sample companies, contacts, deals, tasks and notes, and says how many records there are. Raises RM409 when there are records already.';
grant execute on function app_public.load_sample_data to :MEMBER;

create function app_hidden.load_demo(password text) returns table (email text, role text)
language plpgsql as $$
declare
  v_member record;
begin
  if not exists (select from app_public.users) then
    update app_public.workspace set name = 'Rowan Demo';
    for v_member in
      select * from (values ('ana@demo.example', 'Ana Admin', 'admin'), ('uli@demo.example', 'Uli User', 'user'), ('rae@demo.example', 'Rae Reader', 'read_only')) m (email, name, role)
    loop
      insert into app_public.users (email, name, role_id)
      select v_member.email, v_member.name, r.id from app_public.roles r where r.key = v_member.role;
    end loop;
    perform app_hidden.set_password(u.id, load_demo.password) from app_public.users u;
    perform app_public.load_sample_data();
  end if;
  return query select u.email, r.name from app_public.users u join app_public.roles r on r.id = u.role_id
    where u.email like '%@demo.example' order by u.created_at, u.id;
end
$$;
comment on function app_hidden.load_demo is
  'Makes the demo of a database without members: three accounts with this password and the sample data. Gives the demo accounts there are; called by the owner.';
