import LookbackTime

extension Library {
  /// The clock with the term by which its dates are counted. A clock that kept its dates in a move has the term of the
  /// version from which it was kept; everything else is as in the track's own version.
  func counted(_ clock: ClockDefinition, _ state: ClockState?, of track: Track) -> ClockDefinition {
    guard let version = state?.version, let old = workflow(version, of: track)?.clock(clock.name) else { return clock }
    var counted = clock
    (counted.term, counted.counting, counted.law) = (old.term, old.counting, old.law)
    return counted
  }

  /// Every clock that the track can have had: those of its version in their order, then those that only older versions
  /// have.
  func countedClocks(of track: Track, _ workflow: Workflow) -> [ClockDefinition] {
    guard track.clocks.entries.contains(where: { $0.value.version != nil }) else { return workflow.clocks }
    let own = workflow.clocks.map { counted($0, track.clocks[$0.name], of: track) }
    let gone = track.clocks.entries.filter { workflow.clock($0.key) == nil }.sorted { $0.key < $1.key }
    return own
      + gone.compactMap { entry in entry.value.version.flatMap { self.workflow($0, of: track)?.clock(entry.key) } }
  }

  /// The name of the calendar with which a clock of the track is counted: that of the version whose term the clock has.
  func calendarName(of state: ClockState, _ track: Track, _ workflow: Workflow) -> String {
    state.version.flatMap { self.workflow($0, of: track)?.calendar } ?? workflow.calendar
  }

  private func workflow(_ version: Int, of track: Track) -> Workflow? {
    workflow(WorkflowReference(name: track.workflow.name, version: version))
  }
}
