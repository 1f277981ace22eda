-- Which of these business keys are taken, and which are numbers of cases.
select tenant_id, workflow, field, value, case_id from case_keys
where (tenant_id, workflow, field, value) in (select * from unnest($1::int4[], $2::text[], $3::text[], $4::text[]))
union all
select x.tenant_id, x.workflow, x.field, x.value, c.case_id
from unnest($5::int4[], $6::text[], $7::text[], $8::text[], $9::int8[]) as x(tenant_id, workflow, field, value, number)
join every_case_id c on c.tenant_id = x.tenant_id and c.case_id = x.number
