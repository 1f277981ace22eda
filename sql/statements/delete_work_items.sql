-- Takes away what need not be done any more. Finding the assignee must not look like a use for the index by assignee:
-- somebody's whole worklist would be read for each row.
delete from work_items w
using (
  select unnest($1::int8[]) as case_id, unnest($2::int4[]) as track, unnest($3::text[]) as kind,
    unnest($4::text[]) as assignee
) as x
where w.case_id = x.case_id and w.track = x.track and w.kind = x.kind
  and w.assignee is not distinct from x.assignee
