-- Writes a record without content to the log. A transaction that commits it is as durable as everything committed
-- before.
select (pg_logical_emit_message(true, 'lookback', '') - '0/0')::int8
