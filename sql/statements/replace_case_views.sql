-- Writes what lists show of these cases anew, wherever the cases stand.
with meant as materialized (
  select * from unnest($1::int4[], $2::int8[], $3::text[], $4::int4[], $5::text[], $6::text[], $7::date[],
    $8::timestamptz[], $9::timestamptz[], $10::jsonb[])
    as x(tenant_id, case_id, workflow, version, state, title, due, opened_at, ended_at, data)
), archived as (
  update archived_cases a set workflow = m.workflow, version = m.version, state = m.state, title = m.title, due = m.due,
    opened_at = m.opened_at, ended_at = m.ended_at, data = m.data
  from meant m where a.tenant_id = m.tenant_id and a.case_id = m.case_id
), standing as (
  update cases d set workflow = m.workflow, state = m.state, due = m.due, ended_at = m.ended_at
  from meant m where d.tenant_id = m.tenant_id and d.case_id = m.case_id
)
insert into case_views (tenant_id, case_id, version, title, opened_at, data)
select m.tenant_id, m.case_id, m.version, m.title, m.opened_at, m.data from meant m join cases c using (tenant_id, case_id)
on conflict (tenant_id, case_id) do update set version = excluded.version, title = excluded.title,
  opened_at = excluded.opened_at, data = excluded.data
