-- Lays out what is to be done.
insert into work_items (case_id, track, kind, assignee, workflow, version, due, lapse_us, overdue_us, since_us)
select unnest($1::int8[]), unnest($2::int4[]), unnest($3::text[]), unnest($4::text[]), unnest($5::text[]),
  unnest($6::int4[]), unnest($7::date[]), unnest($8::int8[]), unnest($9::int8[]), unnest($10::int8[])
