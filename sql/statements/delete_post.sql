-- Takes a post from a person.
delete from posts where person = @person and post = @post and unit = @unit returning 1::int8
