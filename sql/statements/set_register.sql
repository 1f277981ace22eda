-- Lets a register go on from a number that was issued elsewhere; never back.
insert into registers (name, period, next) values ($1, $2, $3)
on conflict (name, period) do update set next = excluded.next where registers.next <= excluded.next
returning next
