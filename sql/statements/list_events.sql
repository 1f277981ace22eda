-- Lists a page of a case's history, in order.
select h.seq, h.body, h.link, h.texts from (
  select e.seq, e.body, e.link, t.texts from events e left join event_texts t using (case_id, seq)
  where e.case_id = @case_id and e.seq > @after
  union all
  select d.seq, d.body, d.link, d.texts from detached_events(@case_id) d where d.seq > @after
) h order by h.seq limit @limit
