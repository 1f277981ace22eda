-- Lists the dates that one re-dating moved.
select d.case_id,
  coalesce((select title from case_views v where v.case_id = d.case_id),
    (select title from archived_cases a where a.case_id = d.case_id), ''),
  d.track, d.subject, d.old_due, d.new_due, d.is_settled
from redated_dates d
where d.redating_id = @redating_id order by d.case_id, d.track, d.subject
