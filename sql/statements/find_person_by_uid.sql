-- The person who logs in as this user of the machine.
select person from persons where tenant_id = $1 and uid = $2
