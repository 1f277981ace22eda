-- Gives a person a post in a unit, from a day to a day or without an end.
insert into posts (person, post, unit, first_day, last_day) values (@person, @post, @unit, @first_day, @last_day)
