-- Reads whether duties are kept apart, until when an emergency lasts, and whether somebody has the duty of security.
select duties_apart,
  case when emergency_until > now() then (extract(epoch from emergency_until) * 1000000)::int8 end,
  exists (select from duties where duty = 'security')
from office
