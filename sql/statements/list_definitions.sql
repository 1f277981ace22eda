-- Every published version with its source.
select kind, name, version, digest, source, published_at from definitions where tenant_id = $1 order by kind, name, version
