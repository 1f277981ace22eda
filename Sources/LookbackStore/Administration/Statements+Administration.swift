import LookbackPostgres

/// The statements of what administrators do to the office itself.
extension Statements {
  static let closePosts = named("close_posts", PackageResources.close_posts_sql)
  static let closeSubstitutes = named("close_substitutes", PackageResources.close_substitutes_sql)
  static let closeTokens = named("close_tokens", PackageResources.close_tokens_sql)
  static let closeUnitPosts = named("close_unit_posts", PackageResources.close_unit_posts_sql)
  static let findPersons = named("find_persons", PackageResources.find_persons_sql)
  static let findPosts = named("find_posts", PackageResources.find_posts_sql)
  static let findUnits = named("find_units", PackageResources.find_units_sql)
  static let insertActs = named("insert_acts", PackageResources.insert_acts_sql)
  static let insertUnitName = named("insert_unit_name", PackageResources.insert_unit_name_sql)
  static let listActs = named("list_acts", PackageResources.list_acts_sql)
  static let listHeldPosts = named("list_held_posts", PackageResources.list_held_posts_sql)
  static let listNamedCases = named("list_named_cases", PackageResources.list_named_cases_sql)
  static let listPredecessors = named("list_predecessors", PackageResources.list_predecessors_sql)
  static let readOfficeSettings = named("read_office_settings", PackageResources.read_office_settings_sql)
  static let listUnitNames = named("list_unit_names", PackageResources.list_unit_names_sql)
  static let listUnitPosts = named("list_unit_posts", PackageResources.list_unit_posts_sql)
  static let readActs = named("read_acts", PackageResources.read_acts_sql)
  static let readAdministrationHead = named(
    "read_administration_head", PackageResources.read_administration_head_sql)
  static let setPostEnd = named("set_post_end", PackageResources.set_post_end_sql)

  static let setSubstituteAgreed = named("set_substitute_agreed", PackageResources.set_substitute_agreed_sql)
  static let upsertSetting = named("upsert_setting", PackageResources.upsert_setting_sql)

  static let deleteDuty = named("delete_duty", PackageResources.delete_duty_sql)
  static let insertDuty = named("insert_duty", PackageResources.insert_duty_sql)
  static let listDuties = named("list_duties", PackageResources.list_duties_sql)
  static let listDutyConflicts = named("list_duty_conflicts", PackageResources.list_duty_conflicts_sql)
  static let readSeparation = named("read_separation", PackageResources.read_separation_sql)
  static let setDutiesApart = named("set_duties_apart", PackageResources.set_duties_apart_sql)
  static let setEmergency = named("set_emergency", PackageResources.set_emergency_sql)

  static let ofAdministration: [Statement] = [
    deleteDuty, insertDuty, listDuties, listDutyConflicts, readSeparation, setDutiesApart, setEmergency,
    closePosts, closeSubstitutes, closeTokens, findPersons, findPosts, findUnits, insertActs, listActs,
    listNamedCases, listPredecessors, readActs, readAdministrationHead, setPostEnd, readOfficeSettings,
    setSubstituteAgreed, upsertSetting, closeUnitPosts, insertUnitName, listHeldPosts, listUnitNames, listUnitPosts,
  ]
}
