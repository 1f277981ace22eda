-- Which of these business keys a transaction of somebody else has just taken or freed.
select workflow, field, value from held_keys(@workflow, @field, @value)
