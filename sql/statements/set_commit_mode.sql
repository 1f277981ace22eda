-- Lets the commit of this transaction not wait for the disk, which is only for what may be lost without harm.
select set_config('synchronous_commit', 'off', true)
