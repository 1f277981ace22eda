-- Adds a unit, or changes everything but the code of one.
insert into units (unit, name, document_code, parent, first_day, last_day, successor)
values (@unit, @name, @document_code, @parent, @first_day, @last_day, @successor)
on conflict (unit) do update set name = excluded.name, document_code = excluded.document_code,
  parent = excluded.parent, first_day = excluded.first_day, last_day = excluded.last_day, successor = excluded.successor
