-- Case ids in order, for those who walk all of them.
select case_id, definition from every_case_id where tenant_id = $1 and case_id > $2 order by case_id limit $3
