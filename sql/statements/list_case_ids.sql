-- Case ids in order, for those who walk all of them.
select case_id, definition from cases where tenant_id = $1 and case_id > $2 order by case_id limit $3
