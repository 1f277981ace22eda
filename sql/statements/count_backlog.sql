-- Counts what waits in the outbox: signals between cases with the age of the oldest, and dead letters.
select (select count(*) from outbox where topic = 'signal'),
  coalesce((select extract(epoch from clock_timestamp() - min(at)) from outbox
    where topic = 'signal' and not exists (select from office where clock_us is not null)), 0)::float8,
  (select count(*) from outbox_dead)
