-- Gives a person a post in a unit.
insert into posts (person, post, unit) values ($1, $2, $3) on conflict do nothing
