-- Adds work items.
insert into work_items (case_id, track, kind, assignee, workflow, version, due, lapse_us, overdue_us, since_us)
select unnest(@case_id::int8[]), unnest(@track::int4[]), unnest(@kind::text[]), unnest(@assignee::text[]),
  unnest(@workflow::text[]), unnest(@version::int4[]), unnest(@due::date[]), unnest(@lapse_us::int8[]),
  unnest(@overdue_us::int8[]), unnest(@since_us::int8[])
