-- Lists the names that a unit had before, the first one first.
select name, document_code, changed_on from unit_names where unit = @unit order by name_id
