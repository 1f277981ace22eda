-- Lists open cases in which something is asked of these persons by name, or to which their name gives them a part, and
-- how many there are.
select c.case_id, coalesce(v.title, ''), count(*) over ()
from (
  select w.case_id from work_items w where w.assignee = any(@persons)
  union
  select r.case_id from case_readers r where r.reader = any(@persons)
) n join cases c using (case_id) left join case_views v using (case_id)
where c.ended_at is null or exists (
  select from work_items w where w.case_id = c.case_id and w.assignee = any(@persons))
order by c.case_id limit @limit
