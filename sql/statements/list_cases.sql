-- Cases by workflow, state, words in their data, and whether they are past their due date.
select case_id, workflow, version, state, title, due, opened_at, ended_at, data::text from every_case_view
where tenant_id = $1 and case_id > $2
  and ($3::text is null or workflow = $3) and ($4::text is null or state = $4)
  and ($5::text is null or exists (select from jsonb_each_text(data) d where strpos(lower(d.value), lower($5)) > 0))
  and ($6::date is null or due < $6)
order by case_id limit $7
