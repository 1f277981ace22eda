-- Readers of history wait behind a request for its whole table, so that request is given up soon.
select set_config('lock_timeout', '250ms', true)
