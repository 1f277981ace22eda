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

  static let ofGrowth: [Statement] = [
    analyzeHistory, archiveCases, listCandidates, listDormantCases, listReplicas, listUnwitnessed, lockDormantCases,
    readPosition, recallCases,
  ]
}
