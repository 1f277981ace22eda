-- Gives a person a post in a unit.
insert into posts (tenant_id, person, post, unit) values ($1, $2, $3, $4) on conflict do nothing
