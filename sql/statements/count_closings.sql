-- The statistics of a year: cases that ended in it, by round, outcome and class; on time by the date as it stood in the
-- end, and by the one it was first due on. What was kept before outcomes were is told by its final state.
select workflow, round, state, coalesce(outcome, state), answered, coalesce(class, data->>'class', ''), count(*),
  count(*) filter (where on_time), count(*) filter (where on_time is not null),
  count(*) filter (where coalesce(on_time_first, on_time))
from closings
where closed_on >= @first_day and closed_on < @end_day
group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
