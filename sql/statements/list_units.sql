-- Lists all units.
select unit, name, document_code from units order by unit
