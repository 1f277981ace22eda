import LookbackPostgres

/// The statements about who may see which case.
extension Statements {
  static let clearCaseReaders = named("clear_case_readers", PackageResources.clear_case_readers_sql)
  static let countSeenCases = named("count_seen_cases", PackageResources.count_seen_cases_sql)
  static let deleteCaseReaders = named("delete_case_readers", PackageResources.delete_case_readers_sql)
  static let insertCaseReaders = named("insert_case_readers", PackageResources.insert_case_readers_sql)
  static let listSeenCases = named("list_seen_cases", PackageResources.list_seen_cases_sql)
  static let listSeenCasesOfState = named("list_seen_cases_of_state", PackageResources.list_seen_cases_of_state_sql)
  static let listSeenDue = named("list_seen_due", PackageResources.list_seen_due_sql)
  static let listWrongCaseReaders = named("list_wrong_case_readers", PackageResources.list_wrong_case_readers_sql)

  static let ofReaders: [Statement] = [
    clearCaseReaders, countSeenCases, deleteCaseReaders, insertCaseReaders, listSeenCases, listSeenCasesOfState,
    listSeenDue, listWrongCaseReaders,
  ]
}
