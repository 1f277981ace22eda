-- Reads the letter codes with which numbers of documents begin.
select unit, document_code from units where document_code is not null
