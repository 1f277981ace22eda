-- Cases that keep a month from being taken out: those that are not archived, the open ones first.
select case_id, title, ended from find_month_holders(@month_table::text::regclass, @limit)
