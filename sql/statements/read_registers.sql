-- The next numbers of registers as they stand, without waiting for whoever draws from them.
select name, period, next from registers
where tenant_id = $1 and (name, period) in (select * from unnest($2::text[], $3::int4[]))
