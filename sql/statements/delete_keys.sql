-- Frees business keys that a case does not have any more.
delete from case_keys k using unnest(@workflow::text[], @field::text[], @value::text[])
  as x(workflow, field, value)
where k.workflow = x.workflow and k.field = x.field and k.value = x.value
