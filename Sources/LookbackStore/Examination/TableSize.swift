/// How large a table is that grows; one that is kept in parts counts as one.
package struct TableSize: Sendable, Hashable {
  package var table: String
  /// As the server last counted them.
  package var rows: Int64
  /// With indexes and what is stored beside.
  package var bytes: Int64
}
