-- The persons who log in as these users of the machine.
select uid, person from persons where tenant_id = $1 and uid = any($2)
