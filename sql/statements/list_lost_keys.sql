-- Lists the cases of those of these business keys that do not belong to them.
select distinct x.case_id
from unnest(@workflow::text[], @field::text[], @value::text[], @case_id::int8[])
  as x(workflow, field, value, case_id)
where not exists (
  select from case_keys k where k.workflow = x.workflow and k.field = x.field
    and k.value = x.value and k.case_id = x.case_id)
order by x.case_id
