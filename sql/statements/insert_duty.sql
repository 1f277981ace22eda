-- Gives a person a duty; returns nothing if the person has it.
insert into duties (person, duty, given_by) values (@person, @duty, @given_by) on conflict do nothing returning person
