-- Locks those of these cases that are archived, in the order of all transactions.
select case_id from archived_cases where case_id = any(@case_ids) order by case_id for no key update
