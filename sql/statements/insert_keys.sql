-- Takes business keys. A key that was taken meanwhile ends the transaction, and the batch is decided again.
insert into case_keys (workflow, field, value, case_id)
select * from unnest(@workflow::text[], @field::text[], @value::text[], @case_id::int8[])
