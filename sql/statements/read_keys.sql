-- Which of these business keys are taken, and which are numbers of cases.
select workflow, field, value, case_id from case_keys
where (workflow, field, value) in (select * from unnest($1::text[], $2::text[], $3::text[]))
union all
select x.workflow, x.field, x.value, c.case_id
from unnest($4::text[], $5::text[], $6::text[], $7::int8[]) as x(workflow, field, value, number)
join every_case_id c on c.case_id = x.number
