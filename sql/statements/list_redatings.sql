-- Lists all re-datings with how much they moved, the newest first.
select r.redating_id, r.editions, r.person, r.via, r.started_at, r.ended_at,
  (select count(distinct d.case_id) from redated_dates d where d.redating_id = r.redating_id),
  (select count(*) from redated_dates d where d.redating_id = r.redating_id)
from redatings r where @before::int8 is null or r.redating_id < @before
order by r.redating_id desc limit @limit
