-- Ends the substitutions and successions of and by somebody who has retired.
update substitutes set ended_at = clock_timestamp(), ended_by = @ended_by
where ended_at is null and (person = @person or substitute = @person) returning substitute_id
