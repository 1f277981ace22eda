-- Sets the last day of a post that a person holds; null is no end.
update posts set last_day = @last_day where post_id = @post_id
