-- Reads what the table of a month holds, and how many of its cases are not archived.
select events, cases, first_at, last_at, open_cases, ended_cases from survey_month(@month_table::text::regclass)
