-- Takes a post from a person.
delete from posts where tenant_id = $1 and person = $2 and post = $3 and unit = $4 returning 1::int8
