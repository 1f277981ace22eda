-- A person's posts; one row without a post if none is held, no row if there is no such person.
select o.post, o.unit from persons p left join posts o using (tenant_id, person) where p.tenant_id = $1 and p.person = $2
