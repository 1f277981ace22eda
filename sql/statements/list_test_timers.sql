-- Lists the earliest timers of an office on a test clock, up to a moment.
select lane, due_us, case_id, key from timers
where lane >= 64 and due_us <= @until
order by due_us, case_id, key limit @limit
