-- Posts that somebody should act in and nobody holds, with how much work waits for them, the most first. A post is written
-- POST@UNIT; any other assignee is a person.
select w.assignee, count(*)
from work_items w
where w.assignee like '_%@%'
  and not exists (
    select from posts p where p.post || '@' || p.unit = w.assignee)
group by w.assignee order by 2 desc, 1 limit 20
