-- Deletes work items that need not be done any more. The assignee is compared in a way for which the planner does not
-- use the index by assignee, because it would read somebody's whole worklist for each row.
delete from work_items w
using (
  select unnest(@case_id::int8[]) as case_id, unnest(@track::int4[]) as track, unnest(@kind::text[]) as kind,
    unnest(@assignee::text[]) as assignee
) as x
where w.case_id = x.case_id and w.track = x.track and w.kind = x.kind
  and w.assignee is not distinct from x.assignee
