-- Lists those of these business keys that another transaction has taken or freed and not yet committed.
select workflow, field, value from held_keys(@workflow, @field, @value)
