-- Of these business keys, the cases of those that are not theirs.
select distinct x.case_id
from unnest(@workflow::text[], @field::text[], @value::text[], @case_id::int8[])
  as x(workflow, field, value, case_id)
where not exists (
  select from case_keys k where k.workflow = x.workflow and k.field = x.field
    and k.value = x.value and k.case_id = x.case_id)
order by x.case_id
