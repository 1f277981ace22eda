-- Of these timers, the cases of those that are not armed; a tenant's clock says in which of two lanes they are.
select distinct x.case_id
from unnest($1::int2[], $2::int8[], $3::int8[], $4::text[], $5::int4[]) as x(lane, due_us, case_id, kind, tenant_id)
where not exists (
  select from timers t where t.lane in (x.lane, x.lane + 64) and t.due_us = x.due_us and t.case_id = x.case_id
    and t.kind = x.kind and t.tenant_id = x.tenant_id)
order by x.case_id
