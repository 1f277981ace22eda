-- How many cases that have not ended run each version of a workflow.
select v.version, count(*) from case_data d join case_views v using (tenant_id, case_id)
where d.tenant_id = $1 and d.workflow = $2 and d.ended_at is null
group by v.version order by v.version
