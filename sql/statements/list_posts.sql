-- Lists all posts that are held.
select person, post, unit from posts order by unit, post, person
