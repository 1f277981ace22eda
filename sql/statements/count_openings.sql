-- How many cases of each workflow were opened in a span of time.
select workflow, count(*) from every_case_view where tenant_id = $1 and opened_at >= $2 and opened_at < $3
group by workflow order by workflow
