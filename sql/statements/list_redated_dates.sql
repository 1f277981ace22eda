-- The dates that one re-dating moved.
select d.case_id,
  coalesce((select title from case_views v where v.tenant_id = d.tenant_id and v.case_id = d.case_id),
    (select title from archived_cases a where a.tenant_id = d.tenant_id and a.case_id = d.case_id), ''),
  d.track, d.subject, d.old_due, d.new_due, d.is_settled
from redated_dates d
where d.tenant_id = $1 and d.redating_id = $2 order by d.case_id, d.track, d.subject
