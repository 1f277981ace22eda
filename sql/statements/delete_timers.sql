-- Disarms timers by their full key.
delete from timers t using unnest($1::int2[], $2::int8[], $3::int8[], $4::text[], $5::int4[])
  as x(lane, due_us, case_id, kind, tenant_id)
where t.lane = x.lane and t.due_us = x.due_us and t.case_id = x.case_id and t.kind = x.kind
  and t.tenant_id = x.tenant_id
