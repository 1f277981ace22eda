-- The schema of an office as it is now, with what each table and each column means. A database gets it from the
-- migrations beside this file, and a test holds both equal. Columns whose names end in _us are moments in microseconds
-- since 1970.

-- Which migrations a database has had. `lookbackd migrate` makes this table before the first of them.
create table migrations (
  -- of its file, without .sql
  name text not null,
  -- the SHA-256 of its text: one that was edited since is refused
  checksum bytea not null,
  -- when it was applied
  applied_at timestamptz not null default now(),
  constraint migrations_pkey primary key (name)
);

-- The office ---------------------------------------------------------------------------------------------------------

-- The office whose schema this is: one row.
create table office (
  -- always true, so that there is no second row
  is_only bool not null default true,
  -- microseconds since 1970 of its test clock; null: it runs on the database's clock
  clock_us int8,
  constraint office_pkey primary key (is_only),
  constraint office_is_only check (is_only)
);
insert into office default values;

-- The people whom the office knows.
create table persons (
  -- the code that everything else knows the person by
  person text not null,
  -- as lists and letters show it
  name text not null,
  -- the user of the machine that this person logs in as; null: none
  uid int8,
  constraint persons_pkey primary key (person),
  constraint persons_uid_unique unique (uid),
  constraint persons_person_wellformed check (person ~ '^[^@,\s]{1,128}$' and person <> 'engine')
);

-- The organisations that handle matters.
create table units (
  -- the code that everything else knows the unit by
  unit text not null,
  -- as lists and letters show it
  name text not null,
  -- the letter code of its documents (发文代字), such as 青民
  document_code text,
  constraint units_pkey primary key (unit),
  constraint units_unit_wellformed check (unit ~ '^[^@,\s]{1,128}$')
);

-- Which roles people hold in which units.
create table posts (
  -- who holds it
  person text not null,
  -- what the role is called, such as inspector
  post text not null,
  -- where it is held
  unit text not null,
  constraint posts_pkey primary key (person, post, unit),
  constraint posts_post_wellformed check (post ~ '^[^@,\s]{1,128}$'),
  constraint posts_person_known foreign key (person) references persons (person),
  constraint posts_unit_known foreign key (unit) references units (unit)
);
-- Who holds a post in a unit.
create index posts_by_unit on posts (unit, post);

-- What programs prove themselves with.
create table tokens (
  -- the number that lists name it by
  token_id int8 not null generated always as identity,
  -- in whose name the program acts
  person text not null,
  -- the SHA-256 of the token, which itself is nowhere
  hash bytea not null,
  -- when it was given out
  created_at timestamptz not null default now(),
  constraint tokens_pkey primary key (token_id),
  constraint tokens_hash_unique unique (hash),
  constraint tokens_person_known foreign key (person) references persons (person)
);

-- Who may act for whom, from a day to a day. A line is ended, never removed: history says in whose place somebody acted.
create table substitutes (
  -- the number that lists name it by
  substitute_id int8 not null generated always as identity,
  -- who is away
  person text not null,
  -- who acts instead
  substitute text not null,
  -- the first day on which that holds
  first_day date not null,
  -- the last day on which that holds
  last_day date not null,
  -- null: all posts, and what is asked of the person by name
  post text,
  -- the unit of the post
  unit text,
  -- when it was added
  added_at timestamptz not null default clock_timestamp(),
  -- who added it
  added_by text not null,
  -- when it was ended before its time; null: it was not
  ended_at timestamptz,
  -- who ended it
  ended_by text,
  constraint substitutes_pkey primary key (substitute_id),
  constraint substitutes_person_known foreign key (person) references persons (person),
  constraint substitutes_substitute_known foreign key (substitute) references persons (person),
  constraint substitutes_for_others check (person <> substitute),
  constraint substitutes_days_ordered check (first_day <= last_day),
  constraint substitutes_post_whole check ((post is null) = (unit is null))
);
-- For whom a person acts.
create index substitutes_by_substitute on substitutes (substitute) where ended_at is null;

-- Gap-free number series.
create table registers (
  -- of the definition, such as 青民函
  name text not null,
  -- the year in which it counts from 1, or 0 for ever
  period int4 not null,
  -- the number that is drawn next
  next int8 not null,
  constraint registers_pkey primary key (name, period),
  constraint registers_next_positive check (next > 0)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

-- Every version of every definition file, never changed. Calendars and schemes are kept beside the workflows.
create table definitions (
  -- what kind of file it is
  kind text not null,
  -- as other files and cases name it
  name text not null,
  -- a whole number from 1 on
  version int4 not null,
  -- the SHA-256 of the source
  digest bytea not null,
  -- the file, as it was published
  source text not null,
  -- when it was published
  published_at timestamptz not null default now(),
  constraint definitions_pkey primary key (kind, name, version),
  constraint definitions_kind_known check (kind in ('workflow', 'calendar', 'classes')),
  constraint definitions_version_positive check (version > 0)
);

-- Cases --------------------------------------------------------------------------------------------------------------

-- A case is one row: its place in history, its document and where it stands are locked, read and written together. What
-- lists look cases up by begins with where a case stands and since when, so that whatever moves comes to the end of its
-- list: among many cases, entries in the middle cost a page each that nobody touched lately.
create table cases (
  -- a time-ordered number that carries its lane
  case_id int8 not null,
  -- how many events its history has
  seq int8 not null,
  -- when the last of them was recorded, in microseconds since 1970
  last_us int8 not null,
  -- when it came into its state, in microseconds since 1970: an order, not a record
  since_us int8 not null,
  -- the day on which its next term lapses; null: none runs
  due date,
  -- when it ended; null: it runs
  ended_at timestamptz,
  -- the link of its last event
  head bytea not null,
  -- the digest of the definition that it was opened by, part of its place in the chain
  definition bytea not null,
  -- the name of its workflow
  workflow text not null,
  -- the state of its root track
  state text not null,
  -- the whole state in canonical bytes: what replaying its events gives
  doc bytea not null,
  -- the moment at which its next term lapses: a term of hours, or one that ends at the close of business, is over before
  -- its day is
  lapse_us int8,
  -- from when on it is overdue; null: no term runs that it could break
  overdue_us int8,
  constraint cases_pkey primary key (case_id)
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
-- Those that stand in a state, the longest there first.
create index cases_by_state on cases (workflow, state, since_us, case_id);
-- Those whose terms lapse, the earliest first.
create index cases_by_lapse on cases (lapse_us, since_us) where lapse_us is not null;
-- Those that ended, the earliest first: the archive takes them from here.
create index cases_by_end on cases (ended_at, case_id) where ended_at is not null;

-- What lists show of a case besides, and searches look into; it changes with the data alone.
create table case_views (
  -- as in cases
  case_id int8 not null,
  -- of its workflow
  version int4 not null,
  -- its business number and its subject, whichever there is
  title text not null,
  -- when it was opened
  opened_at timestamptz not null,
  -- the fields of its root track
  data jsonb not null,
  -- the day from which it counts as opened: the business date of its opening, which may lie before the entry
  opened_on date not null,
  constraint case_views_pkey primary key (case_id)
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- Business keys, such as the number of a recommendation.
create table case_keys (
  -- of whose cases no two have the value
  workflow text not null,
  -- the field that has it
  field text not null,
  -- what is written in it
  value text not null,
  -- the case that it names
  case_id int8 not null,
  constraint case_keys_pkey primary key (workflow, field, value)
);
-- What a number written on paper may mean.
create index case_keys_by_value on case_keys (value);

-- Cases that ended long ago, one row each: what stood in cases, case_views and commands. They come back when they are
-- reopened. History, texts, business keys and closings stay where they are.
create table archived_cases (
  -- as in cases
  case_id int8 not null,
  -- as in cases
  seq int8 not null,
  -- as in cases
  head bytea not null,
  -- as in cases
  last_us int8 not null,
  -- as in cases
  definition bytea not null,
  -- as in cases
  doc bytea not null,
  -- as in cases
  workflow text not null,
  -- as in case_views
  version int4 not null,
  -- as in cases
  state text not null,
  -- as in case_views
  title text not null,
  -- as in cases
  due date,
  -- as in case_views
  opened_at timestamptz not null,
  -- as in cases
  ended_at timestamptz,
  -- as in case_views
  data jsonb not null,
  -- when it came here
  archived_at timestamptz not null default clock_timestamp(),
  -- the keys of its commands, element by element what commands has of each, without the one that opened it, which stays
  -- to be found without the case
  command_ids text[],
  -- beside each id, the last event that the command made
  command_seqs int8[],
  -- beside each id, what was asked
  command_contents bytea[],
  -- beside each id, whose it is
  command_owners text[],
  -- beside each id, the state after it
  command_states text[],
  -- beside each id, the link of its last event
  command_links bytea[],
  -- beside each id, when it was done
  command_ats timestamptz[],
  -- as in cases
  lapse_us int8,
  -- as in cases
  overdue_us int8,
  -- as in case_views
  opened_on date not null,
  constraint archived_cases_pkey primary key (case_id)
) with (autovacuum_vacuum_scale_factor = 0.02);
-- Lists by state look into the archive, too; here a case stands since its last event.
create index archived_cases_by_state on archived_cases (workflow, state, last_us, case_id);

-- Every case, wherever it stands.
create view every_case as
select case_id, seq, head, doc from cases
union all
select case_id, seq, head, doc from archived_cases;

-- The number of every case and the digest of the definition that it was opened by.
create view every_case_id as
select case_id, definition from cases
union all
select case_id, definition from archived_cases;

-- How many cases were opened: what a verification compares with, so that it sees what leaves nothing behind. Each
-- connection adds to rows of its own, so that no opening waits for another. A case that is taken away is missing in its
-- count, one that is put in its place changes the sum of the numbers. Whoever changes tables by hand and this one with
-- them is not seen.
create table opened_cases (
  -- 2^50 numbers of cases, 25 days
  period int8 not null,
  -- the process of the connection
  writer int4 not null,
  -- how many it opened
  cases int8 not null,
  -- the sum of their numbers
  numbers numeric not null,
  constraint opened_cases_pkey primary key (period, writer)
) with (fillfactor = 50);

-- History ------------------------------------------------------------------------------------------------------------

-- What happened. The body is the canonical bytes; the columns beside it are for reading and are checked against it.
create table events (
  -- whose history it belongs to
  case_id int8 not null,
  -- its place in the history of the case, from 1 on
  seq int8 not null,
  -- when it was recorded, by the office's clock
  at timestamptz not null,
  -- its business date, which may lie before the entry
  happened_on date not null,
  -- the track that it happened to
  track int4 not null,
  -- its name in the definition
  event text not null,
  -- the state before it
  from_state text not null,
  -- the state after it
  to_state text not null,
  -- the code of a person, or engine
  actor text not null,
  -- the command that it was recorded for
  command_id text not null,
  -- the canonical bytes, with the link before this one in them
  body bytea not null,
  -- the hash of the body: what the next event contains
  link bytea not null,
  constraint events_pkey primary key (case_id, seq, at)
) partition by range (at);

-- For months that have no partition of their own. What is only added to is frozen early, so that it is never read again
-- for that.
create table events_other partition of events default
with (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_freeze_min_age = 0);

-- The texts that events commit to; erasing one leaves every proof valid.
create table event_texts (
  -- as in events
  case_id int8 not null,
  -- as in events
  seq int8 not null,
  -- all texts of the event, each with its salt
  texts bytea not null,
  constraint event_texts_pkey primary key (case_id, seq)
) with (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_freeze_min_age = 0);

-- The commands that were done and what each did: a repetition is answered with what was done the first time.
create table commands (
  -- the id that the caller gave it
  command_id text not null,
  -- the case that it was done to
  case_id int8 not null,
  -- the last event that it made
  seq int8 not null,
  -- what was asked, in canonical bytes: the same id with other content is refused
  content bytea not null,
  -- when it was done
  at timestamptz not null default now(),
  -- whose id it is: ids of two owners have nothing to do with each other
  owner text not null default '',
  -- the state of the case after it; null: nothing more is known of it
  state text,
  -- the link of its last event
  link bytea,
  constraint commands_pkey primary key (command_id, owner)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
  autovacuum_freeze_min_age = 0);

-- One row each time a case ends: what yearly statistics count, untouched when the case is reopened.
create table closings (
  -- the case that ended
  case_id int8 not null,
  -- the event that ended it
  seq int8 not null,
  -- the how many-th ending of the case it is
  round int4 not null,
  -- the name of its workflow
  workflow text not null,
  -- the final state
  state text not null,
  -- the day from which it ran
  opened_on date not null,
  -- the day on which it ended
  closed_on date not null,
  -- the date that it was due on in the end; null: none
  due date,
  -- whether it met that date; null: there was none
  on_time bool,
  -- the fields of the root track then
  data jsonb not null,
  -- the date that it was first due on
  original_due date,
  -- whether it met that one
  on_time_first bool,
  -- how it ended
  outcome text,
  -- whether that is an answer
  answered bool,
  -- the class it counts under
  class text,
  constraint closings_pkey primary key (case_id, seq)
);
-- The endings of a year.
create index closings_by_date on closings (workflow, closed_on);

-- What waits --------------------------------------------------------------------------------------------------------

-- Wake-ups. Inserted and deleted only.
create table timers (
  -- 0-63: by the database's clock, in the lane of the case; 64 more: by the office's test clock
  lane int2 not null,
  -- when it fires, in microseconds since 1970
  due_us int8 not null,
  -- the case that it wakes
  case_id int8 not null,
  -- what it is for, in the words of the case's definition
  key text not null,
  constraint timers_pkey primary key (lane, due_us, case_id, key)
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0,
  vacuum_truncate = off);

-- What somebody must do now. Inserted and deleted only. Work that is due at one moment stands in the order in which it
-- came, and its rows come to the end of their worklists.
create table work_items (
  -- the case that it belongs to
  case_id int8 not null,
  -- the track that asks for it
  track int4 not null,
  -- what is asked
  kind text not null,
  -- a person, or a post as POST@UNIT
  assignee text not null,
  -- the day on which it is due; null: on none
  due date,
  -- the workflow of the track, which says what the kind is called
  workflow text not null default '',
  -- the version of that workflow
  version int4 not null default 0,
  -- when it was laid out, in microseconds since 1970; a row that is laid out again later is another row
  since_us int8 not null default 0,
  -- the moment at which its term lapses; null: it has none
  lapse_us int8,
  -- from when on it is overdue
  overdue_us int8,
  constraint work_items_pkey primary key (case_id, track, kind, assignee, since_us)
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0,
  vacuum_truncate = off);
-- Worklists: what lapses first, then what has waited longest.
create index work_items_by_assignee on work_items (assignee, lapse_us, since_us, case_id);
-- What is blocked stands in the worklists of those who can help; the doctor looks for it there among millions of rows.
create index work_items_blocked on work_items (case_id) where kind like 'blocked %';

-- Messages that wait for their delivery.
create table outbox (
  -- of the case
  lane int2 not null,
  -- the order in which they are delivered, and the id that a receiver knows one by
  id int8 not null generated always as identity,
  -- the case that sends it
  case_id int8 not null,
  -- the event that sends it
  seq int8 not null,
  -- when that event was recorded
  at timestamptz not null,
  -- the track that sends it
  track int4 not null,
  -- what kind of message it is, such as signal
  topic text not null,
  -- what it is about: of a signal, the event it fires
  about text not null,
  -- persons and posts; of a signal, the case
  recipients text[] not null,
  -- the day that it warns of; null: none
  due date,
  -- of a signal, how much of its allowance the signals before it have used
  hops int4 not null default 0,
  constraint outbox_pkey primary key (lane, id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0,
  vacuum_truncate = off);
-- The signals of a lane, in order.
create index outbox_signals on outbox (lane, id) where topic = 'signal';

-- What no further attempt will deliver, with the reason; kept until somebody has looked at it.
create table outbox_dead (
  -- as in outbox
  lane int2 not null,
  -- as in outbox
  id int8 not null,
  -- as in outbox
  case_id int8 not null,
  -- as in outbox
  seq int8 not null,
  -- as in outbox
  at timestamptz not null,
  -- as in outbox
  track int4 not null,
  -- as in outbox
  topic text not null,
  -- as in outbox
  about text not null,
  -- as in outbox
  recipients text[] not null,
  -- why it cannot be delivered
  reason text not null,
  -- when that was found out
  died_at timestamptz not null default now(),
  constraint outbox_dead_pkey primary key (lane, id)
);

-- Which daemons live.
create table daemons (
  -- a number that each draws when it starts
  daemon_id int8 not null,
  -- when it was last heard of
  seen_at timestamptz not null,
  constraint daemons_pkey primary key (daemon_id)
) with (fillfactor = 50);

-- Which daemon looks after which lane of the database's clock. Each change of hands is a new epoch, so that a daemon
-- which slept through the loss of its lease reads nothing by it. No event is made safe by a lease: they only keep two
-- daemons from reading the same rows.
create table lanes (
  -- 0-63
  lane int2 not null,
  -- the daemon that holds it; null: nobody
  owner int8,
  -- how often it has changed hands
  epoch int8 not null default 0,
  constraint lanes_pkey primary key (lane),
  constraint lanes_lane_known check (lane between 0 and 63)
) with (fillfactor = 50);
insert into lanes (lane) select generate_series(0, 63);

-- Recorded acts ------------------------------------------------------------------------------------------------------

-- One row each time that open cases were counted with newer calendars.
create table redatings (
  -- the number that lists name it by
  redating_id int8 not null generated always as identity,
  -- the calendars with their versions
  editions text[] not null,
  -- who did it
  person text not null,
  -- by what means, such as peer 1000
  via text not null,
  -- when it began
  started_at timestamptz not null default clock_timestamp(),
  -- null: under way, or cut short; doing it again goes on with what is left
  ended_at timestamptz,
  constraint redatings_pkey primary key (redating_id)
);

-- Each date that it moved.
create table redated_dates (
  -- the act that moved it
  redating_id int8 not null,
  -- the case whose date it is
  case_id int8 not null,
  -- the track whose date it is
  track int4 not null,
  -- the clock or timer whose date it is
  subject text not null,
  -- the date before
  old_due date not null,
  -- the date after
  new_due date not null,
  -- whether the date was provisional before, for want of a calendar of that year, and is not any more
  is_settled bool not null,
  constraint redated_dates_pkey primary key (redating_id, case_id, track, subject)
);

-- One row each time that open cases were moved to another version of their workflow.
create table case_migrations (
  -- the number that lists name it by
  migration_id int8 not null generated always as identity,
  -- the workflow whose cases move
  workflow text not null,
  -- the version that they move to
  version int4 not null,
  -- who did it
  person text not null,
  -- by what means, such as peer 1000
  via text not null,
  -- when it began
  started_at timestamptz not null default clock_timestamp(),
  -- null: under way, or cut short; doing it again goes on under the same number
  ended_at timestamptz,
  constraint case_migrations_pkey primary key (migration_id),
  constraint case_migrations_version_positive check (version > 0)
);
-- At most one to each version is under way.
create unique index case_migrations_open on case_migrations (workflow, version) where ended_at is null;

-- What became of each case. A row stands here before its case moves: a crash leaves it as planned, and the next attempt
-- asks again under the same command id.
create table case_migration_results (
  -- the act that the case belongs to
  migration_id int8 not null,
  -- the case
  case_id int8 not null,
  -- planned, moved or refused
  outcome text not null,
  -- why it was refused, in English
  reason text not null default '',
  -- the same in Chinese
  reason_zh text not null default '',
  constraint case_migration_results_pkey primary key (migration_id, case_id),
  constraint case_migration_results_outcome_known check (outcome in ('planned', 'moved', 'refused'))
);

-- Each date that it changed.
create table case_migration_dates (
  -- the act that changed it
  migration_id int8 not null,
  -- the case whose date it is
  case_id int8 not null,
  -- the track whose date it is
  track int4 not null,
  -- the clock or timer whose date it is
  subject text not null,
  -- the date before; null: there was none
  old_due date,
  -- the date after; null: there is none any more
  new_due date,
  -- why it changed
  reason text not null,
  constraint case_migration_dates_pkey primary key (migration_id, case_id, track, subject)
);

-- One row each time that rows derived from a case were built anew, because they did not fit it.
create table rebuildings (
  -- the number of the act
  rebuilding_id int8 not null generated always as identity,
  -- the case beside which something was wrong
  case_id int8 not null,
  -- such as unarmed, workItems, view, keys: what `lookbackd verify` found
  what text[] not null,
  -- who did it
  person text not null,
  -- when it was done
  at timestamptz not null default clock_timestamp(),
  constraint rebuildings_pkey primary key (rebuilding_id)
);

-- What the organisation was when the daemon last changed it, table by table: a verification sees what others change.
create table seals (
  -- the table
  what text not null,
  -- of its rows, as `organisation` gives it
  digest bytea not null,
  -- whether the rows were those of the digest before the last change: what others changed is not sealed with it
  is_whole bool not null default true,
  constraint seals_pkey primary key (what)
);

-- Months that are out ------------------------------------------------------------------------------------------------

-- Months of history that are over leave the tables that are read daily, and come back; nothing of them is deleted. One
-- row each time that a month was taken out.
create table detachments (
  -- the number of the act
  detachment_id int8 not null generated always as identity,
  -- its first day, by UTC
  month date not null,
  -- who took it out
  person text not null,
  -- when it was taken out
  detached_at timestamptz not null default clock_timestamp(),
  -- how many events the month holds
  events int8 not null default 0,
  -- how many cases have events in it
  cases int8 not null default 0,
  -- of the rows of detached_chains
  digest bytea not null default '',
  -- when it came back; null: it is out
  attached_at timestamptz,
  -- who brought it back
  attached_by text,
  constraint detachments_pkey primary key (detachment_id),
  constraint detachments_month_whole check (extract(day from month) = 1)
);
-- A month is out once.
create unique index detachments_in_effect on detachments (month) where attached_at is null;

-- From where to where each case's chain runs through that month: with it the chain is followed without the events.
create table detached_chains (
  -- whose chain it is
  case_id int8 not null,
  -- the act that took the month out
  detachment_id int8 not null,
  -- the first event of the case in that month
  first_seq int8 not null,
  -- the last event of the case in that month
  last_seq int8 not null,
  -- the link before the first event; empty: it is the first of all
  previous bytea not null,
  -- the link of the last event
  link bytea not null,
  -- of the archived case as it was then: how many events it had
  case_seq int8 not null,
  -- the hash of its state then
  doc_digest bytea not null,
  constraint detached_chains_pkey primary key (case_id, detachment_id),
  constraint detached_chains_detachment_known foreign key (detachment_id) references detachments (detachment_id)
);

-- What is never changed ----------------------------------------------------------------------------------------------

-- Refuses what a trigger calls it for.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what is on record is never changed: % on %', tg_op, tg_table_name using errcode = '42501';
end $$;

create trigger history_is_kept before update or delete on events
  for each row execute function refuse_change();
create trigger history_is_not_emptied before truncate on events
  for each statement execute function refuse_change();
create trigger office_is_kept before delete or truncate on office
  for each statement execute function refuse_change();
create trigger closings_are_kept before update or delete on closings
  for each row execute function refuse_change();
create trigger closings_are_not_emptied before truncate on closings
  for each statement execute function refuse_change();
create trigger chains_are_kept before update or delete on detached_chains
  for each row execute function refuse_change();
create trigger chains_are_not_emptied before truncate on detached_chains
  for each statement execute function refuse_change();

-- An act is ended, and nothing else about it is rewritten.
create trigger substitutes_are_only_ended
  before update of substitute_id, person, substitute, first_day, last_day, post, unit, added_at, added_by on substitutes
  for each statement execute function refuse_change();
create trigger redatings_are_only_ended
  before update of redating_id, editions, person, via, started_at on redatings
  for each statement execute function refuse_change();
create trigger case_migrations_are_only_ended
  before update of migration_id, workflow, version, person, via, started_at on case_migrations
  for each statement execute function refuse_change();
create trigger case_migration_results_stay_with_their_cases
  before update of migration_id, case_id on case_migration_results
  for each statement execute function refuse_change();

-- What an archived case is stays; what lists show of it is derived and may be built anew.
create trigger archived_cases_are_kept
  before update of case_id, seq, head, last_us, definition, doc on archived_cases
  for each statement execute function refuse_change();

-- Functions of a batch -----------------------------------------------------------------------------------------------

-- Ends the transaction unless as many rows were touched as the batch meant to touch.
create function require_rows(touched int8, meant int8) returns int8 language plpgsql as $$
begin
  if touched <> meant then
    raise exception 'expected % rows, found %', meant, touched using errcode = '40001';
  end if;
  return touched;
end $$;

-- Locks those of these registers that nobody else holds, and makes those that are missing, waiting no longer than the
-- transaction's patience for locks.
create function lock_free_registers(names text[], periods int4[])
returns table (name text, period int4, next int8) language plpgsql set search_path from current as $$
#variable_conflict use_column
begin
  for i in 1 .. coalesce(array_length(names, 1), 0) loop
    begin
      insert into registers (name, period, next) values (names[i], periods[i], 1)
      on conflict do nothing;
    exception when lock_not_available then null;
    end;
  end loop;
  return query
    select r.name, r.period, r.next from registers r
    where (r.name, r.period) in (select * from unnest(names, periods))
    order by r.name, r.period for update skip locked;
end $$;

-- Which of these business keys somebody else is about to take, or to give free. Each is taken for a moment and given back.
create function held_keys(workflows text[], fields text[], vals text[])
returns table (workflow text, field text, value text) language plpgsql
set search_path from current as $$
#variable_conflict use_column
begin
  for i in 1 .. coalesce(array_length(workflows, 1), 0) loop
    begin
      insert into case_keys (workflow, field, value, case_id)
      values (workflows[i], fields[i], vals[i], 0);
      raise exception 'free' using errcode = 'LB001';
    exception
      when lock_not_available then return query select workflows[i], fields[i], vals[i];
      when unique_violation or sqlstate 'LB001' then null;
    end;
  end loop;
end $$;

-- The same of the ids of commands.
create function held_commands(ids text[], owners text[])
returns table (command_id text, owner text) language plpgsql set search_path from current as $$
#variable_conflict use_column
begin
  for i in 1 .. coalesce(array_length(ids, 1), 0) loop
    begin
      insert into commands (command_id, owner, case_id, seq, content)
      values (ids[i], owners[i], 0, 0, '');
      raise exception 'free' using errcode = 'LB001';
    exception
      when lock_not_available then return query select ids[i], owners[i];
      when unique_violation or sqlstate 'LB001' then null;
    end;
  end loop;
end $$;

-- Functions of verification ------------------------------------------------------------------------------------------

-- Who and what there is, table by table, each in one digest that depends on nothing but the rows.
create function organisation() returns table (what text, digest bytea)
language sql stable set search_path from current as $$
  select t.what, sha256(convert_to(coalesce(string_agg(t.line, E'\n' order by t.line collate "C"), ''), 'UTF8')) from (
    select 'persons' as what, quote_nullable(person) || ' ' || quote_nullable(name) || ' ' || quote_nullable(uid) as line
    from persons
    union all
    select 'units', quote_nullable(unit) || ' ' || quote_nullable(name) || ' ' || quote_nullable(document_code)
    from units
    union all
    select 'posts', quote_nullable(person) || ' ' || quote_nullable(post) || ' ' || quote_nullable(unit)
    from posts
    union all
    select 'tokens', token_id || ' ' || quote_nullable(person) || ' ' || encode(hash, 'hex')
    from tokens
    union all
    select 'substitutes', substitute_id || ' ' || quote_nullable(person) || ' ' || quote_nullable(substitute) || ' '
      || (first_day - date '1970-01-01') || ' ' || (last_day - date '1970-01-01') || ' ' || quote_nullable(post) || ' '
      || quote_nullable(unit) || ' ' || quote_nullable(added_by) || ' '
      || quote_nullable(extract(epoch from ended_at)) || ' ' || quote_nullable(ended_by)
    from substitutes
    union all
    select unnest(array['persons', 'units', 'posts', 'tokens', 'substitutes']), null
  ) t group by t.what
$$;
insert into seals (what, digest) select what, digest from organisation();

-- Autovacuum never analyses the parent of partitions: without figures about it a plan is a guess.
create function analyze_history() returns void language plpgsql security definer set search_path from current as $$
begin
  analyze events;
end $$;

-- Functions of months ------------------------------------------------------------------------------------------------

-- The name of a table of a month.
create function month_name(kind text, month date) returns text language sql stable as $$
  select kind || '_' || to_char(month, 'YYYYMM')
$$;

-- What autovacuum must do with one partition of history.
create function keep_partition_clean(partition regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_freeze_min_age = 0)',
    partition);
end $$;

-- Makes the monthly partition of history that holds this day, if it is not there.
--
-- Looks before it waits: that there is nothing to do is found without a lock. All locks are taken at the beginning and in
-- the order of everybody else, history first, so that two daemons, or a daemon and a reader, never wait crosswise: to make
-- a partition locks all of history by itself, which is too late when the rest of history is locked already.
create function make_events_partition(day date) returns void language plpgsql security definer
set search_path from current as $$
declare
  first date := date_trunc('month', day)::date;
  partition text := month_name('events', first);
begin
  if to_regclass(partition) is not null then
    return;
  end if;
  perform pg_advisory_xact_lock(hashtextextended(current_schema(), 8030598731423));
  -- Only with a lock on a table does a session look anew at what tables there are.
  lock table only events in share update exclusive mode;
  if to_regclass(partition) is not null then
    return;
  end if;
  lock table only events in access exclusive mode;
  lock table events_other in access exclusive mode;
  if exists (select 1 from events_other
             where at >= first::timestamp at time zone 'utc'
               and at < (first + interval '1 month')::timestamp at time zone 'utc') then
    return;
  end if;
  execute format('create table %I partition of events for values from (%L) to (%L)', partition,
    to_char(first, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(first + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
  perform keep_partition_clean(partition::regclass);
exception when duplicate_table then
  return;
end $$;

-- The digest of all that is recorded about a month that was taken out.
create function digest_detachment(number int8) returns bytea language sql stable set search_path from current as $$
  select sha256(coalesce(string_agg(
    int8send(case_id) || int8send(first_seq) || int8send(last_seq) || previous || link
      || int8send(case_seq) || doc_digest, ''::bytea order by case_id), ''::bytea))
  from detached_chains where detachment_id = number
$$;

-- The events of a case in months that are out, as far as their tables are in this database.
create function detached_events(owner int8) returns table (
  seq int8, body bytea, link bytea, texts bytea, at timestamptz, happened_on date, track int4, event text,
  from_state text, to_state text, actor text, command_id text
) language plpgsql stable security definer set search_path from current as $$
declare
  month date;
begin
  for month in
    select d.month from detached_chains c join detachments d using (detachment_id)
    where c.case_id = owner and d.attached_at is null order by c.first_seq
  loop
    continue when to_regclass(month_name('detached_events', month)) is null
      or to_regclass(month_name('detached_texts', month)) is null;
    return query execute format(
      'select e.seq, e.body, e.link, t.texts, e.at, e.happened_on, e.track, e.event, e.from_state, e.to_state, e.actor,
         e.command_id
       from %I e left join %I t using (case_id, seq) where e.case_id = $1',
      month_name('detached_events', month), month_name('detached_texts', month)) using owner;
  end loop;
end $$;

-- What one table of a month holds. Cases that stand in `cases` are not archived.
create function survey_month(source regclass) returns table (
  events int8, cases int8, first_at timestamptz, last_at timestamptz, open_cases int8, ended_cases int8
) language plpgsql stable set search_path from current as $$
begin
  return query execute format(
    'with own as (
       select case_id, count(*) as events, min(at) as first_at, max(at) as last_at from %s group by 1
     )
     select coalesce(sum(o.events), 0)::int8, count(*), min(o.first_at), max(o.last_at),
       count(c.case_id) filter (where c.ended_at is null), count(c.case_id) filter (where c.ended_at is not null)
     from own o left join cases c using (case_id)', source);
end $$;

-- Cases that are not archived and have events in a month.
create function find_month_holders(source regclass, atmost int8) returns table (
  case_id int8, title text, ended bool
) language plpgsql stable set search_path from current as $$
begin
  return query execute format(
    'select c.case_id, coalesce(v.title, ''''), c.ended_at is not null
     from cases c left join case_views v using (case_id)
     where exists (select from %s e where e.case_id = c.case_id)
     order by c.ended_at is not null, c.case_id limit $1', source) using atmost;
end $$;

-- A page of the cases that have events in a month; without a definition where the case is gone.
create function list_month_case_ids(source regclass, after int8, atmost int8) returns table (
  case_id int8, definition bytea
) language plpgsql stable set search_path from current as $$
begin
  return query execute format(
    'select o.case_id, i.definition from (
       select distinct e.case_id from %s e where e.case_id > $1 order by e.case_id limit $2
     ) o left join every_case_id i on i.case_id = o.case_id order by o.case_id', source)
  using after, atmost;
end $$;

-- Records the end of every chain and puts the month's texts aside; the number of the act. Nobody writes to the month
-- meanwhile; everybody reads it.
create function prepare_detachment(first date, actor text) returns int8 language plpgsql set search_path from current as $$
declare
  source text := month_name('events', first);
  number int8;
begin
  execute format('lock table %I in share mode', source);
  insert into detachments (month, person) values (first, actor) returning detachment_id into number;
  execute format(
    'insert into detached_chains
     select o.case_id, $1, o.first_seq, o.last_seq,
       case when o.first_seq = 1 then ''''::bytea else coalesce(
         (select b.link from events b
          where b.case_id = o.case_id and b.seq = o.first_seq - 1),
         (select b.link from detached_chains b join detachments d using (detachment_id)
          where b.case_id = o.case_id and b.last_seq = o.first_seq - 1
            and d.attached_at is null)) end,
       l.link, k.seq, sha256(k.doc)
     from (select case_id, min(seq) as first_seq, max(seq) as last_seq from %1$I group by 1) o
     join %1$I l on l.case_id = o.case_id and l.seq = o.last_seq
     join every_case k on k.case_id = o.case_id', source) using number;
  execute format('create table %I (like event_texts including all)', month_name('detached_texts', first));
  -- Whoever takes the month out, the table is the owner's, so that the functions which read it may.
  execute format(
    'alter table %I owner to %I', month_name('detached_texts', first),
    (select pg_get_userbyid(relowner) from pg_class where oid = 'event_texts'::regclass));
  execute format(
    'with gone as (
       delete from event_texts t using %I e
       where t.case_id = e.case_id and t.seq = e.seq returning t.*
     ) insert into %I select * from gone', source, month_name('detached_texts', first));
  update detachments d set digest = digest_detachment(number), cases = c.cases, events = c.events
  from (select count(*) as cases, coalesce(sum(last_seq - first_seq + 1), 0)::int8 as events
    from detached_chains where detachment_id = number) c
  where d.detachment_id = number;
  return number;
end $$;

-- Takes the month out, if the lock that this needs for a moment can be had at once.
create function detach_month(first date) returns bool language plpgsql set search_path from current as $$
declare
  kept text := month_name('detached_events', first);
begin
  begin
    execute format('alter table events detach partition %I', month_name('events', first));
  exception when lock_not_available then
    return false;
  end;
  execute format('alter table %I rename to %I', month_name('events', first), kept);
  execute format('create trigger detached_is_kept before update or delete on %I
    for each row execute function refuse_change()', kept);
  execute format('create trigger detached_is_not_emptied before truncate on %I
    for each statement execute function refuse_change()', kept);
  return true;
end $$;

-- Says of a table what its partition will hold, so that it is looked through before it is attached and not meanwhile.
-- Without a look at what is there: that is `validate`. False if the lock cannot be had at once.
create function bound_month(first date) returns bool language plpgsql set search_path from current as $$
declare
  kept text := month_name('detached_events', first);
begin
  if exists (select from pg_constraint where conrelid = to_regclass(kept) and conname = 'of_its_month') then
    return true;
  end if;
  execute format('alter table %I add constraint of_its_month check (at >= %L and at < %L) not valid', kept,
    to_char(first, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(first + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
  return true;
exception when lock_not_available then
  return false;
end $$;

-- Looks whether the table of a month holds what was said of it.
create function validate_month(first date) returns void language plpgsql set search_path from current as $$
begin
  execute format('alter table %I validate constraint of_its_month', month_name('detached_events', first));
end $$;

-- Brings the texts of a month back; its own tables are read meanwhile.
create function prepare_attachment(first date) returns void language plpgsql set search_path from current as $$
begin
  execute format('insert into event_texts select * from %I', month_name('detached_texts', first));
end $$;

-- Makes the table of a month a partition again, if the locks can be had at once. They are taken in the order in which
-- readers take theirs, history first: nobody waits crosswise. Attaching alone would lock out nobody who has planned to
-- read history without this month, and who would then look for its own table in vain.
--
-- An office whose test clock ran past the present leaves months behind that are taken out; by the real clock they come
-- again, and have a partition again. Its events, if there are any, go to those that were out.
create function attach_month(first date, actor text) returns bool language plpgsql set search_path from current
as $$
declare
  kept text := month_name('detached_events', first);
  partition text := month_name('events', first);
begin
  perform pg_advisory_xact_lock(hashtextextended(current_schema(), 8030598731423));
  lock table only events in access exclusive mode;
  execute format('lock table %I, %I in access exclusive mode', kept, month_name('detached_texts', first));
  if to_regclass(partition) is not null then
    execute format('lock table %I in access exclusive mode', partition);
    execute format('insert into %I select * from %I', kept, partition);
    execute format('drop table %I', partition);
  end if;
  execute format('drop table %I', month_name('detached_texts', first));
  execute format('drop trigger if exists detached_is_kept on %I', kept);
  execute format('drop trigger if exists detached_is_not_emptied on %I', kept);
  execute format('alter table %I rename to %I', kept, partition);
  execute format('alter table events attach partition %I for values from (%L) to (%L)', partition,
    to_char(first, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(first + interval '1 month', 'YYYY-MM-DD') || ' 00:00:00+00');
  execute format('alter table %I drop constraint of_its_month', partition);
  update detachments set attached_at = clock_timestamp(), attached_by = actor where month = first and attached_at is null;
  return true;
exception when lock_not_available then
  return false;
end $$;

-- Rights -------------------------------------------------------------------------------------------------------------

-- Gives the role of the running daemon what it needs, and everybody else nothing: it can add to history and not change
-- it. `lookbackd migrate` calls it each time, since the role may have been made later than the tables.
create function grant_to_daemon(daemon text) returns void language plpgsql set search_path from current as $$
begin
  execute format('revoke all on schema %I from public', current_schema());
  execute format('revoke all on all routines in schema %I from public', current_schema());
  if to_regrole(quote_ident(daemon)) is null then
    return;
  end if;
  execute format('grant usage on schema %I to %I', current_schema(), daemon);
  execute format('grant usage on all sequences in schema %I to %I', current_schema(), daemon);
  execute format('grant execute on all routines in schema %I to %I', current_schema(), daemon);
  -- what is read, added, changed and taken away while cases run
  execute format('grant select, insert, update, delete on persons, units, posts, tokens, registers, cases, case_views,
    case_keys, event_texts, commands, timers, work_items, outbox, daemons, archived_cases to %I', daemon);
  -- what is added to, and never changed
  execute format('grant select, insert on events, events_other, closings, definitions, redated_dates, rebuildings to %I',
    daemon);
  -- what is added to and changed, as far as the triggers allow it, and never taken away
  execute format('grant select, insert, update on substitutes, redatings, case_migrations, case_migration_results,
    opened_cases, seals to %I', daemon);
  -- the dates of a plan that a concurrent command overtook are worked out anew
  execute format('grant select, insert, delete on case_migration_dates, outbox_dead to %I', daemon);
  -- what has all its rows from the beginning
  execute format('grant select, update on office, lanes to %I', daemon);
  -- what the owner of the tables writes
  execute format('grant select on detachments, detached_chains, every_case, every_case_id, migrations to %I', daemon);
end $$;
