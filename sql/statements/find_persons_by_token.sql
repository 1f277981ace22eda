-- Finds the persons to whom tokens with these hashes belong, how far the tokens go, and on which days the persons are active. A
-- token that has ended or expired belongs to nobody.
select t.hash, t.person, t.token_id, t.scope, p.first_day, p.last_day from valid_tokens t join persons p using (person)
where t.hash = any(@hashes)
