-- Lists the posts that somebody holds on a day, also those in units that were merged into that of the post.
select distinct o.post, unnest(array[o.unit, w.unit])
from posts o left join units w on w.successor = o.unit
where (o.first_day is null or o.first_day <= @day) and (o.last_day is null or o.last_day >= @day)
