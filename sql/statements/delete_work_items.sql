-- Takes away what need not be done any more. Finding the assignee must not look like a use for the index by assignee:
-- somebody's whole worklist would be read for each row.
delete from work_items w using unnest($1::int4[], $2::int8[], $3::int4[], $4::text[], $5::text[])
  as x(tenant_id, case_id, track, kind, assignee)
where w.tenant_id = x.tenant_id and w.case_id = x.case_id and w.track = x.track and w.kind = x.kind
  and w.assignee is not distinct from x.assignee
