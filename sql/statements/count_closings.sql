-- Counts the closings of a year by round, outcome and class, and those that were on time by the last due date and by
-- the first; with readers, of the cases that one of them may see. A row that has no outcome, because it is older than outcomes, counts by its final state.
select workflow, round, state, coalesce(outcome, state), answered, coalesce(class, data->>'class', ''), count(*),
  count(*) filter (where on_time), count(*) filter (where on_time is not null),
  count(*) filter (where coalesce(on_time_first, on_time))
from closings
where closed_on >= @first_day and closed_on < @end_day
  and (@readers::text[] is null or exists (
    select from case_readers r where r.case_id = closings.case_id and r.reader = any(@readers) offset 0))
group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
