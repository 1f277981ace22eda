/// Why a track cannot go on with another version of its workflow.
package enum MoveObstacle: Sendable, Hashable {
  /// The other version has no state for this one, or a final state where this one is not final.
  case noPlace(state: String)
  /// The approvals of the state differ between the versions, or only one of them has one.
  case approvalChanged(state: String)
  /// The state runs other tracks in the other version.
  case tracksChanged(state: String)
  /// The value of a field does not fit the field of that name in the other version.
  case unfit(field: String, expected: Label, found: Label)
  /// The other version has no field for this value.
  case fieldGone(field: String)
}
