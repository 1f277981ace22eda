-- Makes the registers from which a batch may draw, if they are missing, so that they can be locked.
insert into registers (name, period, next)
select x.name, x.period, 1 from unnest(@name::text[], @period::int4[]) as x(name, period)
order by 1, 2
on conflict do nothing
