-- Lets a register go on from a number that was issued elsewhere; never back.
insert into registers (name, period, next) values (@name, @period, @next)
on conflict (name, period) do update set next = excluded.next where registers.next <= excluded.next
returning next
