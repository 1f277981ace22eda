-- Locks the archived ones of some cases, in the one order.
select case_id from archived_cases where tenant_id = $1 and case_id = any($2) order by case_id for no key update
