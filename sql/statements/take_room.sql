-- Takes fresh room on the disk and writes to the log, and leaves nothing behind: where this commits, a command can, too.
create temporary table lookback_room on commit drop as select repeat('-', 4000) as filler from generate_series(1, 4)
