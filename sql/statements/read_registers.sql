-- Reads the next numbers of registers, without waiting for transactions that draw from them.
select name, period, next from registers
where (name, period) in (select * from unnest(@name::text[], @period::int4[]))
