-- Takes the timers that are really still there; the cases are locked already.
delete from timers t using unnest($1::int2[], $2::int8[], $3::int8[], $4::text[], $5::int4[])
  as x(lane, due_us, case_id, kind, tenant_id)
where t.lane = x.lane and t.due_us = x.due_us and t.case_id = x.case_id and t.kind = x.kind
  and t.tenant_id = x.tenant_id
returning t.lane, t.due_us, t.case_id, t.kind, t.tenant_id
