-- Arms those of these timers that are not armed, in the lane that the clock of their office says.
insert into timers (lane, due_us, case_id, kind, tenant_id)
select x.lane + case when t.clock_us is null then 0 else 64 end, x.due_us, x.case_id, x.kind, x.tenant_id
from unnest($1::int2[], $2::int8[], $3::int8[], $4::text[], $5::int4[]) as x(lane, due_us, case_id, kind, tenant_id)
join tenants t using (tenant_id)
on conflict do nothing
