-- Counts the open cases by the version of the workflow that they run.
select v.version, count(*) from cases c join case_views v using (case_id)
where c.workflow = @workflow and c.ended_at is null
group by v.version order by v.version
