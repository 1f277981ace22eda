-- Reserves business keys that nobody has.
insert into case_keys (workflow, field, value, case_id)
select * from unnest(@workflow::text[], @field::text[], @value::text[], @case_id::int8[])
on conflict do nothing
