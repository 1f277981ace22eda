-- The statistics of a year: cases that ended in it, first rounds and later ones apart; on time by the date as it stood
-- in the end, and by the one it was first due on.
select workflow, round, state, coalesce(data->>'class', ''), count(*), count(*) filter (where on_time),
  count(*) filter (where on_time is not null), count(*) filter (where coalesce(on_time_first, on_time))
from closings
where tenant_id = $1 and closed_on >= $2 and closed_on < $3
group by 1, 2, 3, 4 order by 1, 2, 3, 4
