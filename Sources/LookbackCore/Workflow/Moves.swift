/// What a version says about running cases of older versions, which may go on with it.
package struct Moves: Sendable, Hashable {
  /// What happens to a clock of a case that moves.
  package enum ClockMove: String, Sendable, Hashable, CaseIterable {
    /// The clock keeps its dates, or remains not started.
    case keep
    /// The clock is counted as if the case had always run this version.
    case recompute
    /// The clock stops on the day of the move.
    case cancel
  }

  /// The older versions whose cases may move.
  package var from: [Int]
  /// The new names of states, by their old names. A state that is not named keeps its name.
  package var states: [String: String]
  /// What happens to each clock, by its name.
  package var clocks: [String: ClockMove]
  /// The new names of fields, by their old names.
  package var data: [String: String]
  /// The fields of older versions whose values are dropped.
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

  /// Returns the new name of a state.
  package func state(_ old: String) -> String { states[old] ?? old }
  /// Returns the new name of a field.
  package func field(_ old: String) -> String { data[old] ?? old }
}
