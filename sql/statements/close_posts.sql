-- Ends a post of a person, or all of them, from this day on. One that has not begun never begins.
update posts set last_day = greatest(@day, first_day) - 1
where person = @person and (@post::text is null or post = @post) and (@unit::text is null or unit = @unit)
  and (last_day is null or last_day >= @day)
returning post, unit
