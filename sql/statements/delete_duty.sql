-- Takes a duty from a person.
delete from duties where person = @person and duty = @duty returning person
