import LookbackPostgres

/// The statements for many cases, and for those that are over.
extension Statements {
  static let analyzeHistory = named("analyze_history", PackageResources.analyze_history_sql)
  static let archiveCases = named("archive_cases", PackageResources.archive_cases_sql)
  static let listCandidates = named("list_candidates", PackageResources.list_candidates_sql)
  static let listDormantCases = named("list_dormant_cases", PackageResources.list_dormant_cases_sql)
  static let listReplicas = named("list_replicas", PackageResources.list_replicas_sql)
  static let listUnwitnessed = named("list_unwitnessed", PackageResources.list_unwitnessed_sql)
  static let lockDormantCases = named("lock_dormant_cases", PackageResources.lock_dormant_cases_sql)
  static let readPosition = named("read_position", PackageResources.read_position_sql)
  static let recallCases = named("recall_cases", PackageResources.recall_cases_sql)

  static let addMonthBounds = named("add_month_bounds", PackageResources.add_month_bounds_sql)
  static let armTimers = named("arm_timers", PackageResources.arm_timers_sql)
  static let attachMonth = named("attach_month", PackageResources.attach_month_sql)
  static let countMonths = named("count_months", PackageResources.count_months_sql)
  static let clearWorkItems = named("clear_work_items", PackageResources.clear_work_items_sql)
  static let insertRebuildings = named("insert_rebuildings", PackageResources.insert_rebuildings_sql)
  static let lockArchivedCases = named("lock_archived_cases", PackageResources.lock_archived_cases_sql)
  static let replaceCaseViews = named("replace_case_views", PackageResources.replace_case_views_sql)
  static let validateMonthBounds = named(
    "validate_month_bounds", PackageResources.validate_month_bounds_sql)
  static let takeKeys = named("take_keys", PackageResources.take_keys_sql)
  static let detachMonth = named("detach_month", PackageResources.detach_month_sql)
  static let listHeldCases = named("list_held_cases", PackageResources.list_held_cases_sql)
  static let listMonthCases = named("list_month_cases", PackageResources.list_month_cases_sql)
  static let listMonthHolders = named("list_month_holders", PackageResources.list_month_holders_sql)
  static let listMonths = named("list_months", PackageResources.list_months_sql)
  static let listSizes = named("list_sizes", PackageResources.list_sizes_sql)
  static let listStretches = named("list_stretches", PackageResources.list_stretches_sql)
  static let lockHistory = named("lock_history", PackageResources.lock_history_sql)
  static let moveTextsBack = named("move_texts_back", PackageResources.move_texts_back_sql)
  static let readMonth = named("read_month", PackageResources.read_month_sql)
  static let recordDetachment = named("record_detachment", PackageResources.record_detachment_sql)
  static let setShortPatience = named("set_short_patience", PackageResources.set_short_patience_sql)
  static let listOwnerlessRows = named("list_ownerless_rows", PackageResources.list_ownerless_rows_sql)
  static let listUnpublishedDefinitions = named(
    "list_unpublished_definitions", PackageResources.list_unpublished_definitions_sql)
  static let listWrongClosings = named("list_wrong_closings", PackageResources.list_wrong_closings_sql)
  static let takeRoom = named("take_room", PackageResources.take_room_sql)
  static let writeNothing = named("write_nothing", PackageResources.write_nothing_sql)

  /// `lock_history` and `take_room` are not among them: PostgreSQL's `PREPARE` takes no lock and makes no table.
  static let ofGrowth: [Statement] = [
    analyzeHistory, archiveCases, listCandidates, listDormantCases, listReplicas, listUnwitnessed, lockDormantCases,
    readPosition, recallCases, addMonthBounds, validateMonthBounds, armTimers, clearWorkItems, countMonths,
    insertRebuildings, lockArchivedCases,
    replaceCaseViews,
    takeKeys,
    attachMonth, detachMonth, listHeldCases, listSizes, listMonthCases, listMonthHolders,
    listMonths, listStretches,
    moveTextsBack, readMonth, recordDetachment, setShortPatience, writeNothing,
    listOwnerlessRows, listUnpublishedDefinitions, listWrongClosings,
  ]
}
