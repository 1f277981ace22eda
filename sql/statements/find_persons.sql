-- Finds persons by their codes or by the users as which they log in, as they are before they are changed.
select person, name, uid, mail, language, first_day, last_day from persons
where person = any(@persons) or uid = any(@uids)
