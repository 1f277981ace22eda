-- Locks those of the cases that nobody works on just now, in the one order; the others are dormant another day.
select case_id from cases where tenant_id = $1 and case_id = any($2) order by case_id for update skip locked
