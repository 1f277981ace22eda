-- Which of these commands a transaction of somebody else records just now.
select command_id, owner from held_commands(@command_id, @owner)
