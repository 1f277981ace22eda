-- Takes away what the worklists show of these cases, to lay it out anew.
delete from work_items where tenant_id = $1 and case_id = any($2)
