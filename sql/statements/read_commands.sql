-- Which of these commands were recorded before, and with what content.
select tenant_id, command_id, case_id, seq, content from commands where tenant_id = any($1) and command_id = any($2)
