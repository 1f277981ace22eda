-- Lists all persons with their posts.
select p.person, p.name, p.uid, coalesce(string_agg(o.post || '@' || o.unit, ',' order by o.unit, o.post), '')
from persons p left join posts o using (person) group by p.person, p.name, p.uid order by p.person
