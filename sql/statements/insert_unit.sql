-- Adds a unit, or changes the name and letter code of one.
insert into units (unit, name, document_code) values (@unit, @name, @document_code)
on conflict (unit) do update set name = excluded.name, document_code = excluded.document_code
