-- Open cases in the order of their next due date, from a place on; of one day those that have stood longest where they
-- are. What is shown besides is looked up for the cases of the page alone (`offset 0`): a plan made while the tables were
-- small walks them for each.
select c.case_id, c.workflow, v.version, c.state, v.title, c.due, v.opened_at, c.ended_at, v.data::text, c.since_us
from (
  select tenant_id, case_id, workflow, state, due, ended_at, since_us
  from cases
  where tenant_id = $1 and due is not null and due <= $2
    and ($3::date is null or due >= $3 and (due, since_us, case_id) > ($3, $4::int8, $5::int8))
  order by due, since_us, case_id limit $6
) c
cross join lateral (
  select version, title, opened_at, data from case_views
  where tenant_id = c.tenant_id and case_id = c.case_id offset 0
) v
order by c.due, c.since_us, c.case_id
