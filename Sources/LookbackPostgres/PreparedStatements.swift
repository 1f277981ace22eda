/// The statements that a session has prepared, with their names and parameter types.
struct PreparedStatements {
  struct Entry: Equatable {
    /// The name on the server, which is unique within the session.
    let name: String
    let types: [UInt32]
  }

  private var entries: [Statement: Entry] = [:]
  private var serial = 0

  /// Returns the entry for parameters of these types; nil if the statement must be prepared for them first.
  func entry(for statement: Statement, _ types: [UInt32]) -> Entry? {
    guard let entry = entries[statement], entry.types == types else { return nil }
    return entry
  }

  /// Returns a new name and the types to prepare with. The number comes first because the server cuts names at 63
  /// bytes.
  mutating func draft(for statement: Statement, _ types: [UInt32]) -> Entry {
    serial += 1
    return Entry(name: "\(serial) \(statement.name)", types: types)
  }

  mutating func keep(_ entry: Entry, for statement: Statement) {
    entries[statement] = entry
  }

  mutating func forget(_ statement: Statement) {
    entries[statement] = nil
  }
}
