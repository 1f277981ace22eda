-- Adds the dates that a plan changes.
insert into case_migration_dates (tenant_id, migration_id, case_id, track, subject, old_due, new_due, reason)
select $1, $2, * from unnest($3::int8[], $4::int4[], $5::text[], $6::date[], $7::date[], $8::text[])
on conflict do nothing
