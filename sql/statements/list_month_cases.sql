-- A page of the cases that have events in the table of a month.
select case_id, definition from list_month_case_ids($1::text::regclass, $2, $3)
