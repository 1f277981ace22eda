-- Gives a person a post in a unit.
insert into posts (person, post, unit) values (@person, @post, @unit) on conflict do nothing
