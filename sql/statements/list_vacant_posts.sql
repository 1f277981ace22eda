-- Lists posts that are asked for and that nobody holds, with how many work items wait for each, those with most first.
-- A post is written POST@UNIT; any other assignee is a person.
select w.assignee, count(*)
from work_items w
where w.assignee like '_%@%'
  and not exists (
    select from posts p where p.post || '@' || p.unit = w.assignee)
group by w.assignee order by 2 desc, 1 limit 20
