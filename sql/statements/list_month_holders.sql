-- Lists the cases that keep a month from being taken out, because they are not archived; the open ones come first.
select case_id, title, ended from find_month_holders(@month_table::text::regclass, @limit)
