-- Makes the schema of an office: its people, definitions, cases, history, timers, work items, outbox and recorded acts.
-- Columns whose names end in _us are moments in microseconds since 1970.

-- The office ---------------------------------------------------------------------------------------------------------

-- The office that this schema belongs to: one row.
create table office (
  -- Always true, so that there is no second row.
  is_only bool not null default true,
  -- The office's test clock, in microseconds since 1970; null if the office runs on the database's clock.
  clock_us int8,
  -- Whether nobody has two duties of administrators, nobody with one has a part in cases, and root has none.
  duties_apart bool not null default false,
  -- Until when root may do everything although duties are kept apart; null if no emergency was declared.
  emergency_until timestamptz,
  constraint office_pkey primary key (is_only),
  constraint office_is_only check (is_only)
);
insert into office default values;

-- What the office has settled otherwise than it would be.
create table settings (
  -- The name of the setting, such as substitute_days.
  name text not null,
  -- Its value.
  value text not null,
  constraint settings_pkey primary key (name)
);

-- The people whom the office knows.
create table persons (
  -- The code by which everything else refers to the person.
  person text not null,
  -- The name in lists and letters.
  name text not null,
  -- The number of the user of the machine as which the person logs in; null if there is none.
  uid int8,
  -- The address for mail; null if there is none.
  mail text,
  -- The language of letters, en or zh; null if it is not known.
  language text,
  -- The first day on which the person is active; null if there is none.
  first_day date,
  -- The last day on which the person is active; null if there is none. Who has retired stays in this table.
  last_day date,
  constraint persons_pkey primary key (person),
  constraint persons_uid_unique unique (uid),
  constraint persons_language_known check (language in ('en', 'zh')),
  constraint persons_days_ordered check (first_day <= last_day + 1),
  constraint persons_person_wellformed check (person ~ '^[^@,\s]{1,128}$' and person <> 'engine')
);

-- The units: organisations, or parts of them, that handle cases.
create table units (
  -- The code by which everything else refers to the unit.
  unit text not null,
  -- The name in lists and letters.
  name text not null,
  -- The letter code of its documents (发文代字), such as 青民; null if it has none.
  document_code text,
  -- The unit above it; null at the top.
  parent text,
  -- The first day on which it exists; null if there is none.
  first_day date,
  -- The last day on which it exists; null if there is none. A unit that is gone stays in this table.
  last_day date,
  -- The unit into which it was merged, whose posts answer for what waits for its posts; null if it was not. It is never
  -- a unit that was merged itself.
  successor text,
  constraint units_pkey primary key (unit),
  constraint units_unit_wellformed check (unit ~ '^[^@,\s]{1,128}$'),
  constraint units_days_ordered check (first_day <= last_day + 1),
  constraint units_parent_known foreign key (parent) references units (unit),
  constraint units_successor_known foreign key (successor) references units (unit)
);
-- Finds the units for which the posts of a unit answer.
create index units_by_successor on units (successor) where successor is not null;

-- The names that units had before, each until the day on which it was changed.
create table unit_names (
  -- The number of the row.
  name_id int8 not null generated always as identity,
  -- The unit.
  unit text not null,
  -- Its name then.
  name text not null,
  -- The letter code of its documents then; null if it had none.
  document_code text,
  -- The first day on which it was not called so any more.
  changed_on date not null,
  constraint unit_names_pkey primary key (name_id),
  constraint unit_names_unit_known foreign key (unit) references units (unit)
);
-- Finds the names of a unit.
create index unit_names_by_unit on unit_names (unit, name_id);

-- The posts: which roles people hold in which units, and from when until when. A post that is taken away is ended and
-- never deleted.
create table posts (
  -- The number of the row.
  post_id int8 not null generated always as identity,
  -- The person who holds the post.
  person text not null,
  -- The name of the role, such as inspector.
  post text not null,
  -- The unit in which it is held.
  unit text not null,
  -- The first day on which the person holds it; null if there is none.
  first_day date,
  -- The last day; null if there is none. One that is before the first day was taken away before it counted a whole day.
  last_day date,
  constraint posts_pkey primary key (post_id),
  constraint posts_post_wellformed check (post ~ '^[^@,\s]{1,128}$'),
  constraint posts_days_ordered check (first_day <= last_day + 1),
  constraint posts_person_known foreign key (person) references persons (person),
  constraint posts_unit_known foreign key (unit) references units (unit)
);
-- Finds the posts of a person.
create index posts_by_person on posts (person);
-- Finds who holds a post in a unit.
create index posts_by_unit on posts (unit, post);
-- Lets nobody hold a post twice without an end.
create unique index posts_without_end on posts (person, post, unit) where last_day is null;

-- The duties of administrators: who administers the office besides root.
create table duties (
  -- The person.
  person text not null,
  -- What the person administers.
  duty text not null,
  -- Since when.
  given_at timestamptz not null default now(),
  -- The person who gave it, or how that was known.
  given_by text not null,
  constraint duties_pkey primary key (person, duty),
  constraint duties_person_known foreign key (person) references persons (person),
  constraint duties_duty_known check (duty in ('system', 'security', 'audit'))
);

-- What proves to the daemon in whose name a request comes: the tokens of programs, and the sessions of people who signed in
-- with a password. A row is ended and never deleted.
create table tokens (
  -- The number by which lists refer to the token.
  token_id int8 not null generated always as identity,
  -- The person in whose name its holder acts.
  person text not null,
  -- The SHA-256 of the token. The token itself is not stored anywhere.
  hash bytea not null,
  -- Whether a program was given it, or a person began a session.
  kind text not null,
  -- What it is for; of a session, the program that signed in.
  name text not null,
  -- How far it goes: password, read, act or administer, each of which includes those before it.
  scope text not null,
  -- From where a session was begun; null for the token of a program.
  address text,
  -- When the token was made.
  created_at timestamptz not null default now(),
  -- The person who made it, or how that was known.
  created_by text not null,
  -- When it ends at the latest.
  expires_at timestamptz not null,
  -- After how many seconds without use it ends; null if it does not.
  idle_seconds int8,
  -- When it was used last, to the minute; null if it was not.
  used_at timestamptz,
  -- When it was ended before it expired; null if it was not.
  ended_at timestamptz,
  -- The person who ended it, or how that was known; null if it was not ended.
  ended_by text,
  constraint tokens_pkey primary key (token_id),
  constraint tokens_hash_unique unique (hash),
  constraint tokens_person_known foreign key (person) references persons (person),
  constraint tokens_kind_known check (kind in ('program', 'session')),
  constraint tokens_scope_known check (scope in ('password', 'read', 'act', 'administer'))
);
-- Finds the tokens of a person.
create index tokens_by_person on tokens (person, token_id);

-- The tokens that hold now. Their times are those of the database's clock, also in an office on a test clock.
create view valid_tokens as
select token_id, person, hash, scope from tokens
where ended_at is null and expires_at > now()
  and (idle_seconds is null or coalesce(used_at, created_at) + idle_seconds * interval '1 second' > now());

-- The passwords with which people sign in, one row a person.
create table passwords (
  -- The person.
  person text not null,
  -- The hash by scrypt with its salt and costs, as $scrypt$ln=17,r=8,p=1$SALT$HASH.
  hash text not null,
  -- Whether somebody else chose it, so that the person must choose another one first.
  is_initial bool not null,
  -- When it was set.
  set_at timestamptz not null default now(),
  -- The hashes of the passwords before, the newest first, ten at most.
  earlier text[] not null default '{}',
  constraint passwords_pkey primary key (person),
  constraint passwords_person_known foreign key (person) references persons (person)
);

-- The authenticators whose codes people give when they sign in, one row a person.
create table authenticators (
  -- The person.
  person text not null,
  -- The secret from which the codes follow.
  secret bytea not null,
  -- When a first code was given, from when on codes are asked for; null before.
  confirmed_at timestamptz,
  -- The step of 30 seconds of the last code that was taken. Each code is taken once.
  last_step int8 not null default 0,
  -- The SHA-256 of the recovery codes that are left.
  recovery bytea[] not null default '{}',
  constraint authenticators_pkey primary key (person),
  constraint authenticators_person_known foreign key (person) references persons (person)
);

-- The substitutes: who may act for whom, from a day to a day. A row is ended and never deleted, because history says in
-- whose place somebody acted.
create table substitutes (
  -- The number by which lists refer to the row.
  substitute_id int8 not null generated always as identity,
  -- The person who is away.
  person text not null,
  -- The person who acts in their place.
  substitute text not null,
  -- The first day on which the substitute may act.
  first_day date not null,
  -- The last day on which the substitute may act.
  last_day date not null,
  -- The post that is covered; null if all posts are, and what is asked of the person by name.
  post text,
  -- The unit of the post; null if the post is null.
  unit text,
  -- When the row was added.
  added_at timestamptz not null default clock_timestamp(),
  -- The person who added it.
  added_by text not null,
  -- When it was ended before its last day; null if it was not.
  ended_at timestamptz,
  -- The person who ended it; null if it was not ended.
  ended_by text,
  -- Whether it is the succession of a person who has retired: what waits for that person by name is the successor's.
  is_succession bool not null default false,
  -- What it needs before it counts: consent of the substitute, or confirmation of an administrator; null if nothing.
  needs text,
  -- When that was given; null if it was not.
  agreed_at timestamptz,
  -- The person who gave it, or how that person is known.
  agreed_by text,
  constraint substitutes_pkey primary key (substitute_id),
  constraint substitutes_needs_known check (needs in ('consent', 'confirmation')),
  constraint substitutes_person_known foreign key (person) references persons (person),
  constraint substitutes_substitute_known foreign key (substitute) references persons (person),
  constraint substitutes_for_others check (person <> substitute),
  constraint substitutes_days_ordered check (first_day <= last_day),
  constraint substitutes_post_whole check ((post is null) = (unit is null))
);
-- Finds for whom a person may act.
create index substitutes_by_substitute on substitutes (substitute) where ended_at is null;

-- The registers: series of numbers without gaps.
create table registers (
  -- The name of the register in definitions, such as 青民函.
  name text not null,
  -- The year in which the numbers count from 1; 0 if they count for ever.
  period int4 not null,
  -- The number that is drawn next.
  next int8 not null,
  constraint registers_pkey primary key (name, period),
  constraint registers_next_positive check (next > 0)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);

-- Every published version of every definition file, which never changes. Calendars and schemes are kept beside the
-- workflows.
create table definitions (
  -- The kind of file.
  kind text not null,
  -- The name by which other files and cases refer to the definition.
  name text not null,
  -- The version, a whole number from 1 on.
  version int4 not null,
  -- The SHA-256 of the source.
  digest bytea not null,
  -- The text of the file, as it was published.
  source text not null,
  -- When it was published.
  published_at timestamptz not null default now(),
  constraint definitions_pkey primary key (kind, name, version),
  constraint definitions_kind_known check (kind in ('workflow', 'calendar', 'classes')),
  constraint definitions_version_positive check (version > 0)
);

-- Cases --------------------------------------------------------------------------------------------------------------

-- The cases that are not archived, one row each. The place in history, the document and the state are in one row
-- because they are locked, read and written together. The indexes of lists begin with the state of a case and since
-- when it has been there, so that a case that moves goes to the end of its list. Among many cases an entry in the
-- middle would cost a page that nobody read lately.
create table cases (
  -- The number of the case, which is ordered by time and contains its lane.
  case_id int8 not null,
  -- The number of events in its history.
  seq int8 not null,
  -- When the last of them was recorded, in microseconds since 1970.
  last_us int8 not null,
  -- When the case entered its state, in microseconds since 1970. It only orders lists and is no record.
  since_us int8 not null,
  -- The day on which its next term lapses; null if no term runs.
  due date,
  -- When it ended; null if it is open.
  ended_at timestamptz,
  -- The link of its last event.
  head bytea not null,
  -- The digest of the definition by which it was opened, which is part of every link of its chain.
  definition bytea not null,
  -- The name of its workflow.
  workflow text not null,
  -- The state of its root track.
  state text not null,
  -- The whole case in canonical bytes, which is what replaying its events gives.
  doc bytea not null,
  -- The moment at which its next term lapses; null if none runs. A term of hours, or one that ends at the close of
  -- business, lapses before its day is over.
  lapse_us int8,
  -- The moment from which it is overdue; null if no term runs that could be missed.
  overdue_us int8,
  constraint cases_pkey primary key (case_id)
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
-- Finds the cases of a state, those that have been there longest first.
create index cases_by_state on cases (workflow, state, since_us, case_id);
-- Finds the cases whose terms lapse, the earliest first.
create index cases_by_lapse on cases (lapse_us, since_us) where lapse_us is not null;
-- Finds the cases that ended, the earliest first, for the archive.
create index cases_by_end on cases (ended_at, case_id) where ended_at is not null;

-- What lists show of a case besides, and what searches read. A row changes only with the data of its case.
create table case_views (
  -- The case.
  case_id int8 not null,
  -- The version of its workflow.
  version int4 not null,
  -- Its business number and its subject, as far as there are such.
  title text not null,
  -- When it was opened.
  opened_at timestamptz not null,
  -- The fields of its root track.
  data jsonb not null,
  -- The day from which it counts as opened: the business date of its opening, which may be before the day of entry.
  opened_on date not null,
  constraint case_views_pkey primary key (case_id)
) with (fillfactor = 85, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

-- The business keys of cases, such as the number of a recommendation.
create table case_keys (
  -- The workflow, of which no two cases have the same value.
  workflow text not null,
  -- The field that has the value.
  field text not null,
  -- The value.
  value text not null,
  -- The case that has the value.
  case_id int8 not null,
  constraint case_keys_pkey primary key (workflow, field, value)
);
-- Finds what a number may mean that somebody wrote on paper.
create index case_keys_by_value on case_keys (value);

-- Who may see which case: a row for each post and person whom the definitions of its tracks admit. Rows are only inserted
-- and deleted, also those of archived cases.
create table case_readers (
  -- The case.
  case_id int8 not null,
  -- The code of a person, or a post as POST@UNIT.
  reader text not null,
  constraint case_readers_pkey primary key (case_id, reader)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
-- Finds the cases that somebody may see, by number.
create index case_readers_by_reader on case_readers (reader, case_id);

-- Cases that ended long ago, one row each with what was in cases, case_views and commands. A case comes back when it is
-- reopened. Its history, texts, business keys and closings stay in their tables.
create table archived_cases (
  -- The number of the case.
  case_id int8 not null,
  -- As in cases.
  seq int8 not null,
  -- As in cases.
  head bytea not null,
  -- As in cases.
  last_us int8 not null,
  -- As in cases.
  definition bytea not null,
  -- As in cases.
  doc bytea not null,
  -- As in cases.
  workflow text not null,
  -- As in case_views.
  version int4 not null,
  -- As in cases.
  state text not null,
  -- As in case_views.
  title text not null,
  -- As in cases.
  due date,
  -- As in case_views.
  opened_at timestamptz not null,
  -- As in cases.
  ended_at timestamptz,
  -- As in case_views.
  data jsonb not null,
  -- When the case was archived.
  archived_at timestamptz not null default clock_timestamp(),
  -- The ids of its commands; the columns below have one element for each of them. The command that opened the case is
  -- not here but stays in commands, so that it is found without the case.
  command_ids text[],
  -- The last event that each command made.
  command_seqs int8[],
  -- The content of each command.
  command_contents bytea[],
  -- The owner of each id.
  command_owners text[],
  -- The state after each command.
  command_states text[],
  -- The link of the last event that each command made.
  command_links bytea[],
  -- When each command was done.
  command_ats timestamptz[],
  -- As in cases.
  lapse_us int8,
  -- As in cases.
  overdue_us int8,
  -- As in case_views.
  opened_on date not null,
  constraint archived_cases_pkey primary key (case_id)
) with (autovacuum_vacuum_scale_factor = 0.02);
-- Finds the archived cases of a state for lists. An archived case counts as being in its state since its last event.
create index archived_cases_by_state on archived_cases (workflow, state, last_us, case_id);

-- Every case, archived or not.
create view every_case as
select case_id, seq, head, doc from cases
union all
select case_id, seq, head, doc from archived_cases;

-- The number of every case and the digest of the definition by which it was opened.
create view every_case_id as
select case_id, definition from cases
union all
select case_id, definition from archived_cases;

-- How many cases were opened. A verification compares this with the cases that there are, so that it sees a case that
-- left no row behind. Each connection adds to rows of its own, so that no opening waits for another. A case that was
-- deleted is missing in the count of its period, and one that was put in its place changes the sum of the numbers. A
-- change of this table by hand together with the cases is not seen.
create table opened_cases (
  -- A range of 2^50 case numbers, which are those of about 25 days.
  period int8 not null,
  -- The process number of the connection.
  writer int4 not null,
  -- How many cases the connection opened.
  cases int8 not null,
  -- The sum of their numbers.
  numbers numeric not null,
  constraint opened_cases_pkey primary key (period, writer)
) with (fillfactor = 50);

-- History ------------------------------------------------------------------------------------------------------------

-- The events of cases. The body has the canonical bytes; the columns beside it are for reading and are compared with
-- it.
create table events (
  -- The case to whose history the event belongs.
  case_id int8 not null,
  -- The number of the event in the history of the case, from 1 on.
  seq int8 not null,
  -- When it was recorded, by the office's clock.
  at timestamptz not null,
  -- Its business date, which may be before the day of entry.
  happened_on date not null,
  -- The track to which it happened.
  track int4 not null,
  -- Its name in the definition.
  event text not null,
  -- The state before it.
  from_state text not null,
  -- The state after it.
  to_state text not null,
  -- The code of the person who fired it, or engine.
  actor text not null,
  -- The command for which it was recorded.
  command_id text not null,
  -- The canonical bytes, which contain the link of the event before.
  body bytea not null,
  -- The hash of the body, which the next event contains.
  link bytea not null,
  constraint events_pkey primary key (case_id, seq, at)
) partition by range (at);

-- The partition for months that have no partition of their own. Rows of history are only inserted, so they are frozen
-- early and need not be read again for that.
create table events_other partition of events default
with (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_freeze_min_age = 0);

-- The texts to which events commit. Erasing a text leaves every proof of the history valid.
create table event_texts (
  -- As in events.
  case_id int8 not null,
  -- As in events.
  seq int8 not null,
  -- All texts of the event, each with its salt.
  texts bytea not null,
  constraint event_texts_pkey primary key (case_id, seq)
) with (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_freeze_min_age = 0);

-- The commands that were done and what each did, so that a repeated command is answered with what was done the first
-- time.
create table commands (
  -- The id that the caller gave the command.
  command_id text not null,
  -- The case to which it was done.
  case_id int8 not null,
  -- The last event that it made.
  seq int8 not null,
  -- What was asked, in canonical bytes. The same id with other content is refused.
  content bytea not null,
  -- When it was done.
  at timestamptz not null default now(),
  -- The owner of the id. Ids of different owners are different even if they are spelled alike.
  owner text not null default '',
  -- The state of the case after it; null if it is not known any more.
  state text,
  -- The link of the last event that it made; null if it is not known any more.
  link bytea,
  constraint commands_pkey primary key (command_id, owner)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.05,
  autovacuum_freeze_min_age = 0);

-- One row for each time that a case ended, which yearly statistics count. It stays when the case is reopened.
create table closings (
  -- The case that ended.
  case_id int8 not null,
  -- The event that ended it.
  seq int8 not null,
  -- The round that ended: 1 for the first answer to the case, 2 for the next.
  round int4 not null,
  -- The name of its workflow.
  workflow text not null,
  -- The final state.
  state text not null,
  -- The day from which the case counts as opened.
  opened_on date not null,
  -- The day on which it ended.
  closed_on date not null,
  -- The due date as it was in the end; null if there was none.
  due date,
  -- Whether that date was met; null if there was none.
  on_time bool,
  -- The fields of the root track at the end.
  data jsonb not null,
  -- The first due date, before extensions, pauses and newer calendars; null if there was none.
  original_due date,
  -- Whether the first due date was met; null if there was none.
  on_time_first bool,
  -- The event that tells how the case ended; null in rows that were made before outcomes were recorded.
  outcome text,
  -- Whether that event is an answer; null if the definition does not say what an answer is.
  answered bool,
  -- The class of the answer; empty if there is none, null in rows that were made before classes were recorded.
  class text,
  constraint closings_pkey primary key (case_id, seq)
);
-- Finds the closings of a year.
create index closings_by_date on closings (workflow, closed_on);

-- What waits --------------------------------------------------------------------------------------------------------

-- The timers of all cases. Rows are only inserted and deleted.
create table timers (
  -- The lane of the case, 0 to 63, if the timer follows the database's clock; 64 more if it follows the office's test
  -- clock.
  lane int2 not null,
  -- When it fires, in microseconds since 1970.
  due_us int8 not null,
  -- The case that it wakes.
  case_id int8 not null,
  -- What it is for, in the words of the case's definition.
  key text not null,
  constraint timers_pkey primary key (lane, due_us, case_id, key)
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0,
  vacuum_truncate = off);

-- The work items of all people. Rows are only inserted and deleted. Work that lapses at the same moment is in the order
-- in which it came, so that new rows go to the end of their worklists.
create table work_items (
  -- The case to which the item belongs.
  case_id int8 not null,
  -- The track that asks for it.
  track int4 not null,
  -- What is asked.
  kind text not null,
  -- The code of a person, or a post as POST@UNIT.
  assignee text not null,
  -- The day on which it is due; null if it has no due date.
  due date,
  -- The workflow of the track, which has the title of the kind.
  workflow text not null default '',
  -- The version of that workflow.
  version int4 not null default 0,
  -- When the item came, in microseconds since 1970. An item that comes again later is another row.
  since_us int8 not null default 0,
  -- The moment at which its term lapses; null if it has none.
  lapse_us int8,
  -- The moment from which it is overdue; null if it has no term that could be missed.
  overdue_us int8,
  constraint work_items_pkey primary key (case_id, track, kind, assignee, since_us)
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0,
  vacuum_truncate = off);
-- Finds the items of a worklist: those that lapse first, and among these the oldest first.
create index work_items_by_assignee on work_items (assignee, lapse_us, since_us, case_id);
-- Finds blocked events. They are in the worklists of those who can help, where the doctor looks for them among millions
-- of rows.
create index work_items_blocked on work_items (case_id) where kind like 'blocked %';

-- The outbox: messages that wait to be delivered.
create table outbox (
  -- The lane of the case.
  lane int2 not null,
  -- The number of the message, which gives the order of delivery and by which a receiver knows a repeated one.
  id int8 not null generated always as identity,
  -- The case that sends it.
  case_id int8 not null,
  -- The event that sends it.
  seq int8 not null,
  -- When that event was recorded.
  at timestamptz not null,
  -- The track that sends it.
  track int4 not null,
  -- The kind of message, such as signal.
  topic text not null,
  -- What the message is about; for a signal, the event that it fires.
  about text not null,
  -- The persons and posts that receive it; for a signal, the case.
  recipients text[] not null,
  -- The day of which it warns; null if there is none.
  due date,
  -- For a signal, how much of their allowance it and the signals before it have used; 0 for other messages.
  hops int4 not null default 0,
  constraint outbox_pkey primary key (lane, id)
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0,
  vacuum_truncate = off);
-- Finds the signals of a lane, in their order.
create index outbox_signals on outbox (lane, id) where topic = 'signal';

-- Messages that will not be tried again, each with the reason. They are kept until somebody has looked at them.
create table outbox_dead (
  -- As in outbox.
  lane int2 not null,
  -- As in outbox.
  id int8 not null,
  -- As in outbox.
  case_id int8 not null,
  -- As in outbox.
  seq int8 not null,
  -- As in outbox.
  at timestamptz not null,
  -- As in outbox.
  track int4 not null,
  -- As in outbox.
  topic text not null,
  -- As in outbox.
  about text not null,
  -- As in outbox.
  recipients text[] not null,
  -- Why the message cannot be delivered.
  reason text not null,
  -- When that was found out.
  died_at timestamptz not null default now(),
  constraint outbox_dead_pkey primary key (lane, id)
);

-- The daemons that are running.
create table daemons (
  -- A random number that the daemon draws when it starts.
  daemon_id int8 not null,
  -- When the daemon last renewed the row.
  seen_at timestamptz not null,
  constraint daemons_pkey primary key (daemon_id)
) with (fillfactor = 50);

-- Which daemon looks after which lane of timers on the database's clock. Each change of owner makes a new epoch, so
-- that a daemon that did not notice the loss of its lease reads nothing with the old one. No event depends on a lease
-- for being fired once: leases only keep two daemons from reading the same rows.
create table lanes (
  -- The lane, 0 to 63.
  lane int2 not null,
  -- The daemon that holds the lane; null if none does.
  owner int8,
  -- How often the lane has changed its owner.
  epoch int8 not null default 0,
  constraint lanes_pkey primary key (lane),
  constraint lanes_lane_known check (lane between 0 and 63)
) with (fillfactor = 50);
insert into lanes (lane) select generate_series(0, 63);

-- Recorded acts ------------------------------------------------------------------------------------------------------

-- The re-datings: one row for each time that open cases were counted with newer calendars.
create table redatings (
  -- The number by which lists refer to the act.
  redating_id int8 not null generated always as identity,
  -- The calendars with their versions.
  editions text[] not null,
  -- The person who did it.
  person text not null,
  -- How that person is known, such as peer 1000.
  via text not null,
  -- When it began.
  started_at timestamptz not null default clock_timestamp(),
  -- When it was completed; null if it is under way or was cut short. Doing it again continues with what is left.
  ended_at timestamptz,
  constraint redatings_pkey primary key (redating_id)
);

-- Each date that a re-dating moved.
create table redated_dates (
  -- The act that moved it.
  redating_id int8 not null,
  -- The case whose date it is.
  case_id int8 not null,
  -- The track whose date it is.
  track int4 not null,
  -- The clock or timer whose date it is.
  subject text not null,
  -- The date before.
  old_due date not null,
  -- The date after.
  new_due date not null,
  -- Whether the date was provisional before, because the calendar lacked a year, and is not any more.
  is_settled bool not null,
  constraint redated_dates_pkey primary key (redating_id, case_id, track, subject)
);

-- The migrations: one row for each time that open cases were moved to another version of their workflow.
create table case_migrations (
  -- The number by which lists refer to the act.
  migration_id int8 not null generated always as identity,
  -- The workflow whose cases move.
  workflow text not null,
  -- The version to which they move.
  version int4 not null,
  -- The person who did it.
  person text not null,
  -- How that person is known, such as peer 1000.
  via text not null,
  -- When it began.
  started_at timestamptz not null default clock_timestamp(),
  -- When it was completed; null if it is under way or was cut short. Doing it again continues under the same number.
  ended_at timestamptz,
  constraint case_migrations_pkey primary key (migration_id),
  constraint case_migrations_version_positive check (version > 0)
);
-- Lets at most one migration to each version be under way.
create unique index case_migrations_open on case_migrations (workflow, version) where ended_at is null;

-- What became of each case of a migration. A row is here before its case moves. After a crash it is still planned, and
-- the next attempt asks again with the same command id.
create table case_migration_results (
  -- The act to which the case belongs.
  migration_id int8 not null,
  -- The case.
  case_id int8 not null,
  -- What became of it: planned, moved or refused.
  outcome text not null,
  -- Why it was refused, in English; empty if it was not.
  reason text not null default '',
  -- The same in Chinese.
  reason_zh text not null default '',
  constraint case_migration_results_pkey primary key (migration_id, case_id),
  constraint case_migration_results_outcome_known check (outcome in ('planned', 'moved', 'refused'))
);

-- Each date that a migration changed.
create table case_migration_dates (
  -- The act that changed it.
  migration_id int8 not null,
  -- The case whose date it is.
  case_id int8 not null,
  -- The track whose date it is.
  track int4 not null,
  -- The clock or timer whose date it is.
  subject text not null,
  -- The date before; null if there was none.
  old_due date,
  -- The date after; null if there is none any more.
  new_due date,
  -- Why it changed.
  reason text not null,
  constraint case_migration_dates_pkey primary key (migration_id, case_id, track, subject)
);

-- The long acts that go on after they were answered, such as a sweep over many cases: one row for each.
create table operations (
  -- The number by which its holder asks for it.
  operation_id int8 not null generated always as identity,
  -- The address to which it was sent, such as POST sweeps.
  address text not null,
  -- The person who began it; null for an administrator who acts for nobody.
  person text,
  -- How that person is known, such as peer 1000.
  via text not null,
  -- When it began.
  started_at timestamptz not null default clock_timestamp(),
  -- When the daemon that works on it last said so.
  seen_at timestamptz not null default clock_timestamp(),
  -- How that person is known who asked it to stop; null if nobody did.
  cancelled_via text,
  -- When it ended; null while it goes on, and for ever if its daemon was killed.
  ended_at timestamptz,
  -- How it ended: done, refused, cancelled or interrupted; null while it goes on.
  outcome text,
  -- How far it is, as JSON; null if nothing was said of it.
  progress text,
  -- The status that the request would have been answered with; null while it goes on.
  status int4,
  -- The answer, as JSON; null while it goes on.
  answer text,
  constraint operations_pkey primary key (operation_id),
  constraint operations_outcome_known check (outcome in ('done', 'refused', 'cancelled', 'interrupted')),
  constraint operations_ended_whole check ((ended_at is null) = (outcome is null))
);

-- One row for each time that rows derived from a case were built again, because they did not fit the case.
create table rebuildings (
  -- The number of the act.
  rebuilding_id int8 not null generated always as identity,
  -- The case whose rows were wrong.
  case_id int8 not null,
  -- What `lookbackd verify` found, such as unarmed, workItems, view or keys.
  what text[] not null,
  -- The person who did it.
  person text not null,
  -- When it was done.
  at timestamptz not null default clock_timestamp(),
  constraint rebuildings_pkey primary key (rebuilding_id)
);

-- The administrative acts: what was done to the office itself, beside its cases, and by whom. They are a chain like the
-- history of a case: the body has the canonical bytes, the columns beside it are for reading and are compared with it.
create table administration (
  -- The number of the act, from 1 on without gaps.
  number int8 not null,
  -- When it was recorded, by the office's clock.
  at timestamptz not null,
  -- The code of the person who did it; null for root and for the daemon itself.
  person text,
  -- How that is known, such as peer 0, peer 0 as liu, token 7 or daemon.
  via text not null,
  -- What was done, such as person-added.
  kind text not null,
  -- What it was done to: the code of a person or unit, the name of a register or definition, an address.
  subject text not null,
  -- The canonical bytes, which contain the link of the act before.
  body bytea not null,
  -- The hash of the body, which the next act contains.
  link bytea not null,
  constraint administration_pkey primary key (number),
  constraint administration_number_positive check (number > 0)
) with (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_freeze_min_age = 0);
-- Finds what was done to somebody or something.
create index administration_by_subject on administration (subject, number);
-- Finds the acts of one kind.
create index administration_by_kind on administration (kind, number);

-- The digests of the organisation's tables when the daemon last changed them, by which a verification sees changes by
-- others.
create table seals (
  -- The name of the table.
  what text not null,
  -- The digest of its rows, as `organisation` returns it.
  digest bytea not null,
  -- Whether the rows still had this digest before the daemon's last change. If not, others had changed them, and the
  -- new digest does not hide it.
  is_whole bool not null default true,
  constraint seals_pkey primary key (what)
);

-- Months that are out ------------------------------------------------------------------------------------------------

-- The months of history that were taken out of the tables that are read daily. They can come back, and nothing of them
-- is deleted. There is one row for each time that a month was taken out.
create table detachments (
  -- The number of the act.
  detachment_id int8 not null generated always as identity,
  -- The first day of the month, by UTC.
  month date not null,
  -- The person who took it out.
  person text not null,
  -- When it was taken out.
  detached_at timestamptz not null default clock_timestamp(),
  -- The number of its events.
  events int8 not null default 0,
  -- The number of cases that have events in it.
  cases int8 not null default 0,
  -- The digest of its rows in detached_chains.
  digest bytea not null default '',
  -- When it came back; null if it is out.
  attached_at timestamptz,
  -- The person who brought it back; null if it is out.
  attached_by text,
  constraint detachments_pkey primary key (detachment_id),
  constraint detachments_month_whole check (extract(day from month) = 1)
);
-- Lets a month be out only once.
create unique index detachments_in_effect on detachments (month) where attached_at is null;

-- The first and the last event of each case in a month that was taken out, by which a chain is followed without the
-- month's events.
create table detached_chains (
  -- The case whose chain it is.
  case_id int8 not null,
  -- The act that took the month out.
  detachment_id int8 not null,
  -- The first event of the case in that month.
  first_seq int8 not null,
  -- The last event of the case in that month.
  last_seq int8 not null,
  -- The link of the event before the first; empty if the first is the first of the case.
  previous bytea not null,
  -- The link of the last event.
  link bytea not null,
  -- The number of events that the archived case had then.
  case_seq int8 not null,
  -- The hash of its document then.
  doc_digest bytea not null,
  constraint detached_chains_pkey primary key (case_id, detachment_id),
  constraint detached_chains_detachment_known foreign key (detachment_id) references detachments (detachment_id)
);

-- What is never changed ----------------------------------------------------------------------------------------------

-- Refuses the change for which a trigger calls it.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what is on record is never changed: % on %', tg_op, tg_table_name using errcode = '42501';
end $$;

create trigger history_is_kept before update or delete on events
  for each row execute function refuse_change();
create trigger history_is_not_emptied before truncate on events
  for each statement execute function refuse_change();
create trigger administration_is_kept before update or delete on administration
  for each row execute function refuse_change();
create trigger administration_is_not_emptied before truncate on administration
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

-- An act may be ended; nothing else in its row may change.
create trigger substitutes_are_only_ended
  before update of substitute_id, person, substitute, first_day, last_day, post, unit, added_at, added_by, is_succession,
    needs
  on substitutes
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

-- What an archived case is may not change. What lists show of it is derived and may be built again.
create trigger archived_cases_are_kept
  before update of case_id, seq, head, last_us, definition, doc on archived_cases
  for each statement execute function refuse_change();

-- Functions of a batch -----------------------------------------------------------------------------------------------

-- Ends the transaction unless it touched as many rows as the batch meant to touch.
create function require_rows(touched int8, meant int8) returns int8 language plpgsql as $$
begin
  if touched <> meant then
    raise exception 'expected % rows, found %', meant, touched using errcode = '40001';
  end if;
  return touched;
end $$;

-- Locks those of these registers that no other transaction holds, and makes those that are missing. It waits no longer
-- than the transaction's `lock_timeout`.
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

-- Returns those of these business keys that another transaction is about to take or to free. Each is taken for a moment
-- and given back.
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

-- Returns those of these command ids that another transaction is about to record.
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

-- Returns the tables of the organisation, each with a digest that depends on nothing but its rows.
create function organisation() returns table (what text, digest bytea)
language sql stable set search_path from current as $$
  select t.what, sha256(convert_to(coalesce(string_agg(t.line, E'\n' order by t.line collate "C"), ''), 'UTF8')) from (
    select 'persons' as what, quote_nullable(person) || ' ' || quote_nullable(name) || ' ' || quote_nullable(uid)
      || ' ' || quote_nullable(mail) || ' ' || quote_nullable(language) || ' '
      || quote_nullable(first_day - date '1970-01-01') || ' ' || quote_nullable(last_day - date '1970-01-01') as line
    from persons
    union all
    select 'units', quote_nullable(unit) || ' ' || quote_nullable(name) || ' ' || quote_nullable(document_code) || ' '
      || quote_nullable(parent) || ' ' || quote_nullable(first_day - date '1970-01-01') || ' '
      || quote_nullable(last_day - date '1970-01-01') || ' ' || quote_nullable(successor)
    from units
    union all
    select 'units', 'was ' || name_id || ' ' || quote_nullable(unit) || ' ' || quote_nullable(name) || ' '
      || quote_nullable(document_code) || ' ' || (changed_on - date '1970-01-01')
    from unit_names
    union all
    select 'posts', post_id || ' ' || quote_nullable(person) || ' ' || quote_nullable(post) || ' '
      || quote_nullable(unit) || ' ' || quote_nullable(first_day - date '1970-01-01') || ' '
      || quote_nullable(last_day - date '1970-01-01')
    from posts
    union all
    select 'tokens', token_id || ' ' || quote_nullable(person) || ' ' || encode(hash, 'hex') || ' ' || kind || ' '
      || quote_nullable(name) || ' ' || scope || ' ' || extract(epoch from expires_at) || ' '
      || quote_nullable(idle_seconds) || ' ' || quote_nullable(extract(epoch from ended_at))
    from tokens
    union all
    select 'duties', quote_nullable(person) || ' ' || duty || ' ' || quote_nullable(given_by) from duties
    union all
    select 'passwords', quote_nullable(person) || ' ' || hash || ' ' || is_initial from passwords
    union all
    select 'authenticators', quote_nullable(person) || ' ' || encode(secret, 'hex') || ' '
      || quote_nullable(extract(epoch from confirmed_at))
    from authenticators
    union all
    select 'substitutes', substitute_id || ' ' || quote_nullable(person) || ' ' || quote_nullable(substitute) || ' '
      || (first_day - date '1970-01-01') || ' ' || (last_day - date '1970-01-01') || ' ' || quote_nullable(post) || ' '
      || quote_nullable(unit) || ' ' || quote_nullable(added_by) || ' '
      || quote_nullable(extract(epoch from ended_at)) || ' ' || quote_nullable(ended_by) || ' ' || is_succession
      || ' ' || quote_nullable(needs) || ' ' || quote_nullable(extract(epoch from agreed_at)) || ' '
      || quote_nullable(agreed_by)
    from substitutes
    union all
    select 'settings', quote_nullable(name) || ' ' || quote_nullable(value) from settings
    union all
    (select 'administration', number || ' ' || encode(link, 'hex') from administration order by number desc limit 1)
    union all
    select unnest(array['persons', 'units', 'posts', 'tokens', 'duties', 'passwords', 'authenticators', 'substitutes',
      'settings', 'administration']), null
  ) t group by t.what
$$;
insert into seals (what, digest) select what, digest from organisation();

-- Makes statistics about history as a whole. Autovacuum never analyses the parent of partitions, and without statistics
-- the planner can only guess.
create function analyze_history() returns void language plpgsql security definer set search_path from current as $$
begin
  analyze events;
end $$;

-- Functions of months ------------------------------------------------------------------------------------------------

-- Returns the name of the table of a month.
create function month_name(kind text, month date) returns text language sql stable as $$
  select kind || '_' || to_char(month, 'YYYYMM')
$$;

-- Sets what autovacuum must do with one partition of history.
create function keep_partition_clean(partition regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_freeze_min_age = 0)',
    partition);
end $$;

-- Makes the monthly partition of history for this day, unless it exists.
--
-- It looks before it locks, so that nothing is locked if there is nothing to do. All locks are taken at the beginning
-- and in the order of all other transactions, history first, so that two daemons, or a daemon and a reader, never wait
-- for each other. Making a partition locks all of history by itself, which is too late if other parts of history are
-- locked already.
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
  -- Only after it has locked a table does a session see the tables that others have made.
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

-- Returns the digest of everything that is recorded about a month that was taken out.
create function digest_detachment(number int8) returns bytea language sql stable set search_path from current as $$
  select sha256(coalesce(string_agg(
    int8send(case_id) || int8send(first_seq) || int8send(last_seq) || previous || link
      || int8send(case_seq) || doc_digest, ''::bytea order by case_id), ''::bytea))
  from detached_chains where detachment_id = number
$$;

-- Returns the events of a case in months that are out, as far as their tables are in this database.
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

-- Counts what the table of a month holds. A case that is in `cases` is not archived.
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

-- Returns cases that are not archived and have events in a month.
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

-- Returns a page of the cases that have events in a month. The definition is null if the case does not exist any more.
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

-- Records the ends of every chain, moves the month's texts to a table of their own, and returns the number of the act.
-- Meanwhile the month can be read but not written.
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
  -- The owner of the tables owns this one, too, so that the functions which read it may.
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

-- Takes the month out and returns true; returns false if the lock that this needs for a moment is not free at once.
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

-- Adds the bounds of its month to a table, so that attaching it need not read it under a lock. Rows that are there
-- already are not checked; that is done by `validate_month`. It returns false if the lock is not free at once.
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

-- Checks whether the table of a month keeps the bounds of its month.
create function validate_month(first date) returns void language plpgsql set search_path from current as $$
begin
  execute format('alter table %I validate constraint of_its_month', month_name('detached_events', first));
end $$;

-- Brings the texts of a month back. The tables of the month can be read meanwhile.
create function prepare_attachment(first date) returns void language plpgsql set search_path from current as $$
begin
  execute format('insert into event_texts select * from %I', month_name('detached_texts', first));
end $$;

-- Makes the table of a month a partition again and returns true; returns false if the locks are not free at once. They
-- are taken in the order of readers, history first, so that nobody waits for each other. Without the lock on history, a
-- reader that has planned without this month would look for the month's own table and not find it.
--
-- An office whose test clock ran past the present has months that were taken out and that come again by the real clock,
-- with a new partition. Events of such a partition go into the table that was out.
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

-- Gives the role of the daemon the rights that it needs, and everybody else none. The daemon can add to history and not
-- change it. `lookbackd migrate` calls this each time, since the role may be newer than the tables.
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
  -- Tables whose rows are read, added, changed and deleted while cases run.
  execute format('grant select, insert, update, delete on duties, authenticators, registers, cases, case_views,
    case_readers, case_keys, event_texts, commands, timers, work_items, outbox, daemons, archived_cases,
    operations to %I', daemon);
  -- Tables to which rows are added, and in which none is changed.
  execute format('grant select, insert on events, events_other, closings, definitions, redated_dates, rebuildings,
    administration, unit_names to %I', daemon);
  -- Tables whose rows are added, and changed as far as the triggers allow, and never deleted.
  execute format('grant select, insert, update on settings, persons, units, posts, tokens, passwords, substitutes, redatings,
    case_migrations, case_migration_results,
    opened_cases, seals to %I', daemon);
  -- The dates of a plan that a concurrent command overtook are deleted and computed again.
  execute format('grant select, insert, delete on case_migration_dates, outbox_dead to %I', daemon);
  -- Tables that have all their rows from the beginning.
  execute format('grant select, update on office, lanes to %I', daemon);
  -- Tables that only their owner writes.
  execute format('grant select on detachments, detached_chains, every_case, every_case_id, valid_tokens, migrations to %I', daemon);
end $$;
