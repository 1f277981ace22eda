import LookbackPostgres

/// The statements of moves from version to version.
extension Statements {
  static let closeCaseMigration = named("close_case_migration", PackageResources.close_case_migration_sql)
  static let countOpenVersions = named("count_open_versions", PackageResources.count_open_versions_sql)
  static let deleteCaseMigrationDates = named(
    "delete_case_migration_dates", PackageResources.delete_case_migration_dates_sql)
  static let findCaseMigration = named("find_case_migration", PackageResources.find_case_migration_sql)
  static let insertCaseMigration = named("insert_case_migration", PackageResources.insert_case_migration_sql)
  static let insertCaseMigrationDates = named(
    "insert_case_migration_dates", PackageResources.insert_case_migration_dates_sql)
  static let listCaseMigrationDates = named("list_case_migration_dates", PackageResources.list_case_migration_dates_sql)
  static let listCaseMigrationResults = named(
    "list_case_migration_results", PackageResources.list_case_migration_results_sql)
  static let listCaseMigrations = named("list_case_migrations", PackageResources.list_case_migrations_sql)
  static let listPlannedCases = named("list_planned_cases", PackageResources.list_planned_cases_sql)
  static let setCaseMigrationResults = named(
    "set_case_migration_results", PackageResources.set_case_migration_results_sql)
  static let upsertCaseMigrationResults = named(
    "upsert_case_migration_results", PackageResources.upsert_case_migration_results_sql)

  static let ofCaseMigrations: [Statement] = [
    closeCaseMigration, countOpenVersions, deleteCaseMigrationDates, findCaseMigration, insertCaseMigration,
    insertCaseMigrationDates, listCaseMigrationDates, listCaseMigrationResults, listCaseMigrations, listPlannedCases,
    setCaseMigrationResults, upsertCaseMigrationResults,
  ]
}
