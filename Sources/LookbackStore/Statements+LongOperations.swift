import LookbackPostgres

/// The statements of acts that go on after they were answered.
extension Statements {
  static let closeOperation = named("close_operation", PackageResources.close_operation_sql)
  static let deleteOldOperations = named("delete_old_operations", PackageResources.delete_old_operations_sql)
  static let findOperation = named("find_operation", PackageResources.find_operation_sql)
  static let insertOperation = named("insert_operation", PackageResources.insert_operation_sql)
  static let listOperations = named("list_operations", PackageResources.list_operations_sql)
  static let markOperation = named("mark_operation", PackageResources.mark_operation_sql)
  static let setOperationSeen = named("set_operation_seen", PackageResources.set_operation_seen_sql)

  static let ofLongOperations: [Statement] = [
    closeOperation, deleteOldOperations, findOperation, insertOperation, listOperations, markOperation,
    setOperationSeen,
  ]
}
