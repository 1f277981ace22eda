-- Lists corrections that one administrator has proposed and another must confirm: the case and since when, the oldest
-- first.
select case_id, since_us, count(*) over ()
from work_items where assignee = '@administrators'
order by since_us, case_id limit 20
