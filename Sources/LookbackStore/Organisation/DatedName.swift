import LookbackCore

/// The name of a person or unit that is not always there.
struct DatedName: Hashable, Sendable {
  let isPerson: Bool
  let code: String
}

extension Directory {
  /// Notes that the person or unit is not there on the day of the directory.
  mutating func leaveOut(_ name: DatedName) {
    if name.isPerson { retired.insert(name.code) } else { dissolved.insert(name.code) }
  }
}
