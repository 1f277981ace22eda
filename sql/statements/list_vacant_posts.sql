-- Lists posts that are asked for and that nobody holds, with how many work items wait for each, those with most first.
-- A post is written POST@UNIT; any other assignee is a person.
select w.assignee, count(*)
from work_items w
cross join (select coalesce(to_timestamp(clock_us / 1000000), now())::date as today from office) t
where w.assignee like '_%@%'
  and not exists (
    select from posts p left join units m on m.successor = p.unit
    where w.assignee in (p.post || '@' || p.unit, p.post || '@' || m.unit)
      and (p.last_day is null or p.last_day >= t.today))
group by w.assignee order by 2 desc, 1 limit 20
