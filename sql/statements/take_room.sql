-- Takes new space on the disk, writes to the log and leaves no row. If this can be committed, a command can be, too.
create temporary table lookback_room on commit drop as select repeat('-', 4000) as filler from generate_series(1, 4)
