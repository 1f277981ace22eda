-- How many cases that have not ended run each version of a workflow.
select version, count(*) from case_views where tenant_id = $1 and workflow = $2 and ended_at is null
group by version order by version
