-- Locks the archived ones of some cases, in the one order.
select case_id from archived_cases where case_id = any(@case_ids) order by case_id for no key update
