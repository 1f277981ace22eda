-- How many messages of each topic wait in the outbox.
select topic, count(*) from outbox group by topic order by topic
