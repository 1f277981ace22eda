-- Lists all published versions with their sources.
select kind, name, version, digest, source, published_at from definitions order by kind, name, version
