-- Lists the posts that are held on a day or will be held later; without a day, all that there ever were.
select person, post, unit, first_day, last_day from posts
where @day::date is null or last_day is null or last_day >= @day
order by unit, post, person, first_day
