-- Which of these commands a transaction of somebody else records just now.
select tenant_id, command_id, owner from held_commands($1, $2, $3)
