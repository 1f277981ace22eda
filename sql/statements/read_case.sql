-- One case as it stands.
select c.seq, c.head, d.doc from cases c join case_data d using (tenant_id, case_id)
where c.tenant_id = $1 and c.case_id = $2
