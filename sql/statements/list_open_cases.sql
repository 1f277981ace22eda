-- A page of the cases that have not ended, whole, for those who walk all of them.
select c.case_id, coalesce(v.title, ''), c.doc from cases c
left join case_views v on v.tenant_id = c.tenant_id and v.case_id = c.case_id and v.case_id > $2
where c.tenant_id = $1 and c.ended_at is null and c.case_id > $2 order by c.case_id limit $3
