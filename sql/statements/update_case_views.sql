-- Moves lines of the lists on where the data behind them have not changed: nothing is parsed that stands there already.
update case_views v set state = x.state, due = x.due, ended_at = x.ended_at
from unnest($1::int4[], $2::int8[], $3::text[], $4::date[], $5::timestamptz[])
  as x(tenant_id, case_id, state, due, ended_at)
where v.tenant_id = x.tenant_id and v.case_id = x.case_id
