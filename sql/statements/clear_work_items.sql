-- Takes away what the worklists show of these cases, before it is inserted again.
delete from work_items where case_id = any(@case_ids)
