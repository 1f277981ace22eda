-- A page of the cases that have not ended, whole, for those who walk all of them.
select d.case_id, coalesce(v.title, ''), d.doc from case_data d
left join case_views v on v.tenant_id = d.tenant_id and v.case_id = d.case_id and v.case_id > $2
where d.tenant_id = $1 and d.ended_at is null and d.case_id > $2 order by d.case_id limit $3
