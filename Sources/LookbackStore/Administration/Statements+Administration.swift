import LookbackPostgres

/// The statements of what administrators do to the office itself.
extension Statements {
  static let findPersons = named("find_persons", PackageResources.find_persons_sql)
  static let findUnits = named("find_units", PackageResources.find_units_sql)
  static let insertActs = named("insert_acts", PackageResources.insert_acts_sql)
  static let listActs = named("list_acts", PackageResources.list_acts_sql)
  static let readActs = named("read_acts", PackageResources.read_acts_sql)
  static let readAdministrationHead = named(
    "read_administration_head", PackageResources.read_administration_head_sql)

  static let ofAdministration: [Statement] = [
    findPersons, findUnits, insertActs, listActs, readActs, readAdministrationHead,
  ]
}
