import LookbackCore
package import LookbackDefinition

/// The people against whom a definition is checked, and how many of them may be absent at the same time.
package struct Staffing: Sendable, Hashable {
  package var list: StaffList
  package var absent: Int
  /// The largest number of absent people that is tried.
  package static let mostAbsent = 3

  package init(list: StaffList, absent: Int = 0) {
    self.list = list
    self.absent = min(absent, Self.mostAbsent)
  }
}
