-- Finds persons by their codes, as they are before they are changed.
select person, name, uid from persons where person = any(@persons)
