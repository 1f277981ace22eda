-- A page of a case's history, in order.
select e.seq, e.body, e.link, t.texts from events e left join event_texts t using (tenant_id, case_id, seq)
where e.tenant_id = $1 and e.case_id = $2 and e.seq > $3 order by e.seq limit $4
