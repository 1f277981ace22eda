-- Finds somebody whose duties the office keeps apart, and who has another duty or a part in cases: a post, a substitution, or
-- a field of a case that names the person. Nothing is found in an office that keeps them together.
select found.person, found.what
from office o cross join lateral (select coalesce(to_timestamp(o.clock_us / 1000000.0), now())::date as today) t
cross join lateral (
  (select d.person, 'duty' as what from duties d group by d.person having count(*) > 1 limit 1)
  union all
  (
    select d.person, 'post' from duties d join posts p using (person)
    where coalesce(p.last_day, 'infinity') >= t.today limit 1
  )
  union all
  (
    select d.person, 'substitute' from duties d join substitutes s on d.person in (s.person, s.substitute)
    where s.ended_at is null and s.last_day >= t.today limit 1
  )
  union all
  (select d.person, 'case' from duties d where exists (select from case_readers r where r.reader = d.person) limit 1)
) found
where o.duties_apart limit 1
