-- Finds a long act by its number. One that was not renewed for half a minute has lost its daemon.
select operation_id, address, person, via, started_at, ended_at,
  case when outcome is null and seen_at < clock_timestamp() - interval '30 seconds' then 'interrupted' else outcome end,
  progress, status, answer
from operations where operation_id = @operation_id
