-- When a term lapses is a moment: one of hours, or one that ends at the close of business, is over before its day is. Lists
-- are in the order of these moments, and what is overdue is so to the minute. What was kept before is filled with the end
-- of its day, as it was understood then; `lookbackd rebuild` and the next event of a case make it exact.

alter table cases add column lapse_us int8, add column overdue_us int8;
alter table archived_cases add column lapse_us int8, add column overdue_us int8;
alter table work_items add column lapse_us int8, add column overdue_us int8;

create function pg_temp.end_of(day date) returns int8 language sql immutable as $$
  select (extract(epoch from (day + 1)::timestamp at time zone 'Asia/Shanghai') * 1000000)::int8
$$;

update cases set lapse_us = pg_temp.end_of(due), overdue_us = pg_temp.end_of(due) where due is not null;
update archived_cases set lapse_us = pg_temp.end_of(due), overdue_us = pg_temp.end_of(due) where due is not null;
update work_items set lapse_us = pg_temp.end_of(due), overdue_us = pg_temp.end_of(due) where due is not null;

drop index cases_by_due;
create index cases_by_lapse on cases (tenant_id, lapse_us, since_us) where lapse_us is not null;
drop index work_items_by_assignee;
create index work_items_by_assignee on work_items (tenant_id, assignee, lapse_us, since_us, case_id);

-- The day from which a case counts as opened is the business date of its opening, which may lie before the entry.
alter table case_views add column opened_on date;
alter table archived_cases add column opened_on date;
update case_views v set opened_on = coalesce(
  (select happened_on from events where tenant_id = v.tenant_id and case_id = v.case_id and seq = 1 and at = v.opened_at),
  (v.opened_at at time zone 'Asia/Shanghai')::date);
update archived_cases v set opened_on = coalesce(
  (select happened_on from events where tenant_id = v.tenant_id and case_id = v.case_id and seq = 1 and at = v.opened_at),
  (v.opened_at at time zone 'Asia/Shanghai')::date);
alter table case_views alter column opened_on set not null;
alter table archived_cases alter column opened_on set not null;

do $$
begin
  if exists (select 1 from pg_roles where rolname = 'lookbackd') then
    grant update (lapse_us, overdue_us, opened_on) on archived_cases to lookbackd;
  end if;
end $$;
