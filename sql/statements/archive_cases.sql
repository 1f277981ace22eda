-- Moves locked cases into the archive, whole or not at all, if they are dormant still.
with dormant as materialized (
  select v.tenant_id, v.case_id from case_views v
  where v.tenant_id = $1 and v.case_id = any($2) and v.ended_at < $3
    and not exists (select from work_items w where w.tenant_id = v.tenant_id and w.case_id = v.case_id)
), views as (
  delete from case_views v using dormant d where v.tenant_id = d.tenant_id and v.case_id = d.case_id returning v.*
), docs as (
  delete from case_data v using dormant d where v.tenant_id = d.tenant_id and v.case_id = d.case_id returning v.*
), heads as (
  delete from cases v using dormant d where v.tenant_id = d.tenant_id and v.case_id = d.case_id returning v.*
), moved as (
  insert into archived_cases (tenant_id, case_id, seq, head, last_us, definition, doc, workflow, version, state, title,
    due, opened_at, ended_at, data)
  select h.tenant_id, h.case_id, h.seq, h.head, h.last_us, h.definition, d.doc, v.workflow, v.version, v.state, v.title,
    v.due, v.opened_at, v.ended_at, v.data
  from heads h join docs d using (tenant_id, case_id) join views v using (tenant_id, case_id)
  returning 1
)
select require_rows(count(*), (select count(*) from dormant)) from moved
