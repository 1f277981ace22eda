import LookbackCore

/// The longest course to an end, and what keeps courses from having a limit. An event that can repeat is followed only
/// once, so that the rest can be measured.
struct LongestCourse {
  private(set) var bounded = TermLength.zero
  private(set) var obstacles: [TimedWalk.Limit] = []

  init(_ graph: TimeGraph) {
    var once: [String] = []
    for _ in 0..<6 {
      let walk = TimedWalk(graph, to: { $0.isFinal }, once: once)
      bounded = walk.bounded
      var events: [String] = []
      for obstacle in walk.obstacles where !obstacles.contains(obstacle) {
        obstacles.append(obstacle)
        if case .repeats(let event, _) = obstacle { events.append(event) }
      }
      guard !events.isEmpty else { return }
      once += events
    }
  }
}
