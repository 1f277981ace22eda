-- Adds the dates that a plan changes.
insert into case_migration_dates (migration_id, case_id, track, subject, old_due, new_due, reason)
select $1, * from unnest($2::int8[], $3::int4[], $4::text[], $5::date[], $6::date[], $7::text[])
on conflict do nothing
