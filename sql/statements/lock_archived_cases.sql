-- Locks the archived ones of some cases, in the one order.
select case_id from archived_cases where case_id = any($1) order by case_id for no key update
