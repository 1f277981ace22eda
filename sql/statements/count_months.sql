-- How many partitions history has: reading one history looks into all of them.
select count(*) from pg_inherits where inhparent = 'events'::regclass
