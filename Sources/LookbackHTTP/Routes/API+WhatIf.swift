import LookbackCore
import LookbackJSON
import LookbackStore
import LookbackTime
import LookbackTools

extension API {
  /// Tells what happens to a case until a day if nobody acts. It is simulated on a copy; nothing is recorded or sent.
  @Sendable func whatIf(_ call: Call) async throws -> Answer {
    let viewer = try await call.viewer()
    let until = try call.day("until") ?? CivilDate.last
    let current = try await call.storedCase(for: viewer).current
    let context = try await call.decisionContext()
    var simulation = Simulation(context.library, continuing: current, at: context.moment, units: context.units)
    let today = simulation.today
    guard until >= today else { throw Problem.untilIsPast(today) }
    simulation.allowance = call.allowance
    simulation = try await call.evaluated { [simulation] in
      var waiting = simulation
      do { try waiting.wait(until: until) } catch { throw Problem.cannotWaitUntil(error) }
      return waiting
    }
    let after = simulation[current.id] ?? current
    let entries = simulation.timeline.map { entry in
      JSON.object(
        entry.fields(in: call.language, context.library, after).map {
          JSON.Member(name: $0.name, value: JSON($0.value))
        })
    }
    let overdue = after.terms(in: context.library).filter { $0.isOverdue(at: simulation.moment) }
    return Answer(
      .members([
        "case": .string(current.id.description), "from": .string(today.description),
        "until": .string(until.description),
        "state": .string(after.root.state),
        "state_title": .string(
          context.library.workflow(after.root.workflow).title(of: after.root.state, call.language)),
        "overdue": .texts(overdue.map(\.clock)), "timeline": .array(entries),
      ]))
  }
}
