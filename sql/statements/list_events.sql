-- A page of a case's history, in order.
select h.seq, h.body, h.link, h.texts from (
  select e.seq, e.body, e.link, t.texts from events e left join event_texts t using (case_id, seq)
  where e.case_id = $1 and e.seq > $2
  union all
  select d.seq, d.body, d.link, d.texts from detached_events($1) d where d.seq > $2
) h order by h.seq limit $3
