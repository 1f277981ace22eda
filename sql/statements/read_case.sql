-- One case as it stands.
select seq, head, doc from every_case where tenant_id = $1 and case_id = $2
