-- What one administrator has proposed to put right and another has to confirm: the case and since when, the oldest first.
-- Office by office, so that the index of worklists finds the few among millions.
select w.case_id, w.since_us, count(*) over ()
from tenants t
cross join lateral (
  select case_id, since_us from work_items where tenant_id = t.tenant_id and assignee = '@administrators' offset 0
) w
order by w.since_us, w.case_id limit 20
