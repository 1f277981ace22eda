-- Transactions that were prepared for a second phase and wait for somebody to end them.
select gid, extract(epoch from clock_timestamp() - prepared)::float8 from pg_prepared_xacts
where database = current_database() order by prepared
