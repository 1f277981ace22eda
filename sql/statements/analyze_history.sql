-- Renews the figures about history as a whole, which autovacuum never does for the parent of partitions.
select analyze_history()::text
