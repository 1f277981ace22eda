import LookbackCore
import LookbackDefinition
import LookbackYAML
import Testing

@Suite("what time or the engine needs and may be missing is said before it is published")
struct MissingFieldTests {
  struct Life: CustomStringConvertible, Sendable {
    let description: String
    var fields = "received: {type: date}, second: {type: date}, days: {type: int}"
    let events: String
    /// The field that is named, if any.
    let missing: String?
  }

  private static let set = "set: {second: data.received + 30}"

  static let table: [Life] = [
    Life(
      description: "case 02: a timed assignment of a field that nobody has to give",
      events: "lapse: {after: 10 days, \(set), to: done}", missing: "data.received"),
    Life(
      description: "a timed guard", events: "lapse: {after: 10 days, if: data.days > 3, to: done}",
      missing: "data.days"),
    Life(
      description: "an automatic event", events: "judge: {when: \"data.days != 3\", \(set), to: done}",
      missing: "data.received"),
    Life(
      description: "a field that is required",
      fields: "received: {type: date, required: true}, second: {type: date}, days: {type: int}",
      events: "lapse: {after: 10 days, \(set), to: done}", missing: nil),
    Life(
      description: "a field that is asked for first",
      events: "lapse: {after: 10 days, if: has(data.received), \(set), to: done}", missing: nil),
    Life(
      description: "a field that the condition could not hold without",
      events: "judge: {when: data.received < today(), \(set), to: done}", missing: nil),
    Life(
      description: "another way where it is missing",
      events: "lapse: {after: 10 days, set: {second: \"data.received == null ? today() : data.received\"}, to: done}",
      missing: nil),
    Life(
      description: "another way that needs it",
      events: "lapse: {after: 10 days, set: {second: \"data.days == 3 ? today() : data.received + 1\"}, to: done}",
      missing: "data.received"),
    Life(
      description: "a copy of nothing is nothing",
      events: "lapse: {after: 10 days, set: {second: data.received}, to: done}", missing: nil),
    Life(
      description: "a field that is needed on the way",
      events: "go: {needs: [received], to: later}", missing: nil),
    Life(
      description: "a field that is needed on one of two ways",
      events: "go: {needs: [received], to: later}\n      slip: {to: later}", missing: "data.received"),
    Life(
      description: "a field that one of two states before does not ask for",
      events: "go: {needs: [received], to: later}\n      back: {to: emptied}", missing: "data.received"),
    Life(
      description: "a field that is set on the way",
      events: "go: {set: {received: today()}, to: later}", missing: nil),
    Life(
      description: "a field that is set to what may be missing",
      events: "go: {set: {received: data.second}, to: later}", missing: "data.received"),
  ]

  private static func definition(_ life: Life) -> String {
    """
    notation: 1
    workflow: matter
    version: 1
    calendar: plain
    timezone: Asia/Shanghai
    data: {\(life.fields)}
    roles: {office: {post: clerk, of: desk}}
    states:
      open:
        who: office
        waits: without limit
        events:
          note: {takes: [received, days, second]}
          finish: {to: done}
          \(life.events)
      later: {who: office, events: {lapse: {after: 10 days, \(set), to: done}, leave: {to: done}}}
      emptied: {who: office, events: {go on: {to: later}, stop: {to: done}}, waits: without limit}
      done: {final: true}
    """
  }

  @Test("the warning names the field", arguments: table)
  func warned(_ life: Life) throws {
    var text = Self.definition(life)
    if !life.events.contains("emptied") {
      text = text.replacing(
        "  emptied: {who: office, events: {go on: {to: later}, stop: {to: done}}, waits: without limit}\n", with: "")
    }
    if !life.events.contains("later") {
      text = text.replacing(
        "  later: {who: office, events: {lapse: {after: 10 days, \(Self.set), to: done}, leave: {to: done}}}\n",
        with: "")
    }
    let loaded = LibraryLoader().load([
      Workbench.file("x.yaml", text), Workbench.file("plain.yaml", Rehearsal.calendar),
    ])
    #expect(loaded.diagnostics.filter { $0.severity == .error }.isEmpty, "\(loaded.diagnostics)")
    let found = loaded.diagnostics.filter { $0.code == "may-be-missing" }
    #expect(found.count == (life.missing == nil ? 0 : 1), "\(found)")
    if let missing = life.missing { #expect(found.first?.message.contains("`\(missing)` may be missing") == true) }
  }
}
