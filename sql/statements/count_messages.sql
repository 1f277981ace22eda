-- How many messages of each topic wait in the outbox.
select topic, count(*) from outbox where tenant_id = $1 group by topic order by topic
