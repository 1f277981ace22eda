-- Ends all posts in a unit that is gone from this day on.
update posts set last_day = greatest(@day, first_day) - 1
where unit = @unit and (last_day is null or last_day >= @day)
returning person, post
