import CLibpq

/// The answer to one statement. Its rows are read in place from libpq's memory.
package struct Rows: Sendable, RandomAccessCollection {
  private let handle: ResultHandle
  /// The number of rows.
  package let endIndex: Int
  /// How many rows the statement inserted, changed, deleted or selected; 0 for a command that counts none.
  package let affected: Int

  init(_ handle: ResultHandle) {
    self.handle = handle
    self.endIndex = Int(PQntuples(handle.pointer))
    self.affected = handle.affected
  }

  /// The place of the first row, which is always 0.
  package var startIndex: Int { 0 }

  /// The names of the columns, in order.
  package var columnNames: [String] {
    (0..<Int(PQnfields(handle.pointer))).map(handle.columnName)
  }

  /// The row at a place. A place outside the answer is a mistake in this program and ends it.
  package subscript(position: Int) -> Row {
    precondition(position >= 0 && position < endIndex, "row \(position) of \(endIndex)")
    return Row(handle: handle, index: Int32(position))
  }
}
