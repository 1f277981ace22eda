-- Every published version with its source.
select kind, name, version, digest, source, published_at from definitions order by kind, name, version
