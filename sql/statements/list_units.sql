-- All units.
select unit, name, document_code from units where tenant_id = $1 order by unit
