-- Forgets the long acts that began more than ninety days ago.
delete from operations where started_at < clock_timestamp() - interval '90 days'
