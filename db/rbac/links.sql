-- Who sees, makes and removes the links of fields that lead to several records (metadata/links.sql).
create function app_hidden.wanted_link_policies(role_id uuid, field app_public.fields) returns table (verb text, qual text, check_qual text)
language plpgsql stable set search_path = '' as $$
declare
  v_source app_public.permissions;
  v_target app_public.permissions;
  v_read text;
  v_seen text;
  v_edit text;
begin
  select * into v_source from app_public.permissions p where p.role_id = wanted_link_policies.role_id and p.object = field.object;
  select * into v_target from app_public.permissions p where p.role_id = wanted_link_policies.role_id and p.object = field.target_object;
  -- Seen by who sees both ends; made and removed by who may edit the record that has the field. Records have the same rights as objects.
  select string_agg(format('exists (select from app_public.records r where r.id = %I)', e.column_name), ' and ' order by e.column_name),
    string_agg(format('(exists (select from app_public.records r where r.id = %1$I) or app_hidden.refuse_link(%1$L))', e.column_name), ' and ' order by e.column_name)
  into v_read, v_seen
  from (values ('source_id', v_source.read), ('target_id', v_target.read)) e (column_name, read) where e.read is distinct from 'all';
  v_edit := case when v_source.update is distinct from 'all' then 'app_hidden.may_edit(source_id)' end;
  return query values
    ('select', coalesce(v_read, 'true'), null),
    ('insert', null, coalesce(nullif(concat_ws(' and ', v_seen, v_edit), ''), 'true')),
    ('delete', coalesce(v_edit, 'true'), null);
end
$$;
comment on function app_hidden.wanted_link_policies is 'The policies of a role on the links of a field, which follow from its permissions on both objects.';

create function app_hidden.derive_links(role_id uuid, field app_public.fields) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform app_hidden.put_policy(format('app_custom.%I', field.link_table)::regclass, (r.key || ': ' || w.verb)::name, r.db_role, w.verb, w.qual, w.check_qual)
  from app_public.roles r cross join lateral app_hidden.wanted_link_policies(r.id, field) w
  where r.id = derive_links.role_id;
end
$$;
comment on function app_hidden.derive_links is 'Brings the policies of a role on the links of a field in line with its permissions.';

create function app_hidden.may_edit(record_id uuid) returns boolean
language sql stable security definer set search_path = ''
return app_hidden.is_owner() or exists (
  select from app_public.records r join app_public.permissions p on p.object = r.object and p.role_id = app_hidden.role_id()
  where r.id = may_edit.record_id and (p.update = 'all' or (p.update = 'own' and r.owner_id = app_hidden.user_id())));
comment on function app_hidden.may_edit is 'Whether the role in force may change this record.';
grant execute on function app_hidden.may_edit to :MEMBER;
