-- Lays out what is to be done.
insert into work_items (tenant_id, case_id, track, kind, assignee, workflow, version, due, since_us)
select * from unnest($1::int4[], $2::int8[], $3::int4[], $4::text[], $5::text[], $6::text[], $7::int4[], $8::date[],
  $9::int8[])
