-- Which of these business keys are taken.
select tenant_id, workflow, field, value, case_id from case_keys
where (tenant_id, workflow, field, value) in (select * from unnest($1::int4[], $2::text[], $3::text[], $4::text[]))
