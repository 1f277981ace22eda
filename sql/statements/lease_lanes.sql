-- Gives a daemon those lanes of its share that no running daemon holds, and takes lanes from it that are not of its
-- share. A row that another daemon is changing is left for the next time, so that no daemon waits for another.
with alive as materialized (
  select daemon_id, row_number() over (order by daemon_id) - 1 as place, count(*) over () as number
  from daemons where seen_at > clock_timestamp() - @silence_us::int8 * interval '1 microsecond'
), mine as materialized (
  select l.lane, l.lane % a.number = a.place as is_share
  from lanes l, alive a
  where a.daemon_id = @daemon_id
    and case when l.lane % a.number = a.place
      then l.owner is null or not exists (select from alive o where o.daemon_id = l.owner)
      else l.owner = @daemon_id end
  order by l.lane for no key update of l skip locked
)
update lanes l set owner = case when m.is_share then @daemon_id end, epoch = l.epoch + 1
from mine m where l.lane = m.lane
