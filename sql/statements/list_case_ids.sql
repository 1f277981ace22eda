-- Case ids in order, for those who walk all of them.
select case_id, definition from every_case_id where case_id > @after order by case_id limit @limit
