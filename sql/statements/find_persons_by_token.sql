-- Finds the persons to whom tokens with these hashes belong, and how far the tokens go. A token that has ended or expired
-- belongs to nobody.
select hash, person, token_id, scope from valid_tokens where hash = any(@hashes)
