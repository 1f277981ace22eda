-- Finds the persons who log in as these users of the machine, with the days on which they are active.
select uid, person, first_day, last_day from persons where uid = any(@uids)
