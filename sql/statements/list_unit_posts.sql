-- Lists the names of all posts that there ever were in a unit.
select distinct post from posts where unit = @unit order by 1
