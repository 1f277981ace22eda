/// The size of a table that grows. The partitions of a table count as one table.
package struct TableSize: Sendable, Hashable {
  package var table: String
  /// The number of rows as the server last counted them.
  package var rows: Int64
  /// The bytes of the table with its indexes and its out-of-line values.
  package var bytes: Int64
}
