-- What is blocked stands in the worklists of those who can help; the doctor looks for it there among millions of rows.
create index work_items_blocked on work_items (tenant_id, case_id) where kind like 'blocked %';
