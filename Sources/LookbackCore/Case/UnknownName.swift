package import LookbackCEL

/// A name in a condition on whole cases that no case can have. Without this check each case would be refused by itself.
package struct UnknownName: Error, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    /// A field of the case.
    case field
    /// Anything else, with its whole path.
    case path
  }
  package let kind: Kind
  package let name: String
  /// The nearest known name; nil if none is near.
  package let suggestion: String?

  init(_ kind: Kind, _ name: String, among known: some Collection<String>) {
    self.kind = kind
    self.name = name
    suggestion = NearestName.suggestion(for: name, among: known.sorted())
  }
}

extension Library {
  /// Returns the first name in the condition that no case of any published version of these workflows can have; nil if
  /// there is none.
  /// - Parameter workflow: if set, only cases of this workflow are meant.
  package func unknownName(in condition: Guard, askedOf workflow: String?) -> UnknownName? {
    let asked = workflows.values.filter { workflow == nil || $0.reference.name == workflow }
    let fields = Set(asked.flatMap { $0.fields.map(\.name) })
    let groups = Set(asked.flatMap { $0.states.flatMap { $0.tracks.map(\.group) } })
    return condition.reads.lazy.compactMap { Self.unknown($0[...], fields, groups) }.first
  }

  private static func unknown(
    _ path: ArraySlice<String>, _ fields: Set<String>, _ groups: Set<String>
  ) -> UnknownName? {
    let members: [String: Set<String>] = [
      "track": Set(CaseView.trackFields), "tracks": groups, "actor": ["person", "posts"],
    ]
    guard let name = path.first else { return nil }
    guard Case.conditionNames.contains(name) else { return UnknownName(.path, name, among: Case.conditionNames) }
    guard let member = path.dropFirst().first else { return nil }
    if name == "data" || name == "case" {
      return fields.contains(member) ? nil : UnknownName(.field, member, among: fields)
    }
    guard let known = members[name], !known.contains(member) else {
      return name == "track" && member == "data" ? unknown(path.dropFirst(), fields, groups) : nil
    }
    return UnknownName(.path, "\(name).\(member)", among: known.map { "\(name).\($0)" })
  }
}
