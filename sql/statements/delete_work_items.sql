-- Takes away what need not be done any more. Finding the assignee must not look like a use for the index by assignee:
-- somebody's whole worklist would be read for each row.
delete from work_items w
using (
  select unnest(@case_id::int8[]) as case_id, unnest(@track::int4[]) as track, unnest(@kind::text[]) as kind,
    unnest(@assignee::text[]) as assignee
) as x
where w.case_id = x.case_id and w.track = x.track and w.kind = x.kind
  and w.assignee is not distinct from x.assignee
