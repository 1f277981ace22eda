-- Lists all persons with the posts that they hold on a day.
select p.person, p.name, p.uid, p.mail, p.language, p.first_day, p.last_day,
  coalesce(string_agg(o.post || '@' || o.unit, ',' order by o.unit, o.post), '')
from persons p left join posts o on o.person = p.person
  and (o.first_day is null or o.first_day <= @day) and (o.last_day is null or o.last_day >= @day)
group by p.person order by p.person
