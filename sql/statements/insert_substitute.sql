-- Lets one person act for another from a day to a day, for one post or for all.
insert into substitutes (person, substitute, first_day, last_day, post, unit, added_by, is_succession, needs)
values (@person, @substitute, @first_day, @last_day, @post, @unit, @added_by, @is_succession, @needs) returning substitute_id
