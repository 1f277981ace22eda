-- Counts the partitions of history, since reading the history of one case looks into all of them.
select count(*) from pg_inherits where inhparent = 'events'::regclass
