-- Of these business keys, the cases of those that are not theirs.
select distinct x.case_id
from unnest($1::int4[], $2::text[], $3::text[], $4::text[], $5::int8[])
  as x(tenant_id, workflow, field, value, case_id)
where not exists (
  select from case_keys k where k.tenant_id = x.tenant_id and k.workflow = x.workflow and k.field = x.field
    and k.value = x.value and k.case_id = x.case_id)
order by x.case_id
