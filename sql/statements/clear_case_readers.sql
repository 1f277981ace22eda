-- Deletes all readers of these cases, before they are inserted again.
delete from case_readers where case_id = any(@case_ids)
