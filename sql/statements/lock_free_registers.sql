-- Those of these registers that nobody else holds, locked.
select name, period, next from lock_free_registers(@name, @period)
