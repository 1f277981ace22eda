package import LookbackCore
import LookbackPostgres

/// The case that has a unique value.
package struct UniqueValueHolder: Sendable, Hashable {
  package var value: UniqueValue
  package var id: CaseID
  /// The names of those to whom the case is shown, as in `Actor.names`.
  package var readers: Set<String>
}

extension Row {
  /// Decodes a row of `read_keys`.
  func holder() throws -> UniqueValueHolder {
    UniqueValueHolder(value: try UniqueValue(self), id: CaseID(try int8(3)), readers: try readers(4))
  }

  /// Returns names that are joined by commas; none if there is null. Codes contain no comma.
  func readers(_ column: Int) throws -> Set<String> {
    Set(try optionalText(column)?.split(separator: ",").map(String.init) ?? [])
  }
}
