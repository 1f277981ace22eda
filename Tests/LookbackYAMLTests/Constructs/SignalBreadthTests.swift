import LookbackCEL
import LookbackCore
import LookbackDefinition
import LookbackTime
import LookbackTools
import LookbackYAML
import Testing

@Suite("Signals that lead to one another come to an end, in a ring and in breadth")
struct SignalBreadthTests {
  private static let bell = """
    notation: 1
    workflow: bell
    version: 1
    calendar: plain
    timezone: Asia/Shanghai
    data: {neighbours: {type: list, of: case}}
    roles: {office: {post: clerk, of: desk}}
    states:
      hanging:
        who: office
        waits: without limit
        events:
          ring: {takes: [neighbours], do: [signal hear to data.neighbours]}
          hear: {by: signal, do: [signal hear to data.neighbours]}
          stop: {to: done}
      done: {final: true}
    """

  @Test("cases that all signal one another are cut, and what is cut says why", arguments: [2, 3, 5, 9])
  func cut(count: Int) throws {
    let loaded = LibraryLoader().load([
      Workbench.file("0.yaml", Self.bell), Workbench.file("plain.yaml", Rehearsal.calendar),
    ])
    var simulation = Simulation(loaded.library, at: try Moment(parsing: "2024-03-04T01:00:00Z"))
    let clerk = Actor.someone("clerk@desk")
    let cases = try (0..<count).map { _ in try simulation.open("bell", [:], by: clerk) }
    for id in cases.reversed() {
      let others = cases.filter { $0 != id }.map { Value.string($0.description) }
      try simulation.fire("ring", ["neighbours": .list(others)], of: id, by: clerk)
    }
    let events = cases.compactMap { simulation[$0]?.sequence }.reduce(0, +)
    let started = Int64(count * (count - 1))
    #expect(events <= started * Int64(101 * count), "\(events)")
    let refusals = simulation.timeline.filter {
      if case .refused(_, _, .tooManySignals) = $0.kind { return true }
      return false
    }
    #expect(!refusals.isEmpty)
  }
}
