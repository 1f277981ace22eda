-- Takes away what the worklists show of these cases, to lay it out anew.
delete from work_items where case_id = any($1)
