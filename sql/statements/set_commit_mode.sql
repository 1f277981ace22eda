-- The commit of this transaction is not waited for on disk; only for what may be lost without harm.
select set_config('synchronous_commit', 'off', true)
