-- Lists a page of open cases with their documents, for callers who go through all of them.
select c.case_id, coalesce(v.title, ''), c.doc from cases c
left join case_views v on v.case_id = c.case_id and v.case_id > @after
where c.ended_at is null and c.case_id > @after order by c.case_id limit @limit
