-- The letter codes that document numbers begin with.
select tenant_id, unit, document_code from units where tenant_id = any($1) and document_code is not null
