-- People. Who may do what is in app_public.permissions.
create table app_public.contacts (
  id uuid primary key default uuidv7(),
  owner_id uuid default app_hidden.user_id() references app_public.users on delete set null,
  first_name text constraint contacts_first_name_length check (length(first_name) <= 200),
  last_name text constraint contacts_last_name_length check (length(last_name) <= 200),
  name text not null generated always as (
    coalesce(nullif(btrim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), ''), emails[1], '')) stored
    constraint contacts_name_present check (name <> ''),
  emails text[] not null default '{}' constraint contacts_emails_format check (app_hidden.are_emails(emails)),
  phones text[] not null default '{}' constraint contacts_phones_count check (cardinality(phones) <= 20),
  job_title text constraint contacts_job_title_length check (length(job_title) <= 300),
  company_id uuid references app_public.companies on delete set null,
  city text,
  country text,
  linkedin text constraint contacts_linkedin_length check (length(linkedin) <= 2000),
  birthday date constraint contacts_birthday_range check (extract(year from birthday) between 1 and 9999),
  created_at timestamptz not null default now(),
  created_by uuid references app_public.users on delete set null not enforced,
  updated_at timestamptz not null default now(),
  updated_by uuid references app_public.users on delete set null not enforced
);
create index contacts_owner_id_idx on app_public.contacts (owner_id, id);
create index contacts_company_id_idx on app_public.contacts (company_id, id);
create index contacts_created_by_idx on app_public.contacts (created_by);
create index contacts_updated_by_idx on app_public.contacts (updated_by);
create index contacts_last_name_idx on app_public.contacts (last_name, id);
create index contacts_name_idx on app_public.contacts (name, id);
create index contacts_created_at_idx on app_public.contacts (created_at, id);
create index contacts_emails_idx on app_public.contacts using gin (emails) with (gin_pending_list_limit = 16384);
create index contacts_text_idx on app_public.contacts using gin (
  name public.gin_trgm_ops, first_name public.gin_trgm_ops, last_name public.gin_trgm_ops, job_title public.gin_trgm_ops) with (gin_pending_list_limit = 16384);

create function app_hidden.tg_contacts__normalise() returns trigger
language plpgsql as $$
begin
  new.emails := app_hidden.lower_all(coalesce(new.emails, '{}'));
  new.phones := coalesce(new.phones, '{}');
  return new;
end
$$;
comment on function app_hidden.tg_contacts__normalise is 'E-mail addresses compare without case, so they are kept in lower case; null means none.';
create trigger _200_normalise before insert or update of emails, phones on app_public.contacts
  for each row when (new.emails is null or new.phones is null or new.emails::text ~ '[[:upper:]]|" | "|""')
  execute function app_hidden.tg_contacts__normalise();

comment on column app_public.contacts.owner_id is 'The member answerable for this contact; decides who may read and edit it.';
comment on column app_public.contacts.name is 'First and last name, or the first e-mail address.';
comment on column app_public.contacts.emails is E'@lower\nE-mail addresses, the main one first, in lower case.';
comment on column app_public.contacts.phones is 'Phone numbers, the main one first, as given.';
comment on column app_public.contacts.linkedin is 'The address of the LinkedIn profile.';
comment on constraint contacts_name_present on app_public.contacts is 'A contact needs a first name, a last name or an e-mail address.';
comment on constraint contacts_emails_format on app_public.contacts is 'One of these is not an e-mail address.';
comment on constraint contacts_first_name_length on app_public.contacts is 'A first name has at most 200 characters.';
comment on constraint contacts_last_name_length on app_public.contacts is 'A last name has at most 200 characters.';
comment on constraint contacts_job_title_length on app_public.contacts is 'A job title has at most 300 characters.';
comment on constraint contacts_linkedin_length on app_public.contacts is 'An address of LinkedIn has at most 2,000 characters.';
comment on constraint contacts_phones_count on app_public.contacts is 'A contact has at most 20 phone numbers.';
comment on constraint contacts_birthday_range on app_public.contacts is 'A birthday is a date of the years 1 to 9999.';
