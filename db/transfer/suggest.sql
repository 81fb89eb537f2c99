-- Which field a column of a file is probably meant for: by its name, in several languages, and by what its values look like.
create function app_hidden.import_words() returns table (object text, field text, words text[])
language sql immutable parallel safe
begin atomic
  select * from (values
    ('contacts', 'first_name', array['firstname', 'givenname', 'forename', 'fname', 'vorname', 'prenom', 'nombre', 'primernombre', 'nome', 'voornaam', 'imie', 'fornavn']),
    ('contacts', 'last_name', array['lastname', 'surname', 'familyname', 'lname', 'nachname', 'familienname', 'zuname', 'nomdefamille', 'nom', 'apellido', 'apellidos', 'cognome', 'sobrenome', 'achternaam', 'nazwisko', 'etternavn', 'efternamn', 'efternavn']),
    ('contacts', 'name', array['fullname', 'contactname', 'person', 'displayname', 'vollstandigername', 'nomcomplet', 'nombrecompleto', 'nomecompleto', 'ansprechpartner']),
    ('contacts', 'emails', array['email', 'emailaddress', 'emails', 'mail', 'workemail', 'email1', 'email2', 'email1value', 'emailadresse', 'courriel', 'adressemail', 'correo', 'correoelectronico', 'epost']),
    ('contacts', 'phones', array['phone', 'phonenumber', 'telephone', 'tel', 'mobile', 'mobilephone', 'cell', 'cellphone', 'workphone', 'homephone', 'businessphone', 'otherphone', 'districtphones', 'telefon', 'telefonnummer', 'handy', 'mobil', 'telefono', 'telefoon', 'movil', 'celular', 'portable', 'phone1', 'phone2']),
    ('contacts', 'job_title', array['title', 'jobtitle', 'position', 'role', 'function', 'beruf', 'stelle', 'funktion', 'poste', 'fonction', 'cargo', 'puesto', 'ruolo', 'functie']),
    ('contacts', 'company', array['companyname', 'account', 'accountname', 'organization', 'organisation', 'organizationname', 'employer', 'firma', 'firmenname', 'unternehmen', 'societe', 'entreprise', 'empresa', 'compania', 'azienda', 'bedrijf']),
    ('contacts', 'birthday', array['birthdate', 'dateofbirth', 'dob', 'born', 'geburtstag', 'geburtsdatum', 'datedenaissance', 'fechadenacimiento', 'cumpleanos', 'datadinascita']),
    ('contacts', 'linkedin', array['linkedinurl', 'linkedinprofile', 'linkedinprofileurl', 'personlinkedinurl']),
    ('companies', 'name', array['company', 'companyname', 'account', 'accountname', 'organization', 'organisation', 'organizationname', 'business', 'customer', 'client', 'firma', 'firmenname', 'unternehmen', 'kunde', 'societe', 'entreprise', 'nom', 'raisonsociale', 'empresa', 'razonsocial', 'cliente', 'azienda', 'bedrijf', 'naam']),
    ('companies', 'domain', array['companydomainname', 'domainname', 'emaildomain', 'webdomain']),
    ('companies', 'website', array['url', 'web', 'homepage', 'websiteurl', 'webseite', 'internet', 'siteweb', 'site', 'sitioweb', 'paginaweb']),
    ('companies', 'industry', array['sector', 'branche', 'vertical', 'secteur', 'industria', 'settore', 'branch']),
    ('companies', 'employees', array['numberofemployees', 'employeecount', 'noofemployees', 'headcount', 'size', 'companysize', 'mitarbeiter', 'mitarbeiterzahl', 'effectif', 'empleados', 'dipendenti', 'medewerkers']),
    ('companies', 'annual_revenue', array['revenue', 'turnover', 'sales', 'annualsales', 'umsatz', 'jahresumsatz', 'chiffredaffaires', 'ingresos', 'facturacion', 'fatturato', 'omzet']),
    ('companies', 'parent', array['parentcompany', 'parentaccount', 'subsidiaryof', 'parentname', 'parentorganization', 'mutterunternehmen', 'muttergesellschaft', 'konzern', 'maisonmere', 'empresamatriz', 'ultimateparent', 'headquarterscompany']),
    ('companies', 'phone', array['phonenumber', 'telephone', 'tel', 'mainphone', 'telefon', 'telefonnummer', 'telefono', 'telefoon', 'companyphone']),
    ('deals', 'title', array['dealname', 'name', 'opportunity', 'opportunityname', 'opportunityid', 'opportunitytitle', 'subject', 'auftrag', 'angebot', 'projekt', 'affaire', 'oportunidad', 'negocio', 'opportunita']),
    ('deals', 'value', array['amount', 'dealvalue', 'dealamount', 'closevalue', 'price', 'revenue', 'total', 'expectedrevenue', 'betrag', 'wert', 'volumen', 'auftragswert', 'montant', 'valeur', 'importe', 'valor', 'monto', 'importo', 'valore', 'bedrag']),
    ('deals', 'company', array['account', 'accountname', 'companyname', 'organization', 'organisation', 'customer', 'client', 'associatedcompany', 'firma', 'kunde', 'unternehmen', 'societe', 'entreprise', 'empresa', 'cliente', 'azienda', 'klant']),
    ('deals', 'contact', array['contact', 'contactname', 'primarycontact', 'person', 'associatedcontact', 'ansprechpartner', 'kontakt', 'contacto', 'contatto']),
    ('deals', 'stage', array['dealstage', 'status', 'salesstage', 'phase', 'stagename', 'etape', 'etapa', 'fase', 'opportunitystage']),
    ('deals', 'pipeline', array['pipelinename', 'dealpipeline', 'salesprocess']),
    ('deals', 'probability', array['winprobability', 'dealprobability', 'wahrscheinlichkeit', 'probabilite', 'probabilidad', 'probabilita']),
    ('deals', 'expected_close_date', array['expectedclose', 'expectedclosedate', 'closedate', 'closingdate', 'forecastdate', 'duedate', 'abschlussdatum', 'datedecloture', 'fechadecierre']),
    ('deals', 'closed_at', array['closed', 'closedate', 'closeddate', 'closedon', 'wontime', 'losttime', 'actualclosedate', 'abgeschlossenam']),
    ('deals', 'lost_reason', array['lostreason', 'lossreason', 'closedlostreason', 'reasonlost', 'verlustgrund']),
    ('tasks', 'title', array['task', 'subject', 'name', 'todo', 'aufgabe', 'betreff', 'tache', 'tarea']),
    ('tasks', 'body', array['description', 'details', 'notes', 'beschreibung', 'comment']),
    ('tasks', 'due_at', array['due', 'duedate', 'deadline', 'faellig', 'faelligam', 'falligam', 'echeance', 'vencimiento']),
    ('tasks', 'assignee', array['assignedto', 'responsible', 'zustandig', 'verantwortlich', 'responsable']),
    ('notes', 'title', array['subject', 'name', 'heading', 'titel', 'betreff']),
    ('notes', 'body', array['note', 'text', 'content', 'description', 'comment', 'notes', 'notiz', 'contenu', 'contenido']),
    (null, 'street', array['address', 'streetaddress', 'address1', 'addressline1', 'strasse', 'adresse', 'rue', 'direccion', 'calle', 'indirizzo', 'via']),
    (null, 'city', array['town', 'ort', 'stadt', 'ville', 'ciudad', 'citta', 'plaats', 'cidade', 'miasto']),
    (null, 'region', array['state', 'province', 'stateregion', 'county', 'bundesland', 'departement', 'provincia', 'estado', 'regione']),
    (null, 'postal_code', array['zip', 'zipcode', 'postcode', 'plz', 'postleitzahl', 'codepostal', 'codigopostal', 'cap', 'cp']),
    (null, 'country', array['nation', 'land', 'officelocation', 'location', 'pays', 'pais', 'paese', 'countryregion']),
    (null, 'owner', array['accountowner', 'contactowner', 'dealowner', 'companyowner', 'opportunityowner', 'ownername', 'salesagent', 'salesrep', 'salesperson', 'agent', 'accountmanager', 'assignedto', 'responsible', 'besitzer', 'betreuer', 'proprietaire', 'propietario', 'responsable']),
    (null, 'created_at', array['createdat', 'created', 'createdate', 'createddate', 'createdon', 'creationdate', 'datecreated', 'dateadded', 'erstelltam', 'angelegtam', 'datedecreation', 'fechadecreacion']),
    (null, 'id', array['id', 'recordid', 'rowanid'])
  ) w (object, field, words);
end;
comment on function app_hidden.import_words is 'What other programs and languages call our fields, folded and without blanks; object null: of every object that has such a field.';

create function app_hidden.import_key(name text) returns text
language sql immutable parallel safe strict
return regexp_replace(app_hidden.fold(name), '[^[:alnum:]]+', '', 'g');
comment on function app_hidden.import_key is 'A name of a column or field as names are compared: folded, letters and digits only.';

create function app_hidden.import_fits(kind text, field_type text) returns numeric
language sql immutable parallel safe
return case
  when kind is null or kind = 'empty' then 1
  when field_type in ('emails') then case kind when 'email' then 1.1 when 'text' then 0.7 else 0 end
  when field_type in ('phones') then case when kind = 'phone' then 1.1 when kind in ('integer', 'number', 'text') then 0.8 else 0 end
  when field_type in ('number', 'currency', 'rating') then case when kind in ('integer', 'number') then 1 when kind = 'text' then 0.6 else 0 end
  when field_type in ('date', 'date_time') then case kind when 'date' then 1 when 'text' then 0.6 else 0 end
  when field_type = 'boolean' then case when kind in ('boolean', 'integer') then 1 when kind = 'text' then 0.6 else 0.3 end
  when field_type = 'id' then case kind when 'uuid' then 1 else 0 end
  when field_type = 'url' then case when kind in ('url', 'domain', 'text') then 1 else 0 end
  when field_type in ('text', 'long_text') then case when kind in ('email', 'boolean') then 0.6 else 1 end
  -- A name beside an id means the same, and means it in any other database too.
  when field_type in ('relation', 'many_to_many', 'member', 'enum', 'multi_enum') then case when kind in ('date', 'number', 'boolean') then 0.3 when kind = 'uuid' then 0.7 else 1 end
  else 1 end;
comment on function app_hidden.import_fits is 'How well values that look so go into a field of this type: 0 not at all, 1 well.';

create function app_hidden.import_suggestions(object text, columns jsonb)
returns table (index integer, field text, confidence numeric, is_id boolean)
language sql stable as $$
  with cols as (
    select c.index, array(select substring(s from '^[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}')::uuid from jsonb_array_elements_text(c.samples) s) as ids, app_hidden.import_key(c.name) as key, app_hidden.import_key(regexp_replace(app_hidden.fold(c.name), '^' || o.singular || '|' || o.name || '\M', '')) as short,
      c.kind, exists (select from jsonb_array_elements_text(c.samples || coalesce(c.choices, '[]')) s where app_hidden.fold(s) ~ '\m(won|lost|gewonnen|verloren)\M') as ends
    from jsonb_to_recordset(columns) c (index integer, name text, kind text, samples jsonb, choices jsonb)
    join app_public.objects o on o.name = import_suggestions.object
  ),
  targets as (
    select t.field, t.type, t.settings, t.target_object, array_remove(array[app_hidden.import_key(t.field), app_hidden.import_key(t.label), app_hidden.import_key(t.column_name),
        case t.type when 'many_to_many' then app_hidden.import_key(t.field) || 'ids' end], '') as keys,
      array(select unnest(w.words) from app_hidden.import_words() w where w.field = t.field and coalesce(w.object, import_suggestions.object) = import_suggestions.object)
        -- What a thing is called may head its column: "product" in a list of products.
        || case when t.column_name = o.title_column then array[app_hidden.import_key(o.singular), app_hidden.import_key(o.label), app_hidden.import_key(o.name), app_hidden.import_key(o.label_plural)] else '{}' end
        || case when t.type in ('relation', 'many_to_many') then (
          select array[app_hidden.import_key(g.singular), app_hidden.import_key(g.label), app_hidden.import_key(g.name)] from app_public.objects g where g.name = t.target_object and t.target_object <> o.name) else '{}' end as words
    from app_public.import_targets(import_suggestions.object) t join app_public.objects o on o.name = import_suggestions.object
  )
  select c.index, t.field, round(least(1, case when i.is_id then 1 else app_hidden.import_fits(c.kind, case when t.settings ? 'options' then 'enum' else t.type end) end * greatest(
    case when c.key = any (t.keys) then 1 when c.short = any (t.keys) then 0.95 when c.key = any (t.words) then 0.94 when c.short = any (t.words) then 0.9 else 0 end,
    0.85 * (select max(public.similarity(c.key, k))::numeric from unnest(t.keys || t.words) k where length(k) > 3),
    case when c.kind = 'email' and t.type = 'emails' then 0.6 when c.kind = 'phone' and t.type = 'phones' then 0.55 else 0 end
  )
  -- A closing date is behind us where deals are won and lost, and expected otherwise.
  + case when t.field = 'closed_at' and c.key ~ 'clos' and bool_or(c.ends) over () then 0.02 when t.field = 'closed_at' then -0.02 else 0 end), 2), i.is_id
  from cols c cross join targets t
  -- The ids of what is here, as an export writes them, tell more than names do; those of another database tell nothing.
  cross join lateral (select case
    when t.type in ('relation', 'many_to_many') then exists (select from app_public.records r where r.id = any (c.ids) and r.object = t.target_object)
    when t.type = 'member' then exists (select from app_public.users u where u.id = any (c.ids))
    when t.settings ->> 'options' = 'stages' then exists (select from app_public.stages s where s.id = any (c.ids))
    when t.settings ->> 'options' = 'pipelines' then exists (select from app_public.pipelines p where p.id = any (c.ids))
    else false end as is_id) i
  where c.kind is distinct from 'empty' or c.key = any (t.keys || t.words)
$$;
comment on function app_hidden.import_suggestions is
  'How surely each column of a file is meant for each field of an object, from 0 to 1. is_id: it holds ids of what the field leads to.';

create function app_hidden.import_new_field("column" jsonb, row_count integer) returns jsonb
language sql immutable as $$
  select jsonb_build_object('label', left(initcap(btrim(regexp_replace(regexp_replace("column" ->> 'name', '([a-z])([A-Z])', '\1 \2', 'g'), '[_\s]+', ' ', 'g'))), 60)) || case "column" ->> 'kind'
    when 'integer' then '{"type": "number", "settings": {"decimals": 0}}'
    when 'number' then '{"type": "number", "settings": {}}'
    when 'date' then '{"type": "date", "settings": {}}'
    when 'boolean' then '{"type": "boolean", "settings": {}}'
    when 'email' then '{"type": "emails", "settings": {}}'
    when 'phone' then '{"type": "phones", "settings": {}}'
    when 'url' then '{"type": "url", "settings": {}}'
    when 'long_text' then '{"type": "long_text", "settings": {}}'
    when 'uuid' then '{"type": "text", "settings": {}}'
    -- Choices are what comes back again and again, among the rows that say anything.
    else case when jsonb_array_length("column" -> 'choices') between 2 and 30
        and row_count * ("column" ->> 'filled')::numeric >= 5 * jsonb_array_length("column" -> 'choices')
      then jsonb_build_object('type', 'enum', 'settings', jsonb_build_object('options', "column" -> 'choices'))
      else '{"type": "text", "settings": {}}' end end
$$;
comment on function app_hidden.import_new_field is 'The field that would hold a column for which there is none: what create_field takes.';

create function app_hidden.import_guess(object text, columns jsonb, row_count integer, out columns_known jsonb, out mapping jsonb)
language plpgsql stable as $$
declare
  v_pair record;
  v_fields text[] := '{}';
  v_indexes integer[] := '{}';
  v_by_id text[] := '{}';
begin
  mapping := '[]';
  for v_pair in
    select s.index, s.field, s.is_id, t.is_list from app_hidden.import_suggestions(import_guess.object, import_guess.columns) s
    join app_public.import_targets(import_guess.object) t on t.field = s.field
    join jsonb_to_recordset(import_guess.columns) c (index integer, filled numeric) on c.index = s.index
    where s.confidence >= 0.55
    -- An id comes before a name, unless there are rows that have but the name.
    order by s.confidence desc, s.is_id and c.filled >= max(c.filled) over (partition by s.field, s.confidence) desc, s.index, t.position
  loop
    continue when v_pair.index = any (v_indexes) or v_pair.field = any (v_fields) and (not v_pair.is_list or v_pair.is_id) or v_pair.field = any (v_by_id)
      or v_pair.field = 'name' and v_fields && array['first_name', 'last_name'] and import_guess.object = 'contacts';
    v_indexes := v_indexes || v_pair.index;
    v_fields := v_fields || v_pair.field;
    v_by_id := v_by_id || case when v_pair.is_id then v_pair.field end;
    mapping := mapping || jsonb_build_object('column', v_pair.index, 'field', v_pair.field);
  end loop;
  with likely as materialized (
    select s.index, jsonb_agg(jsonb_build_object('field', s.field, 'confidence', s.confidence) order by s.confidence desc) as fields
    from app_hidden.import_suggestions(import_guess.object, import_guess.columns) s where s.confidence >= 0.4 group by 1
  )
  select jsonb_agg(c.col - 'choices' || jsonb_build_object('suggestions', coalesce(l.fields, '[]'), 'newField', app_hidden.import_new_field(c.col, row_count)) order by c.n)
  into columns_known
  from jsonb_array_elements(import_guess.columns) with ordinality c (col, n) left join likely l on l.index = (c.col ->> 'index')::integer;
end
$$;
comment on function app_hidden.import_guess is 'The columns of a file with what each is probably meant for, and the mapping that follows from it.';
