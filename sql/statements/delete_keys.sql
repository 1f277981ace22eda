-- Gives business keys back that a case no longer bears.
delete from case_keys k using unnest($1::int4[], $2::text[], $3::text[], $4::text[])
  as x(tenant_id, workflow, field, value)
where k.tenant_id = x.tenant_id and k.workflow = x.workflow and k.field = x.field and k.value = x.value
