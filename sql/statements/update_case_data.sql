-- Writes the new states.
update case_data d set doc = x.doc from unnest($1::int4[], $2::int8[], $3::bytea[]) as x(tenant_id, case_id, doc)
where d.tenant_id = x.tenant_id and d.case_id = x.case_id
