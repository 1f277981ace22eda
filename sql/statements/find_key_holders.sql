-- The cases that have these texts as unique values.
select x.value, k.case_id from unnest($2::text[]) as x(value)
cross join lateral (select case_id from case_keys where tenant_id = $1 and value = x.value limit 2) k
