-- Lists the cases of those of these timers that are not armed. The office's clock decides in which of two lanes they
-- are.
select distinct x.case_id
from unnest(@lane::int2[], @due_us::int8[], @case_id::int8[], @key::text[]) as x(lane, due_us, case_id, key)
where not exists (
  select from timers t where t.lane in (x.lane, x.lane + 64) and t.due_us = x.due_us and t.case_id = x.case_id
    and t.key = x.key)
order by x.case_id
