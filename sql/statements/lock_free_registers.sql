-- Those of these registers that nobody else holds, locked.
select tenant_id, name, period, next from lock_free_registers($1, $2, $3)
