-- Lists transactions that were prepared for a second phase and that nobody has ended.
select gid, extract(epoch from clock_timestamp() - prepared)::float8 from pg_prepared_xacts
where database = current_database() order by prepared
