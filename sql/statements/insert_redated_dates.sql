-- Adds the dates that were moved; one that stands there already was added before a crash.
insert into redated_dates (tenant_id, redating_id, case_id, track, subject, old_due, new_due, is_settled)
select $1, $2, * from unnest($3::int8[], $4::int4[], $5::text[], $6::date[], $7::date[], $8::bool[])
on conflict do nothing
