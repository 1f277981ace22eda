-- Adds a unit, or changes the name and letter code of one.
insert into units (tenant_id, unit, name, document_code) values ($1, $2, $3, $4)
on conflict (tenant_id, unit) do update set name = excluded.name,
  document_code = coalesce(excluded.document_code, units.document_code)
