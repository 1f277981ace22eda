-- Locks those of the cases that no other transaction holds, in the order of all transactions. The others are left for
-- another day.
select case_id from cases where case_id = any(@case_ids) order by case_id for update skip locked
