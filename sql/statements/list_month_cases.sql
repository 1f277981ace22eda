-- Lists a page of the cases that have events in the table of a month.
select case_id, definition from list_month_case_ids(@month_table::text::regclass, @after, @limit)
