-- Adds the dates that were moved; one that stands there already was added before a crash.
insert into redated_dates (redating_id, case_id, track, subject, old_due, new_due, is_settled)
select $1, * from unnest($2::int8[], $3::int4[], $4::text[], $5::date[], $6::date[], $7::bool[])
on conflict do nothing
