-- The posts that the acting persons hold at this moment; the person stands in the answer even without a post.
select p.tenant_id, p.person, o.post, o.unit
from persons p left join posts o using (tenant_id, person)
where p.tenant_id = any($1) and p.person = any($2)
