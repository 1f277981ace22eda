-- Reserves business keys that nobody has.
insert into case_keys (workflow, field, value, case_id)
select * from unnest($1::text[], $2::text[], $3::text[], $4::int8[])
on conflict do nothing
