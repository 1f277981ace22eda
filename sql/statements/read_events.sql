-- Reads the whole history of one case with every column, which is compared with the bytes that were hashed.
select e.seq, e.body, e.link, t.texts, e.at, e.happened_on, e.track, e.event, e.from_state, e.to_state, e.actor, e.command_id
from events e left join event_texts t using (case_id, seq)
where e.case_id = @case_id
union all
select d.seq, d.body, d.link, d.texts, d.at, d.happened_on, d.track, d.event, d.from_state, d.to_state, d.actor, d.command_id
from detached_events(@case_id) d
order by seq
