-- Lists the long acts of a person, or with null of everybody, the newest first. An act is renewed each second
-- while a daemon works on it: one that was not for half a minute has lost its daemon.
select operation_id, address, person, via, started_at, ended_at,
  case when outcome is null and seen_at < clock_timestamp() - interval '30 seconds' then 'interrupted' else outcome end,
  progress, status
from operations where (@person::text is null or person = @person) and (@before::int8 is null or operation_id < @before)
order by operation_id desc limit @limit
