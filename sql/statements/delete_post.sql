-- Takes a post from a person.
delete from posts where person = $1 and post = $2 and unit = $3 returning 1::int8
