-- Reads the posts that the acting persons hold at this moment, and for whom they may act with which posts. A person is
-- returned even without a post. Persons are named by their codes, by the users as which they log in, or by the hashes
-- of their tokens.
select p.person, o.post, o.unit, null::text, null::date, null::date, false, p.uid
from persons p left join posts o using (person)
where p.person = any(@persons) or p.uid = any(@uids)
  or p.person in (select person from valid_tokens where hash = any(@hashes))
union all
select s.substitute, o.post, o.unit, s.person, s.first_day, s.last_day, s.post is null, null
from persons p join substitutes s on s.substitute = p.person
  left join posts o on o.person = s.person
    and (s.post is null or (o.post, o.unit) = (s.post, s.unit))
where (p.person = any(@persons) or p.uid = any(@uids)
    or p.person in (select person from valid_tokens where hash = any(@hashes)))
  and s.ended_at is null
