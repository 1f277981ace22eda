-- The letter codes that document numbers begin with.
select unit, document_code from units where document_code is not null
