-- Adds a person, or changes everything but the code of one.
insert into persons (person, name, uid, mail, language, first_day, last_day)
values (@person, @name, @uid, @mail, @language, @first_day, @last_day)
on conflict (person) do update set name = excluded.name, uid = excluded.uid, mail = excluded.mail,
  language = excluded.language, first_day = excluded.first_day, last_day = excluded.last_day
