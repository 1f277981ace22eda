-- Keeps the name that a unit had until a day.
insert into unit_names (unit, name, document_code, changed_on) values (@unit, @name, @document_code, @changed_on)
