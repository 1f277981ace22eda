-- Records how a long act ended.
update operations set ended_at = clock_timestamp(), outcome = @outcome, status = @status, answer = @answer,
  progress = coalesce(@progress, progress)
where operation_id = @operation_id and outcome is null
