import LookbackCore
import LookbackDefinition
import LookbackYAML
import Testing

/// A key that means nothing in a place, and a definition whose use of it is refused with this code.
struct RefusedKey: Sendable, CustomTestStringConvertible {
  let place: KeyPlace
  let code: String
  let files: [String]
  var testDescription: String { "\(place)" }

  private init(_ place: String, _ body: String, _ code: String = "misplaced-key") {
    self.place = KeyPlace(place)
    self.code = code
    files = [KeyedTexts.workflow("x", body), KeyedTexts.part]
  }

  /// A key of a field, or of the workflow, that runs for the tracks of another.
  private init(_ place: String, _ parent: String, of field: String, _ rest: String = "") {
    self.place = KeyPlace(place)
    code = "misplaced-key"
    let data = field.isEmpty ? "" : "\ndata: {name: {type: text, \(field)}}"
    files = [parent, KeyedTexts.part + data + (rest.isEmpty ? "" : "\n\(rest)")]
  }

  /// The codes of what is wrong with it.
  func found() throws -> [String] {
    let loaded = LibraryLoader(.none).load(
      (files + [KeyedTexts.calendar]).enumerated().map { Workbench.file("\($0.offset).yaml", $0.element) })
    return loaded.diagnostics.filter { $0.severity == .error }.map(\.code)
  }

  static let all: [RefusedKey] = {
    var all: [RefusedKey] = []
    for owner in KeyOwner.allCases.map(\.rawValue) {
      all += clocks(owner) + candidates(owner)
    }
    return all + idle
  }()

  // MARK: - Keys that do something elsewhere

  /// Keys that mean nothing beside what else is said, or without what is not said.
  private static let idle: [RefusedKey] = [
    RefusedKey("case / clock that runs / pauses counted in", running("pauses counted in: days")),
    RefusedKey("case / clock that runs / resumes on", running("resumes on: end")),
    RefusedKey("case / clock that runs / pauses on", running("pauses on: end"), "missing-key"),
    RefusedKey("case / clock that runs / pauses in", running("pauses in: done")),
    RefusedKey("case / clock that runs / pauses in", running("pauses in: open, stops in: open")),
    RefusedKey("case / clock that runs / roll", running("roll: as is, counting: {last: as is}")),
    RefusedKey("case / clock that runs / extend / by", running("extend: {by: 0 days, who: office}"), "bad-interval"),
    RefusedKey("case / clock that runs / extend / to", running("extend: {to: 3 days, who: office}"), "bad-interval"),
    RefusedKey(
      "case / clock that runs / extend / cap", running("extend: {by: 2 days, cap: 3 days, who: office}"), "bad-interval"
    ),
    RefusedKey("case / clock that runs / extend / cap", running("extend: {to: 9 days, cap: 9 days, who: office}")),
    RefusedKey(
      "case / clock at a field / extend / cap", clock("at: data.day, extend: {by: 2 days, cap: 0 days, who: office}"),
      "bad-interval"),
    RefusedKey(
      "case / clock that runs / reminder / until",
      running("remind: [{every: 1 day, after: 5 days, until: 3 days, tell: office}]"), "bad-interval"),
    RefusedKey(
      "case / role / of",
      body("").replacing("roles: {", with: "roles: {author: {person: data.who, of: desk}, ")
        .replacing("data: {", with: "data: {who: {type: person}, ")),
    RefusedKey("case / state / event / join", body("go: {join: none, to: done}")),
    RefusedKey("case / anywhereEvent / join", body("", "anywhere: {go: {who: office, join: all, to: done}}")),
    RefusedKey(
      "case / clock that runs / reminder / tell", running("remind: [{before: 1 day, tell: []}]"), "missing-key"),
    RefusedKey("case / clock that runs / extend / who", running("extend: {by: 1 day, who: []}"), "missing-key"),
    RefusedKey("case / opening / who", body("", "open: {who: []}"), "missing-key"),
    RefusedKey(
      "case / state / approval / step / order",
      body("sign: {to: signing}").replacing(
        "  done:",
        with: "  signing: {approval: {steps: [{ask: office, need: 1, order: sequence}], refusal: open}, "
          + "events: {approved: {to: done}}}\n  done:")),
    RefusedKey("case / state / event / takes", body("go: {needs: [day], takes: [day], to: done}")),
    RefusedKey(
      "case / opening / takes",
      body("", "open: {who: office, takes: [day]}").replacing("date}", with: "date, required: true}")),
    RefusedKey(
      "case / field / unique", body("").replacing("{type: date}", with: "{type: list, of: text, unique: true}")),
    RefusedKey("case / field / max", body("").replacing("{type: date}", with: "{type: date, max: 9}")),
    RefusedKey("case / state / reopen", body("").replacing("open: {who", with: "open: {reopen: [end], who")),
    RefusedKey("track / field / required", KeyedTexts.whole(running: "part"), of: "required: true"),
    RefusedKey("track / field / unique", KeyedTexts.whole(running: "part"), of: "unique: true"),
    RefusedKey("track / counts", KeyedTexts.whole(running: "part"), of: "", "counts: {answer: [do it]}"),
    RefusedKey("track / mend", KeyedTexts.whole(running: "part"), of: "", "mend: {by: two}"),
  ]

  private static func running(_ keys: String) -> String { clock("runs: 3 days, from: state open, \(keys)") }

  // MARK: - Clocks

  private static func clocks(_ owner: String) -> [RefusedKey] {
    [(ClockTerm.atField, "data.day"), (.atExpression, "data.day + 1")].flatMap { term, date in
      let place = "\(owner) / \(term.rawValue)"
      return [
        RefusedKey("\(place) / runs", clock("at: \(date), runs: 3 days")),
        RefusedKey("\(place) / from", clock("at: \(date), from: state open")),
        RefusedKey("\(place) / correct", clock("at: \(date), correct: {who: office}")),
        RefusedKey("\(place) / correct / who", clock("at: \(date), correct: {who: office}")),
        RefusedKey("\(place) / correct / needs", clock("at: \(date), correct: {who: office, needs: [reason]}")),
        RefusedKey("\(place) / counting / start", clock("at: \(date), counting: {start: included}")),
        RefusedKey("\(place) / cut-off", clock("at: \(date), cut-off: 17:00")),
        RefusedKey("\(place) / cutOff / at", clock("at: \(date), cut-off: {at: 17:00}")),
        RefusedKey(
          "\(place) / cutOff / counts as", clock("at: \(date), cut-off: {at: 17:00, counts as: next working day}")),
        RefusedKey("\(place) / extend / to", clock("at: \(date), extend: {to: 20 days, who: office}")),
      ]
    }
  }

  private static func clock(_ keys: String) -> String {
    """
    data: {day: {type: date}}
    roles: {office: {post: clerk, of: desk}}
    clocks: {one: {\(keys)}}
    states:
      open: {who: office, waits: without limit, events: {end: {to: done}}}
      done: {final: true}
    """
  }

  // MARK: - Candidates

  /// What holds for the whole event is not said again.
  private static func candidates(_ owner: String) -> [RefusedKey] {
    let shared = [
      ("title", "{en: t, zh: 题}"), ("who", "office"), ("needs", "[day]"), ("takes", "[day]"), ("when", "\"true\""),
      ("after", "3 days"), ("by", "signal"), ("from", "data.day"), ("join", "none"),
      ("back", "{who: office, at most: 3 days, needs: reason}"),
    ]
    let titled = "go: [{who: office, if: \"size('a') == 1\", to: done}, {title: {en: t, zh: 题}, to: done}]"
    let places = ["state / event", "anywhereEvent"].flatMap { place in
      ["en", "zh"].map { "\(owner) / \(place), later candidate / label / \($0)" }
    }
    let excepted = "go: [{who: office, if: \"size('a') == 1\", to: done}, {except in: [done], to: done}]"
    let titles =
      places.map { RefusedKey($0, body(titled)) } + [
        RefusedKey(
          "\(owner) / anywhereEvent, later candidate / except in", body("", "anywhere: {\(excepted)}"))
      ]
    let dated =
      "go: [{who: office, if: \"size('a') == 1\", to: done}, {back: {who: office, at most: 3 days}, to: done}]"
    let others =
      titles
      + ["who", "at most", "needs"].flatMap { key in
        [
          RefusedKey("\(owner) / state / event, later candidate / back / \(key)", body(dated)),
          RefusedKey("\(owner) / anywhereEvent, later candidate / back / \(key)", body("", "anywhere: {\(dated)}")),
        ]
      }
    return others
      + shared.flatMap { key, value in
        let candidates = "go: [{who: office, if: \"size('a') == 1\", to: done}, {\(key): \(value), to: done}]"
        return [
          RefusedKey("\(owner) / state / event, later candidate / \(key)", body(candidates)),
          RefusedKey("\(owner) / anywhereEvent, later candidate / \(key)", body("", "anywhere: {\(candidates)}")),
        ]
      }
  }

  private static func body(_ events: String, _ rest: String = "") -> String {
    """
    data: {day: {type: date}}
    roles: {office: {post: clerk, of: desk}}
    states:
      open: {who: office, waits: without limit, events: {end: {to: done}\(events.isEmpty ? "" : ", \(events)")}}
      done: {final: true}
    \(rest)
    """
  }
}
