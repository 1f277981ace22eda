-- Asks a long act to stop.
update operations set cancelled_via = coalesce(cancelled_via, @via) where operation_id = @operation_id and outcome is null
