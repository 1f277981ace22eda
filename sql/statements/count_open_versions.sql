-- How many cases that have not ended run each version of a workflow.
select v.version, count(*) from cases c join case_views v using (case_id)
where c.workflow = @workflow and c.ended_at is null
group by v.version order by v.version
