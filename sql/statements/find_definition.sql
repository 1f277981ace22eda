-- The digest under which a version was published.
select digest from definitions where kind = $1 and name = $2 and version = $3
