-- Whose tokens there are, and since when.
select token_id, person, created_at from tokens where tenant_id = $1 order by token_id
