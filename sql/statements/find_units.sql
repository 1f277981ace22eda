-- Finds units by their codes, as they are before they are changed.
select unit, name, document_code from units where unit = any(@units)
