/** What is measured, as SQL: by hand, and as PostgreSQL alone does it. */
export const statements: Record<string, { text: string; many?: boolean }> = {
  readOne: {
    text: `select c.id, c.name, c.first_name, c.last_name, c.emails, c.phones, c.job_title, c.updated_at,
      json_build_object('id', k.id, 'name', k.name) as company
      from app_public.contacts c left join app_public.companies k on k.id = c.company_id where c.id = $1`,
  },
  create: {
    text: "insert into app_public.contacts (first_name, last_name, emails) values ($1, $2, array[$3]) returning id, name",
  },
  update: { text: "update app_public.contacts set job_title = $2 where id = $1 returning id, job_title" },
  delete: { text: "delete from app_public.contacts where id = $1 returning id" },
  list: {
    many: true,
    text: `select c.id, c.name, c.first_name, c.last_name, c.emails, c.phones, c.job_title, c.city, c.created_at,
      json_build_object('id', k.id, 'name', k.name) as company
      from app_public.contacts c left join app_public.companies k on k.id = c.company_id order by c.name, c.id limit 50`,
  },
  filtered: {
    many: true,
    text: `select c.id, c.name, c.first_name, c.last_name, c.emails, c.phones, c.job_title, c.city, c.created_at,
      json_build_object('id', k.id, 'name', k.name) as company
      from app_public.contacts c left join app_public.companies k on k.id = c.company_id
      where c.last_name ilike '%' || $1 || '%' order by c.last_name, c.id limit 50`,
  },
  boardColumn: {
    many: true,
    text: `select d.id, d.title, d.value, d.currency, d.position, json_build_object('id', k.id, 'name', k.name) as company
      from app_public.deals d left join app_public.companies k on k.id = d.company_id
      where d.stage_id = $1 order by d.position, d.id limit 50`,
  },
  search: { many: true, text: "select id, object, title from app_public.search($1) limit 20" },
};
