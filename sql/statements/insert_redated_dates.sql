-- Adds the dates that were moved; one that exists already was added before a crash.
insert into redated_dates (redating_id, case_id, track, subject, old_due, new_due, is_settled)
select @redating_id, * from unnest(@case_id::int8[], @track::int4[], @subject::text[], @old_due::date[],
  @new_due::date[], @is_settled::bool[])
on conflict do nothing
