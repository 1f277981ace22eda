-- Reads one case.
select seq, head, doc from every_case where case_id = @case_id
