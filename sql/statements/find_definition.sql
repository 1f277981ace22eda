-- Finds the digest of the source with which a version was published.
select digest from definitions where kind = @kind and name = @name and version = @version
