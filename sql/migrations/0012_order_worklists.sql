-- Work that is due on one day stands in the order in which it came, and its rows come to the end of their worklists: among
-- many, entries in the middle cost a page each that nobody touched lately. What stood there before comes first.

alter table work_items add column since_us int8 not null default 0;

-- A row that is laid out again later is another row: nothing has to be asked about the one that was taken away.
alter table work_items drop constraint work_items_pkey;
alter table work_items add constraint work_items_pkey
  primary key (tenant_id, case_id, track, kind, assignee, since_us);

drop index work_items_by_assignee;
create index work_items_by_assignee on work_items (tenant_id, assignee, due, since_us, case_id);

-- A vacuum reads every index from end to end: among many rows it waits until more of them are dead.
alter table timers set (autovacuum_vacuum_scale_factor = 0.01);
alter table work_items set (autovacuum_vacuum_scale_factor = 0.01);
