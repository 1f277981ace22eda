-- Finds all units, as they are before one is changed: whether the tree stays one depends on all.
select unit, name, document_code, parent, first_day, last_day, successor from units order by unit
