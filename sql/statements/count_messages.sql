-- Counts the messages in the outbox by topic.
select topic, count(*) from outbox group by topic order by topic
