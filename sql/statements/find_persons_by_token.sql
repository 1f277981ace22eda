-- Finds the persons to whom tokens with these hashes belong.
select hash, person, token_id from tokens where hash = any(@hashes)
