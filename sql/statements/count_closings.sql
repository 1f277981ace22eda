-- The statistics of a year: cases that ended in it, first rounds and later ones apart, as far as known on a day.
select workflow, round, state, coalesce(data->>'class', ''), count(*), count(*) filter (where on_time),
  count(*) filter (where on_time is not null)
from closings
where tenant_id = $1 and closed_on >= $2 and closed_on < $3
group by 1, 2, 3, 4 order by 1, 2, 3, 4
