-- Finds all posts that these persons hold, have held and will hold.
select person, post, unit, first_day, last_day, post_id from posts where person = any(@persons) order by post_id
