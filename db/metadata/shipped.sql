-- The shipped objects as metadata, and their exposure. Columns not named here are the database's own.
insert into app_public.objects (name, singular, label, label_plural, icon, color, schema_name, title_column, position, description) values
  ('contacts', 'contact', 'Contact', 'Contacts', 'user', 'blue', 'app_public', 'name', 1, 'A person.'),
  ('companies', 'company', 'Company', 'Companies', 'building-2', 'purple', 'app_public', 'name', 2, 'An organisation.'),
  ('deals', 'deal', 'Deal', 'Deals', 'handshake', 'green', 'app_public', 'title', 3, 'Something we hope to sell.'),
  ('tasks', 'task', 'Task', 'Tasks', 'circle-check', 'orange', 'app_public', 'title', 4, 'Something to do, about any records.'),
  ('notes', 'note', 'Note', 'Notes', 'sticky-note', 'amber', 'app_public', 'title', 5, 'Something written down (Markdown), about any records.');

insert into app_public.fields (object, name, column_name, label, type, target_object, inverse_name, inverse_label, is_required, is_unique, is_read_only, settings, "group", position)
select f.object, f.name, coalesce(f.column_name, f.name), f.label, f.type, f.target_object, f.inverse_name, f.inverse_label,
  f.flags like '%required%', f.flags like '%unique%', f.flags like '%kept%', f.settings::jsonb, f."group",
  row_number() over (partition by f.object order by f.n)
from (values
  ('contacts', 'name', null, 'Name', 'text', null, null, null, 'kept', '{}', '', 1),
  ('contacts', 'first_name', null, 'First name', 'text', null, null, null, '', '{}', '', 2),
  ('contacts', 'last_name', null, 'Last name', 'text', null, null, null, '', '{}', '', 3),
  ('contacts', 'emails', null, 'E-mails', 'emails', null, null, null, '', '{}', '', 4),
  ('contacts', 'phones', null, 'Phones', 'phones', null, null, null, '', '{}', '', 5),
  ('contacts', 'job_title', null, 'Job title', 'text', null, null, null, '', '{}', '', 6),
  ('contacts', 'company', 'company_id', 'Company', 'relation', 'companies', 'contacts', 'Contacts', '', '{}', '', 7),
  ('contacts', 'city', null, 'City', 'text', null, null, null, '', '{}', 'Address', 8),
  ('contacts', 'country', null, 'Country', 'text', null, null, null, '', '{}', 'Address', 9),
  ('contacts', 'linkedin', null, 'LinkedIn', 'url', null, null, null, '', '{}', '', 10),
  ('contacts', 'birthday', null, 'Birthday', 'date', null, null, null, '', '{}', '', 11),
  ('companies', 'name', null, 'Name', 'text', null, null, null, 'required', '{}', '', 1),
  ('companies', 'domain', null, 'Domain', 'text', null, null, null, 'unique', '{}', '', 2),
  ('companies', 'industry', null, 'Industry', 'text', null, null, null, '', '{}', '', 3),
  ('companies', 'employees', null, 'Employees', 'number', null, null, null, '', '{"decimals": 0}', '', 4),
  ('companies', 'annual_revenue', null, 'Annual revenue', 'currency', null, null, null, '', '{"currency_column": "currency"}', '', 5),
  ('companies', 'parent', 'parent_id', 'Parent company', 'relation', 'companies', 'subsidiaries', 'Subsidiaries', '', '{}', '', 6),
  ('companies', 'phone', null, 'Phone', 'text', null, null, null, '', '{"format": "phone"}', '', 7),
  ('companies', 'website', null, 'Website', 'url', null, null, null, '', '{}', '', 8),
  ('companies', 'street', null, 'Street', 'text', null, null, null, '', '{}', 'Address', 9),
  ('companies', 'city', null, 'City', 'text', null, null, null, '', '{}', 'Address', 10),
  ('companies', 'region', null, 'Region', 'text', null, null, null, '', '{}', 'Address', 11),
  ('companies', 'postal_code', null, 'Postal code', 'text', null, null, null, '', '{}', 'Address', 12),
  ('companies', 'country', null, 'Country', 'text', null, null, null, '', '{}', 'Address', 13),
  ('deals', 'title', null, 'Title', 'text', null, null, null, 'required', '{}', '', 1),
  ('deals', 'value', null, 'Value', 'currency', null, null, null, '', '{"currency_column": "currency"}', '', 2),
  ('deals', 'company', 'company_id', 'Company', 'relation', 'companies', 'deals', 'Deals', '', '{}', '', 3),
  ('deals', 'contact', 'contact_id', 'Main contact', 'relation', 'contacts', 'deals', 'Deals', '', '{}', '', 4),
  ('deals', 'stage', 'stage_id', 'Stage', 'enum', null, null, null, '', '{"options": "stages"}', '', 5),
  ('deals', 'pipeline', 'pipeline_id', 'Pipeline', 'enum', null, null, null, '', '{"options": "pipelines"}', '', 6),
  ('deals', 'probability', null, 'Probability', 'number', null, null, null, '', '{"decimals": 0, "unit": "%"}', '', 7),
  ('deals', 'expected_close_date', null, 'Expected close', 'date', null, null, null, '', '{}', '', 8),
  ('deals', 'closed_at', null, 'Closed', 'date_time', null, null, null, '', '{}', '', 9),
  ('deals', 'lost_reason', null, 'Lost reason', 'long_text', null, null, null, '', '{}', '', 10),
  ('tasks', 'title', null, 'Title', 'text', null, null, null, 'required', '{}', '', 1),
  ('tasks', 'body', null, 'Details', 'long_text', null, null, null, '', '{}', '', 2),
  ('tasks', 'status', null, 'Status', 'enum', null, null, null, '', '{}', '', 3),
  ('tasks', 'priority', null, 'Priority', 'enum', null, null, null, '', '{}', '', 4),
  ('tasks', 'due_at', null, 'Due', 'date_time', null, null, null, '', '{}', '', 5),
  ('tasks', 'assignee', 'assignee_id', 'Assignee', 'member', null, null, null, '', '{}', '', 6),
  ('tasks', 'remind_at', null, 'Reminder', 'date_time', null, null, null, '', '{}', '', 7),
  ('tasks', 'done_at', null, 'Done', 'date_time', null, null, null, 'kept', '{}', '', 8),
  ('notes', 'title', null, 'Title', 'text', null, null, null, '', '{}', '', 1),
  ('notes', 'body', null, 'Text', 'long_text', null, null, null, '', '{}', '', 2)
) f (object, name, column_name, label, type, target_object, inverse_name, inverse_label, flags, settings, "group", n);

-- What every object has.
insert into app_public.fields (object, name, column_name, label, type, is_read_only, "group", position)
select o.name, f.name, f.column_name, f.label, f.type, f.kept, 'System', f.position
from app_public.objects o, (values
  ('owner', 'owner_id', 'Owner', 'member', false, 900),
  ('created_at', 'created_at', 'Created', 'date_time', true, 901),
  ('created_by', 'created_by', 'Created by', 'member', true, 902),
  ('updated_at', 'updated_at', 'Updated', 'date_time', true, 903),
  ('updated_by', 'updated_by', 'Updated by', 'member', true, 904)
) f (name, column_name, label, type, kept, position);

insert into app_public.field_options (field_id, value, label, color, position)
select f.id, o.value, o.label, o.color, o.position
from app_public.fields f
join (values
  ('tasks', 'status', 'open', 'Open', 'blue', 1), ('tasks', 'status', 'done', 'Done', 'green', 2),
  ('tasks', 'priority', 'low', 'Low', 'gray', 1), ('tasks', 'priority', 'normal', 'Normal', 'blue', 2), ('tasks', 'priority', 'high', 'High', 'red', 3)
) o (object, field, value, label, color, position) on o.object = f.object and o.field = f.name;

insert into app_public.roles (key, name, description, db_role, is_shipped, settings, default_read, default_create, default_update, default_delete) values
  ('admin', 'Admin', 'Everything, and the settings.', app_hidden.role_name('admin'), true,
    array['members', 'roles', 'data_model', 'pipelines', 'webhooks', 'api_keys', 'import', 'export', 'audit', 'workspace'], 'all', true, 'all', 'all'),
  ('user', 'User', 'Reads and edits all records; imports and exports.', app_hidden.role_name('user'), true, array['import', 'export'], 'all', true, 'all', 'all'),
  ('read_only', 'Read-only', 'Reads all records.', app_hidden.role_name('read_only'), true, '{}', 'all', false, 'none', 'none');
update app_public.workspace set default_role_id = (select id from app_public.roles where key = 'user');

insert into app_public.permissions (role_id, object, read, "create", update, delete)
select r.id, o.name, r.default_read, r.default_create, r.default_update, r.default_delete from app_public.roles r, app_public.objects o;
select app_hidden.derive_role(id) from app_public.roles;
select app_hidden.expose(format('%I.%I', schema_name, name)::regclass) from app_public.objects order by position;
