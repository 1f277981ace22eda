-- The case with this number or this business key.
select case_id from every_case_id where tenant_id = $1 and case_id = $2
union all
select case_id from case_keys where tenant_id = $1 and value = $3
limit 2
