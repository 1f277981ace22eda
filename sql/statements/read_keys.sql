-- Reads which of these business keys are taken, and which are numbers of cases, with those to whom the cases are shown.
select workflow, field, value, case_id,
  (select string_agg(r.reader, ',') from case_readers r where r.case_id = k.case_id)
from case_keys k
where (workflow, field, value) in (select * from unnest(@workflow::text[], @field::text[], @value::text[]))
union all
select x.workflow, x.field, x.value, c.case_id,
  (select string_agg(r.reader, ',') from case_readers r where r.case_id = c.case_id)
from unnest(@numbered_workflow::text[], @numbered_field::text[], @numbered_value::text[], @number::int8[])
  as x(workflow, field, value, number)
join every_case_id c on c.case_id = x.number
