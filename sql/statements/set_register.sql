-- Lets a register continue from a number that was issued elsewhere; it never goes back.
insert into registers (name, period, next) values (@name, @period, @next)
on conflict (name, period) do update set next = excluded.next where registers.next <= excluded.next
returning next
