-- Reads which of these commands were recorded before, by whom, with what content and what they did. They are read one
-- by one (`offset 0`), so that no plan reads the whole table, even one made while the table was small.
select x.command_id, c.owner, c.case_id, c.seq, c.content, c.state, c.link, c.at
from (select unnest(@command_id::text[]) as command_id) as x
cross join lateral (
  select owner, case_id, seq, content, state, link, at from commands
  where command_id = x.command_id offset 0
) c
