-- Lists the tokens, with the person of each and when it was made.
select token_id, person, created_at from tokens order by token_id
