-- Reads the posts of the acting persons, and for whom they may act with which posts, each with its days. A post in a
-- unit is also the post of that name in every unit that was merged into it. A person is returned even without a post,
-- with the days on which that person is active; of somebody who is substituted for, the days are that person's. Persons
-- are named by their codes, by the users as which they log in, or by the hashes of their tokens.
select p.person, o.post, o.unit, null::text, null::date, null::date, false, p.uid, o.first_day, o.last_day, p.first_day,
  p.last_day, false
from persons p left join lateral (
  select o.post, o.unit, o.unit as held_in, o.first_day, o.last_day from posts o where o.person = p.person
  union all
  select o.post, w.unit, o.unit, o.first_day, o.last_day from posts o join units w on w.successor = o.unit
  where o.person = p.person
) o on true
where p.person = any(@persons) or p.uid = any(@uids)
  or p.person in (select person from valid_tokens where hash = any(@hashes))
union all
select s.substitute, o.post, o.unit, s.person, s.first_day, s.last_day, s.post is null, null, o.first_day, o.last_day,
  a.first_day, a.last_day, s.is_succession
from persons p join substitutes s on s.substitute = p.person join persons a on a.person = s.person
  left join lateral (
  select o.post, o.unit, o.unit as held_in, o.first_day, o.last_day from posts o where o.person = s.person
  union all
  select o.post, w.unit, o.unit, o.first_day, o.last_day from posts o join units w on w.successor = o.unit
  where o.person = s.person
) o on s.post is null or (o.post, o.held_in) = (s.post, s.unit)
where (p.person = any(@persons) or p.uid = any(@uids)
    or p.person in (select person from valid_tokens where hash = any(@hashes)))
  and s.ended_at is null and (s.needs is null or s.agreed_at is not null)
