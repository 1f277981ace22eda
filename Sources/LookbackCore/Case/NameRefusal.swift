/// Why a name in a command stands for nobody, for no case or for no track.
package enum NameRefusal: Sendable, Hashable {
  /// Nobody logs in as this user of the machine.
  case unknownUser(Int64)
  /// An administrator who is no person asks for what only a person does.
  case administratorForNobody(Int64)
  case unknownToken
  case unknownPerson(String)
  case ambiguousCase(String, [CaseID])
  case noTrack(of: String)
}
