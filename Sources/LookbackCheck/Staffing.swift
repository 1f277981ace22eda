import LookbackCore
package import LookbackDefinition

/// The people against whom a definition is checked, and how many of them may be away at once.
package struct Staffing: Sendable, Hashable {
  package var list: StaffList
  package var absent: Int
  /// More than this many absent people are not tried.
  package static let mostAbsent = 3

  package init(list: StaffList, absent: Int = 0) {
    self.list = list
    self.absent = min(absent, Self.mostAbsent)
  }
}
