package import LookbackCore
package import LookbackTime

/// Why an entry of a list of persons, units or posts is refused, with its place in the list.
package struct EntryProblem: Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    case codeIllFormed(String)
    case userReserved(Int64)
    case userTaken(Int64, by: String)
    case mailIllFormed(String)
    case daysReversed(CivilDate, CivilDate)
    case unknownPerson(String)
    case unknownUnit(String)
    case goneUnit(String)
    /// The unit would stand below itself.
    case unitLoop(String, below: String)
    case retired(String)
    case substitutionTooLong(days: Int, most: Int)
    case substitutionTooOld(CivilDate, earliest: CivilDate)
    case notSubstituted(Post?, allowed: [String])
  }

  package let index: Int
  package let reason: Reason

  package init(_ index: Int, _ reason: Reason) {
    self.index = index
    self.reason = reason
  }

  /// Whether a text can be the code of a person, unit or post: 1 to 128 characters without blanks, commas and @, and no
  /// name of the engine's.
  static func isCode(_ text: String) -> Bool {
    (1...128).contains(text.unicodeScalars.count) && text != "engine"
      && text.unicodeScalars.allSatisfy { $0 != "@" && $0 != "," && !$0.properties.isWhitespace }
  }
}
