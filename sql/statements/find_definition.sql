-- The digest under which a version was published.
select digest from definitions where tenant_id = $1 and kind = $2 and name = $3 and version = $4
