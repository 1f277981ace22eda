-- Locks those of these registers that no other transaction holds.
select name, period, next from lock_free_registers(@name, @period)
