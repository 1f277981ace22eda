-- Adds the dates that a plan changes.
insert into case_migration_dates (migration_id, case_id, track, subject, old_due, new_due, reason)
select @migration_id, * from unnest(@case_id::int8[], @track::int4[], @subject::text[], @old_due::date[],
  @new_due::date[], @reason::text[])
on conflict do nothing
