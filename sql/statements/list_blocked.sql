-- Lists the events that timers or the engine cannot fire: the case, the event and since when, the oldest first.
select case_id, substr(kind, 9), min(since_us), count(*) over ()
from work_items where kind like 'blocked %' group by case_id, track, kind order by min(since_us), case_id limit 20
