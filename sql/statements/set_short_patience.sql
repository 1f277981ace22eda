-- Sets a short lock timeout, because readers of history wait behind a transaction that waits to lock all of it.
select set_config('lock_timeout', '250ms', true)
