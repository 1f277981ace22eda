-- Lists what the office has settled otherwise than it would be.
select name, value from settings order by name
