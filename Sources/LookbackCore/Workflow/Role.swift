/// People named by what they are and not by who they are. The persons are looked up when they are needed.
package enum Role: Sendable, Hashable {
  case post(String, of: UnitReference)
  /// The person or persons that the field names.
  case person(ValuePath)
}

/// The unit to which a post belongs.
package enum UnitReference: Sendable, Hashable {
  case unit(String)
  /// The unit of the track at hand (`track.unit`).
  case trackUnit
  /// The unit or units that the field names.
  case field(ValuePath)
}

/// A field of the track at hand (`data.x`) or of the whole case (`case.x`).
package struct ValuePath: Sendable, Hashable, CustomStringConvertible {
  /// Whose field is meant: that of the track at hand, or that of the root track.
  package enum Scope: String, Sendable, Hashable { case data, `case` }
  package var scope: Scope
  package var field: String
  package init(scope: Scope, field: String) {
    self.scope = scope
    self.field = field
  }
  package var description: String { "\(scope.rawValue).\(field)" }
}

/// Who receives a message: a role of this workflow, or a role of the open tracks that run another workflow
/// (`track.handling.liaison`).
package enum Recipient: Sendable, Hashable {
  case role(String)
  case tracks(workflow: String, role: String)
  /// The people whose decision the approval of the track waits for.
  case approvers
}
