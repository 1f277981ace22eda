-- Lists those of these commands that another transaction is recording.
select command_id, owner from held_commands(@command_id, @owner)
