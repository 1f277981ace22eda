import LookbackPostgres

/// Every statement of `sql/statements`, each named once.
enum Statements {
  static let closeRedating = named("close_redating", PackageResources.close_redating_sql)
  static let closeSubstitute = named("close_substitute", PackageResources.close_substitute_sql)
  static let countBacklog = named("count_backlog", PackageResources.count_backlog_sql)
  static let countClosings = named("count_closings", PackageResources.count_closings_sql)
  static let countMessages = named("count_messages", PackageResources.count_messages_sql)
  static let countOpenings = named("count_openings", PackageResources.count_openings_sql)
  static let countOverdueTimers = named("count_overdue_timers", PackageResources.count_overdue_timers_sql)
  static let countReplicas = named("count_replicas", PackageResources.count_replicas_sql)
  static let countStrays = named("count_strays", PackageResources.count_strays_sql)
  static let createRegisters = named("create_registers", PackageResources.create_registers_sql)
  static let deleteDaemons = named("delete_daemons", PackageResources.delete_daemons_sql)
  static let deleteDueTimers = named("delete_due_timers", PackageResources.delete_due_timers_sql)
  static let deleteKeys = named("delete_keys", PackageResources.delete_keys_sql)
  static let deleteMessages = named("delete_messages", PackageResources.delete_messages_sql)
  static let deleteTimers = named("delete_timers", PackageResources.delete_timers_sql)
  static let deleteWorkItems = named("delete_work_items", PackageResources.delete_work_items_sql)
  static let findCases = named("find_cases", PackageResources.find_cases_sql)
  static let findDefinition = named("find_definition", PackageResources.find_definition_sql)
  static let findNextDue = named("find_next_due", PackageResources.find_next_due_sql)
  static let findPersonsByToken = named("find_persons_by_token", PackageResources.find_persons_by_token_sql)
  static let findPersonsByUid = named("find_persons_by_uid", PackageResources.find_persons_by_uid_sql)
  static let insertCases = named("insert_cases", PackageResources.insert_cases_sql)
  static let insertClosings = named("insert_closings", PackageResources.insert_closings_sql)
  static let insertCommands = named("insert_commands", PackageResources.insert_commands_sql)
  static let insertDefinition = named("insert_definition", PackageResources.insert_definition_sql)
  static let insertEventTexts = named("insert_event_texts", PackageResources.insert_event_texts_sql)
  static let insertEvents = named("insert_events", PackageResources.insert_events_sql)
  static let insertKeys = named("insert_keys", PackageResources.insert_keys_sql)
  static let insertMessages = named("insert_messages", PackageResources.insert_messages_sql)
  static let insertPerson = named("insert_person", PackageResources.insert_person_sql)
  static let insertPost = named("insert_post", PackageResources.insert_post_sql)
  static let insertRedatedDates = named("insert_redated_dates", PackageResources.insert_redated_dates_sql)
  static let insertRedating = named("insert_redating", PackageResources.insert_redating_sql)
  static let insertSubstitute = named("insert_substitute", PackageResources.insert_substitute_sql)
  static let insertTimers = named("insert_timers", PackageResources.insert_timers_sql)
  static let insertUnit = named("insert_unit", PackageResources.insert_unit_sql)
  static let insertWorkItems = named("insert_work_items", PackageResources.insert_work_items_sql)
  static let leaseLanes = named("lease_lanes", PackageResources.lease_lanes_sql)
  static let listCaseIds = named("list_case_ids", PackageResources.list_case_ids_sql)
  static let listWaitingMends = named("list_waiting_mends", PackageResources.list_waiting_mends_sql)
  static let listBlocked = named("list_blocked", PackageResources.list_blocked_sql)
  static let listBrokenSeals = named("list_broken_seals", PackageResources.list_broken_seals_sql)
  static let listCases = named("list_cases", PackageResources.list_cases_sql)
  static let listCasesOfState = named("list_cases_of_state", PackageResources.list_cases_of_state_sql)
  static let listDeadMessages = named("list_dead_messages", PackageResources.list_dead_messages_sql)
  static let listDeadRows = named("list_dead_rows", PackageResources.list_dead_rows_sql)
  static let listDefinitions = named("list_definitions", PackageResources.list_definitions_sql)
  static let listDue = named("list_due", PackageResources.list_due_sql)
  static let listDueTimers = named("list_due_timers", PackageResources.list_due_timers_sql)
  static let listEvents = named("list_events", PackageResources.list_events_sql)
  static let listHeldCommands = named("list_held_commands", PackageResources.list_held_commands_sql)
  static let listHeldKeys = named("list_held_keys", PackageResources.list_held_keys_sql)
  static let listLanes = named("list_lanes", PackageResources.list_lanes_sql)
  static let listLostCases = named("list_lost_cases", PackageResources.list_lost_cases_sql)
  static let listLostKeys = named("list_lost_keys", PackageResources.list_lost_keys_sql)
  static let listMessages = named("list_messages", PackageResources.list_messages_sql)
  static let listMiscountedOpenings = named(
    "list_miscounted_openings", PackageResources.list_miscounted_openings_sql)
  static let listMissingPartitions = named("list_missing_partitions", PackageResources.list_missing_partitions_sql)
  static let listOpenCases = named("list_open_cases", PackageResources.list_open_cases_sql)
  static let listPersons = named("list_persons", PackageResources.list_persons_sql)
  static let listPosts = named("list_posts", PackageResources.list_posts_sql)
  static let listPreparedTransactions = named(
    "list_prepared_transactions", PackageResources.list_prepared_transactions_sql)
  static let listRedatedDates = named("list_redated_dates", PackageResources.list_redated_dates_sql)
  static let listRedatings = named("list_redatings", PackageResources.list_redatings_sql)
  static let listRegisters = named("list_registers", PackageResources.list_registers_sql)
  static let listSessions = named("list_sessions", PackageResources.list_sessions_sql)
  static let listSettings = named("list_settings", PackageResources.list_settings_sql)
  static let listSignals = named("list_signals", PackageResources.list_signals_sql)
  static let listSlots = named("list_slots", PackageResources.list_slots_sql)
  static let listSlowStatements = named("list_slow_statements", PackageResources.list_slow_statements_sql)
  static let listSubstitutes = named("list_substitutes", PackageResources.list_substitutes_sql)
  static let listTestTimers = named("list_test_timers", PackageResources.list_test_timers_sql)
  static let listUnarmedTimers = named("list_unarmed_timers", PackageResources.list_unarmed_timers_sql)
  static let listVacantPosts = named("list_vacant_posts", PackageResources.list_vacant_posts_sql)
  static let listWorkItems = named("list_work_items", PackageResources.list_work_items_sql)
  static let listWrongCaseViews = named("list_wrong_case_views", PackageResources.list_wrong_case_views_sql)
  static let listWrongWorkItems = named("list_wrong_work_items", PackageResources.list_wrong_work_items_sql)
  static let lockCases = named("lock_cases", PackageResources.lock_cases_sql)
  static let lockFreeRegisters = named("lock_free_registers", PackageResources.lock_free_registers_sql)
  static let lockRegisters = named("lock_registers", PackageResources.lock_registers_sql)
  static let makePartition = named("make_partition", PackageResources.make_partition_sql)
  static let moveMessages = named("move_messages", PackageResources.move_messages_sql)
  static let readCase = named("read_case", PackageResources.read_case_sql)
  static let readClock = named("read_clock", PackageResources.read_clock_sql)
  static let readCommands = named("read_commands", PackageResources.read_commands_sql)
  static let readDocumentCodes = named("read_document_codes", PackageResources.read_document_codes_sql)
  static let readEvents = named("read_events", PackageResources.read_events_sql)
  static let readKeys = named("read_keys", PackageResources.read_keys_sql)
  static let readNames = named("read_names", PackageResources.read_names_sql)
  static let readPosts = named("read_posts", PackageResources.read_posts_sql)
  static let markSeals = named("mark_seals", PackageResources.mark_seals_sql)
  static let lockSeals = named("lock_seals", PackageResources.lock_seals_sql)
  static let renewSeals = named("renew_seals", PackageResources.renew_seals_sql)
  static let readRegisters = named("read_registers", PackageResources.read_registers_sql)
  static let readRole = named("read_role", PackageResources.read_role_sql)
  static let releaseLanes = named("release_lanes", PackageResources.release_lanes_sql)
  static let setClock = named("set_clock", PackageResources.set_clock_sql)
  static let setCommitMode = named("set_commit_mode", PackageResources.set_commit_mode_sql)
  static let setRegister = named("set_register", PackageResources.set_register_sql)
  static let updateCases = named("update_cases", PackageResources.update_cases_sql)
  static let updateRegisters = named("update_registers", PackageResources.update_registers_sql)
  static let upsertCaseViews = named("upsert_case_views", PackageResources.upsert_case_views_sql)
  static let upsertDaemon = named("upsert_daemon", PackageResources.upsert_daemon_sql)

  /// For the test that prepares them all; without the one that needs an extension.
  static let all: [Statement] =
    ofAdministration + ofCaseMigrations + ofGrowth + ofLongOperations + ofReaders + ofSignIn + [
      closeRedating, closeSubstitute, countBacklog, countClosings, countMessages, countOpenings, countOverdueTimers,
      countReplicas, countStrays, createRegisters, deleteDaemons, deleteDueTimers, deleteKeys, deleteMessages,
      deleteTimers, deleteWorkItems, findCases, findDefinition, findNextDue,
      findPersonsByToken, findPersonsByUid, insertCases, insertClosings, insertCommands, insertDefinition,
      insertEventTexts, insertEvents, insertKeys, insertMessages, insertPerson, insertPost, insertRedatedDates,
      insertRedating, insertSubstitute, insertTimers, insertUnit, insertWorkItems, leaseLanes, listBlocked,
      listCaseIds, listWaitingMends,
      listCases, listCasesOfState, listDeadMessages, listDeadRows, listDefinitions, listDue, listDueTimers, listEvents,
      listHeldCommands, listHeldKeys, listLanes,
      listLostCases, listLostKeys, listMessages, listMissingPartitions, listOpenCases, listPersons, listPosts,
      listPreparedTransactions, listRedatedDates, listRedatings, listRegisters, listSessions, listSettings, listSignals,
      listSlots,
      listSubstitutes, listTestTimers, listUnarmedTimers, listVacantPosts,
      listWorkItems, listWrongCaseViews, listWrongWorkItems, lockCases, lockFreeRegisters, lockRegisters, makePartition,
      moveMessages, readCase,
      readClock, readCommands, readDocumentCodes, readEvents, readKeys, readNames, readPosts,
      markSeals, listBrokenSeals, listMiscountedOpenings, lockSeals, readRegisters, readRole, renewSeals,
      releaseLanes, setClock, setCommitMode, setRegister, updateCases, updateRegisters,
      upsertCaseViews, upsertDaemon,
    ]

  static func named(_ name: String, _ text: [UInt8]) -> Statement {
    let sql = NamedParameters(String(decoding: text, as: UTF8.self))
    return Statement(name, named: sql, planning: ofHotPath.contains(name) ? .byIndex : .freely)
  }

  /// What every batch, every look for due timers and every request runs: each reaches its rows by whole keys, so that
  /// a plan by index is right for all values. `PlanTests` holds them to it.
  ///
  /// Those that write many columns take their arrays apart in the select list: in `from`, each array goes through a
  /// tuplestore of its own.
  private static let ofHotPath: Set<String> = [
    "create_registers", "delete_case_readers", "delete_due_timers", "delete_keys", "delete_timers", "delete_work_items",
    "find_cases",
    "find_next_due", "find_persons_by_uid", "insert_case_readers", "insert_cases", "insert_closings", "insert_commands",
    "insert_event_texts", "insert_events", "insert_keys", "insert_messages", "insert_timers", "insert_work_items",
    "list_due_timers", "lock_cases", "lock_registers", "read_case", "read_clock", "read_clocks",
    "read_commands", "read_document_codes", "read_keys", "read_names", "read_posts", "update_cases", "update_registers",
    "upsert_case_views",
  ]
}
