/// Why a track cannot go on with another version of its workflow.
package enum MoveObstacle: Sendable, Hashable {
  /// The other version has no place for the state, or one that ends where this does not.
  case noPlace(state: String)
  /// The approval under way is not the one that the other version asks for; `wasAsked` names whether there is one.
  case approvalChanged(state: String)
  /// The tracks that the state runs are others.
  case tracksChanged(state: String)
  /// What a field holds is nothing that the other version's field of that name may hold.
  case unfit(field: String, expected: Label, found: Label)
  /// The other version has no field for a value.
  case fieldGone(field: String)
}
