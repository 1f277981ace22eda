-- The dates that one re-dating moved.
select d.case_id, coalesce(v.title, ''), d.track, d.subject, d.old_due, d.new_due, d.is_settled
from redated_dates d left join every_case_view v using (tenant_id, case_id)
where d.tenant_id = $1 and d.redating_id = $2 order by d.case_id, d.track, d.subject
