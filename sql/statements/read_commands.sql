-- Which of these commands were recorded before, and with what content.
select c.tenant_id, c.command_id, c.case_id, c.seq, c.content
from unnest($1::int4[], $2::text[]) as x(tenant_id, command_id) join commands c using (tenant_id, command_id)
