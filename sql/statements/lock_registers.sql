-- Locks the registers in key order, after the cases. So two transactions that draw wait for each other, and no number
-- is lost.
select name, period, next from registers
where (name, period) in (select * from unnest(@name::text[], @period::int4[]))
order by name, period for update
