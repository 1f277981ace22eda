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

  static let deleteDuty = named("delete_duty", PackageResources.delete_duty_sql)
  static let insertDuty = named("insert_duty", PackageResources.insert_duty_sql)
  static let listDuties = named("list_duties", PackageResources.list_duties_sql)
  static let listDutyConflicts = named("list_duty_conflicts", PackageResources.list_duty_conflicts_sql)
  static let readSeparation = named("read_separation", PackageResources.read_separation_sql)
  static let setDutiesApart = named("set_duties_apart", PackageResources.set_duties_apart_sql)
  static let setEmergency = named("set_emergency", PackageResources.set_emergency_sql)

  static let ofAdministration: [Statement] = [
    deleteDuty, insertDuty, listDuties, listDutyConflicts, readSeparation, setDutiesApart, setEmergency,
    findPersons, findUnits, insertActs, listActs, readActs, readAdministrationHead,
  ]
}
