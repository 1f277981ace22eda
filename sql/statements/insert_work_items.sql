-- Lays out what is to be done.
insert into work_items (tenant_id, case_id, track, kind, assignee, workflow, version, due, lapse_us, overdue_us, since_us)
select unnest($1::int4[]), unnest($2::int8[]), unnest($3::int4[]), unnest($4::text[]), unnest($5::text[]),
  unnest($6::text[]), unnest($7::int4[]), unnest($8::date[]), unnest($9::int8[]), unnest($10::int8[]), unnest($11::int8[])
