-- Whose tokens there are, and since when.
select token_id, person, created_at from tokens order by token_id
