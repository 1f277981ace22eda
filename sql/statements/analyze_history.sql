-- Renews the statistics about history as a whole, which autovacuum never makes for the parent of partitions.
select analyze_history()::text
