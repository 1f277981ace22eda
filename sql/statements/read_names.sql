-- Which of these persons, units and cases exist; cases by their number or a business number.
select 'person', tenant_id, person, 0::int8 from persons
where (tenant_id, person) in (select * from unnest($1::int4[], $2::text[]))
union all
select 'unit', tenant_id, unit, 0::int8 from units
where (tenant_id, unit) in (select * from unnest($3::int4[], $4::text[]))
union all
select 'case', tenant_id, case_id::text, case_id from cases
where (tenant_id, case_id) in (select * from unnest($5::int4[], $6::int8[]))
union all
select 'case', tenant_id, case_id::text, case_id from archived_cases
where (tenant_id, case_id) in (select * from unnest($5::int4[], $6::int8[]))
union all
select 'case', tenant_id, value, case_id from case_keys
where (tenant_id, value) in (select * from unnest($7::int4[], $8::text[]))
