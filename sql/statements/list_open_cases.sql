-- A page of the cases that have not ended, whole, for those who walk all of them.
select v.case_id, v.title, d.doc from case_views v join case_data d using (tenant_id, case_id)
where v.tenant_id = $1 and v.ended_at is null and v.case_id > $2 order by v.case_id limit $3
