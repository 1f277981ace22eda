/// What a version says about the running cases of older versions that may go on with it.
package struct Moves: Sendable, Hashable {
  /// What happens to a clock of a case that moves.
  package enum ClockMove: String, Sendable, Hashable, CaseIterable {
    /// It stays as it stands: it keeps its dates, or goes on not running.
    case keep
    /// It is counted as if the case had always been of this version.
    case recompute
    /// It ends on the day of the move.
    case cancel
  }

  /// The versions whose cases may move.
  package var from: [Int]
  /// New names of states, by the old ones; a state that is not here keeps its name.
  package var states: [String: String]
  package var clocks: [String: ClockMove]
  /// New names of fields, by the old ones.
  package var data: [String: String]
  /// Fields of the old versions whose values are given up.
  package var clear: [String]

  package init(
    from: [Int], states: [String: String] = [:], clocks: [String: ClockMove] = [:], data: [String: String] = [:],
    clear: [String] = []
  ) {
    self.from = from
    self.states = states
    self.clocks = clocks
    self.data = data
    self.clear = clear
  }

  package func state(_ old: String) -> String { states[old] ?? old }
  package func field(_ old: String) -> String { data[old] ?? old }
}
