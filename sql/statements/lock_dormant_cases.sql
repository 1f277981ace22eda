-- Locks those of the cases that nobody works on just now, in the one order; the others are dormant another day.
select case_id from cases where case_id = any(@case_ids) order by case_id for update skip locked
