-- A page of the cases that have not ended, whole, for those who walk all of them.
select c.case_id, coalesce(v.title, ''), c.doc from cases c
left join case_views v on v.case_id = c.case_id and v.case_id > $1
where c.ended_at is null and c.case_id > $1 order by c.case_id limit $2
