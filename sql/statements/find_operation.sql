-- Finds a long act by its number.
select operation_id, address, person, via, started_at, ended_at,
  case when outcome is null and seen_at < clock_timestamp() - interval '30 seconds' then 'interrupted' else outcome end,
  progress, status, answer
from operations where operation_id = @operation_id
