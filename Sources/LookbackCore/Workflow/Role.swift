/// Somebody named by what they are rather than by who they are; resolved when it is needed.
package enum Role: Sendable, Hashable {
  case post(String, of: UnitReference)
  /// The person or persons in this field.
  case person(ValuePath)
}

package enum UnitReference: Sendable, Hashable {
  case unit(String)
  /// The unit of the track at hand (`track.unit`).
  case trackUnit
  /// The unit or units in this field.
  case field(ValuePath)
}

/// A field of the track at hand (`data.x`) or of the whole case (`case.x`).
package struct ValuePath: Sendable, Hashable, CustomStringConvertible {
  package enum Scope: String, Sendable, Hashable { case data, `case` }
  package var scope: Scope
  package var field: String
  package init(scope: Scope, field: String) {
    self.scope = scope
    self.field = field
  }
  package var description: String { "\(scope.rawValue).\(field)" }
}

/// Who is told: a role of this workflow, or a role of the open tracks that run another workflow
/// (`track.handling.liaison`).
package enum Recipient: Sendable, Hashable {
  case role(String)
  case tracks(workflow: String, role: String)
  /// Those whose decision the approval of the track waits for.
  case approvers
}
