-- Lets one person act for another from a day to a day, for one post or for all.
insert into substitutes (person, substitute, first_day, last_day, post, unit, added_by)
values (@person, @substitute, @first_day, @last_day, @post, @unit, @added_by) returning substitute_id
