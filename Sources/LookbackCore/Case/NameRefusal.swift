/// Why a name in a command cannot be resolved.
package enum NameRefusal: Sendable, Hashable {
  /// No person logs in as this user of the machine.
  case unknownUser(Int64)
  /// An administrator who is not a person asks for something that only a person can do.
  case administratorForNobody(Int64)
  case unknownToken
  /// The person with this code is not active on this day.
  case retired(String)
  case unknownPerson(String)
  /// The token of this scope does not let its holder act.
  case tokenFallsShort(TokenScope)
  case ambiguousCase(String, [CaseID])
  case noTrack(of: String)
}
