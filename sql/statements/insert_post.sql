-- Gives a person a post in a unit; returns nothing if the person holds it.
insert into posts (person, post, unit) values (@person, @post, @unit) on conflict do nothing returning 1::int8
