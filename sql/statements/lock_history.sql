-- Before a snapshot that lasts: no month is taken out between the snapshot and the first look at history.
lock table events in access share mode
