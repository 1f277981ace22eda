-- Deletes all work items of these cases, before they are inserted again.
delete from work_items where case_id = any(@case_ids)
