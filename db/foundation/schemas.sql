-- The four schemas, the extensions and the fixed roles of the cluster.
create extension if not exists pgcrypto with schema public;
create extension if not exists pg_trgm with schema public;
create extension if not exists unaccent with schema public;

create schema app_public;
create schema app_custom;
create schema app_hidden;
create schema app_private;
comment on schema app_public is 'Shipped tables and functions: what GraphQL, REST and SQL offer.';
comment on schema app_custom is 'Tables of custom objects; only the metadata functions create them.';
comment on schema app_hidden is 'Helpers that policies, triggers and the server call; not part of the API.';
comment on schema app_private is 'Secrets; reached through security definer functions only.';

-- Only this form, without a schema, takes EXECUTE away from PUBLIC for functions made later.
alter default privileges revoke execute on functions from public;

-- Roles belong to the cluster and outlive a database, so each is made only when it is missing.
do $$
declare
  v_role text;
begin
  if length(current_database()) > 30 then
    raise exception 'The name of the database (%) is longer than 30 bytes; role names start with it.', current_database();
  end if;
  foreach v_role in array array['authenticator', 'worker', 'anonymous', 'member'] loop
    if not exists (select from pg_catalog.pg_roles where rolname = current_database() || '_' || v_role) then
      execute format('create role %I %s', current_database() || '_' || v_role,
        case when v_role in ('authenticator', 'worker') then 'login noinherit' else 'nologin' end);
    end if;
  end loop;
end
$$;
grant :ANONYMOUS to :AUTHENTICATOR;

grant usage on schema app_public, app_custom to :MEMBER, :ANONYMOUS;
grant usage on schema app_hidden to :MEMBER, :ANONYMOUS, :AUTHENTICATOR, :WORKER;
