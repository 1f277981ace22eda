-- Everybody who reads history waits behind whoever waits for its whole table: that is given up soon.
select set_config('lock_timeout', '250ms', true)
