-- The posts that the acting persons hold at this moment; the person stands in the answer even without a post.
select p.tenant_id, p.person, o.post, o.unit
from unnest($1::int4[], $2::text[]) as x(tenant_id, person)
join persons p using (tenant_id, person) left join posts o using (tenant_id, person)
