-- Gives business keys back that a case no longer bears.
delete from case_keys k using unnest(@workflow::text[], @field::text[], @value::text[])
  as x(workflow, field, value)
where k.workflow = x.workflow and k.field = x.field and k.value = x.value
