-- Reserves business keys that nobody has.
insert into case_keys (tenant_id, workflow, field, value, case_id)
select * from unnest($1::int4[], $2::text[], $3::text[], $4::text[], $5::int8[])
on conflict do nothing
