-- Organisations we sell to. Who may do what is in app_public.permissions.
create table app_public.companies (
  id uuid primary key default uuidv7(),
  owner_id uuid default app_hidden.user_id() references app_public.users on delete set null,
  name text not null constraint companies_name_length check (length(btrim(name)) between 1 and 300),
  domain text constraint companies_domain_format check (domain ~ '^[^\s/@]+\.[^\s/@.]+$'),
  phone text constraint companies_phone_length check (length(phone) <= 60),
  website text constraint companies_website_length check (length(website) <= 2000),
  industry text constraint companies_industry_length check (length(industry) <= 120),
  employees integer constraint companies_employees_positive check (employees >= 0),
  annual_revenue numeric constraint companies_annual_revenue_range check (abs(annual_revenue) < 1e15),
  currency text constraint companies_currency_format check (currency ~ '^[A-Z]{3}$'),
  parent_id uuid references app_public.companies on delete set null constraint companies_parent_other check (parent_id <> id),
  street text,
  city text,
  region text,
  postal_code text,
  country text,
  created_at timestamptz not null default now(),
  created_by uuid references app_public.users on delete set null not enforced,
  updated_at timestamptz not null default now(),
  updated_by uuid references app_public.users on delete set null not enforced
);
create unique index companies_domain_unique on app_public.companies (domain);
create index companies_owner_id_idx on app_public.companies (owner_id, id);
create index companies_parent_id_idx on app_public.companies (parent_id);
create index companies_created_by_idx on app_public.companies (created_by);
create index companies_updated_by_idx on app_public.companies (updated_by);
create index companies_name_idx on app_public.companies (name, id);
create index companies_created_at_idx on app_public.companies (created_at, id);
create index companies_text_idx on app_public.companies using gin (name public.gin_trgm_ops, domain public.gin_trgm_ops, city public.gin_trgm_ops) with (gin_pending_list_limit = 16384);

create function app_hidden.tg_companies__normalise() returns trigger
language plpgsql as $$
begin
  new.domain := app_hidden.domain_of(new.domain);
  if new.annual_revenue is not null and new.currency is null then
    new.currency := (select w.currency from app_public.workspace w);
  end if;
  return new;
end
$$;
comment on function app_hidden.tg_companies__normalise is 'Keeps the bare domain of a pasted URL, and gives a revenue its currency.';
create trigger _200_normalise before insert or update of domain, annual_revenue, currency on app_public.companies
  for each row execute function app_hidden.tg_companies__normalise();

create function app_hidden.tg_companies__parent() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Who would close the circle at the same moment waits, and then sees the other half.
  if tg_op = 'UPDATE' and new.parent_id is distinct from old.parent_id then
    perform pg_advisory_xact_lock(hashtext('app_hidden.tg_companies__parent'));
  end if;
  if exists (
    with recursive above (id) as (
      select new.parent_id
      union
      select c.parent_id from app_public.companies c join above a on a.id = c.id)
    select from above a where a.id = new.id) then
    perform app_hidden.fail('RM400', 'companies_parent_above', 'A company cannot belong to one that belongs to it.', 'Take the other one out of it first.', 'parent_id');
  end if;
  return null;
end
$$;
comment on function app_hidden.tg_companies__parent is 'Companies do not go round in a circle, also when several are written at once, or by several people. Raises RM400.';
create trigger _300_parent after insert or update of parent_id on app_public.companies
  for each row when (new.parent_id is not null) execute function app_hidden.tg_companies__parent();

comment on column app_public.companies.owner_id is 'The member answerable for this company; decides who may read and edit it.';
comment on column app_public.companies.domain is E'@lower\nThe bare e-mail and web domain, such as acme.com; unique when set.';
comment on column app_public.companies.annual_revenue is 'Revenue of a year, in currency.';
comment on column app_public.companies.currency is 'ISO 4217 code of the annual revenue.';
comment on column app_public.companies.parent_id is 'The company to which this one belongs.';
comment on index app_public.companies_domain_unique is 'Another company already has this domain.';
comment on constraint companies_parent_other on app_public.companies is 'A company cannot be its own parent.';
comment on constraint companies_name_length on app_public.companies is 'A company needs a name of at most 300 characters.';
comment on constraint companies_domain_format on app_public.companies is 'This is not a domain such as acme.com.';
comment on constraint companies_phone_length on app_public.companies is 'A phone number has at most 60 characters.';
comment on constraint companies_website_length on app_public.companies is 'An address of a website has at most 2,000 characters.';
comment on constraint companies_industry_length on app_public.companies is 'An industry has at most 120 characters.';
comment on constraint companies_employees_positive on app_public.companies is 'A company has no fewer than 0 employees.';
comment on constraint companies_annual_revenue_range on app_public.companies is 'An annual revenue is less than 1,000,000,000,000,000.';
comment on constraint companies_currency_format on app_public.companies is 'A currency is a code such as EUR.';
