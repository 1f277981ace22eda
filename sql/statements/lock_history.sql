-- Locks history before a snapshot that lasts, so that no month is taken out between the snapshot and the first reading.
lock table events in access share mode
