-- Lists the substitutes, the newest first.
select substitute_id, person, post, unit, substitute, first_day, last_day, (extract(epoch from ended_at) * 1000000)::int8,
  is_succession, case when agreed_at is null then needs end
from substitutes order by substitute_id desc
