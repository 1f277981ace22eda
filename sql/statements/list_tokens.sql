-- Lists the tokens of a kind, of one person or of all, the newest first, and whether they hold.
select t.token_id, t.kind, t.person, t.name, t.scope, t.address, t.created_at, t.created_by, t.expires_at,
  (extract(epoch from t.used_at) * 1000000)::int8, (extract(epoch from t.ended_at) * 1000000)::int8, t.ended_by,
  exists (select from valid_tokens v where v.token_id = t.token_id)
from tokens t
where t.kind = @kind and (@person::text is null or t.person = @person) and (@before::int8 is null or t.token_id < @before)
order by t.token_id desc limit @limit
