-- Finds the persons who log in as these users of the machine.
select uid, person from persons where uid = any(@uids)
