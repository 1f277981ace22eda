-- Lists numbers of cases in order, for callers who go through all cases.
select case_id, definition from every_case_id where case_id > @after order by case_id limit @limit
