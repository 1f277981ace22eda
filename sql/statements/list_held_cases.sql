-- Of these cases, those whose rows somebody else holds just now. It waits for nobody.
with free as materialized (
  select c.tenant_id, c.case_id from unnest($1::int4[], $2::int8[]) as x(tenant_id, case_id)
  join cases c using (tenant_id, case_id) order by c.case_id for no key update of c skip locked
)
select c.case_id from unnest($1::int4[], $2::int8[]) as x(tenant_id, case_id) join cases c using (tenant_id, case_id)
where not exists (select from free f where f.tenant_id = c.tenant_id and f.case_id = c.case_id)
order by c.case_id
