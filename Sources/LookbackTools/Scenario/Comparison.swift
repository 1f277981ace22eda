import LookbackCEL
import LookbackCore
import LookbackTime

/// Something that differs from what a scenario expects.
package struct Difference: Sendable, Hashable {
  package var subject: String
  package var expected: String
  package var found: String

  init(_ subject: String, expected: String, found: String) {
    self.subject = subject
    self.expected = expected
    self.found = found
  }
}

/// Compares a case after a step with what was expected of it.
struct Comparison {
  let current: Case
  let library: Library
  let moment: Moment
  let names: [String: CaseID]
  /// The timeline entries that the step added.
  let entries: [TimelineEntry]
  private(set) var differences: [Difference] = []

  init(
    current: Case, library: Library, moment: Moment, names: [String: CaseID], entries: [TimelineEntry]
  ) {
    self.current = current
    self.library = library
    self.moment = moment
    self.names = names
    self.entries = entries
  }

  mutating func compare(_ expectation: Expectation, refusal: (any Error)?) {
    compareRefusal(expectation, refusal)
    compare(expectation.root, current.root, "")
    for (name, expected) in expectation.tracks {
      guard let track = current.track(called: name) else {
        let known = current.tracks.dropFirst().map { "\($0.group) \($0.unit ?? "")" }.joined(separator: ", ")
        differ("track \(name)", "a track", known.isEmpty ? "the case has no tracks" : "the tracks \(known)")
        continue
      }
      compare(expected, track, "\(name): ")
    }
    compareMessages(expectation)
    compareEvents(expectation)
  }

  private mutating func differ(_ subject: String, _ expected: String, _ found: String) {
    differences.append(Difference(subject, expected: expected, found: found))
  }

  private mutating func compareRefusal(_ expectation: Expectation, _ refusal: (any Error)?) {
    guard let code = expectation.rejected else { return }
    guard let refusal else { return differ("rejected", code, "accepted") }
    guard let rejection = refusal as? Rejection else { return differ("rejected", code, "\(refusal)") }
    let english = Localizer(language: .english, library: library).sentence(rejection)
    if rejection.code != code { return differ("rejected", code, "\(rejection.code): \(english)") }
    guard let because = expectation.because else { return }
    let chinese = Localizer(language: .chinese, library: library).sentence(rejection)
    if !english.contains(because), !chinese.contains(because) { differ("because", because, english) }
  }

  private mutating func compare(_ expected: Expectation.OfTrack, _ track: Track, _ place: String) {
    if let state = expected.state, state != track.state { differ(place + "state", state, track.state) }
    if let isEnded = expected.isEnded, isEnded != track.isEnded {
      differ(place + "ended", "\(isEnded)", "\(track.isEnded)")
    }
    for (field, value) in expected.data { compare(field, value, track, place) }
    guard !expected.due.isEmpty || expected.overdue != nil else { return }
    let deadlines = current.terms(of: track, in: library)
    for (clock, date) in expected.due {
      let found = deadlines.first { $0.clock == clock && $0.status != .stopped }
      guard found?.due != date else { continue }
      let stopped = deadlines.contains { $0.clock == clock } ? "stopped" : "never started"
      differ(place + "due \(clock)", date?.description ?? "not running", found?.due.description ?? stopped)
    }
    guard let overdue = expected.overdue else { return }
    let past = Set(deadlines.filter { $0.isOverdue(at: moment) }.map(\.clock))
    if past != overdue { differ(place + "overdue", Self.list(overdue.sorted()), Self.list(past.sorted())) }
  }

  private mutating func compare(_ field: String, _ value: Value, _ track: Track, _ place: String) {
    let type = library.workflow(track.workflow)?.field(field)?.type
    let expected = type.flatMap { try? $0.checked(resolved(value, $0)) } ?? value
    let found = track.data[field] ?? .null
    if found != expected { differ(place + field, expected.shown, found.shown) }
  }

  /// Returns the value with the number of a case in place of the name that the scenario gave it.
  private func resolved(_ value: Value, _ type: FieldType) -> Value {
    switch (type, value) {
    case (.case, .string(let name)): .string(names[name]?.description ?? name)
    case (.list(let element), .list(let values)): .list(values.map { resolved($0, element) })
    default: value
    }
  }

  private mutating func compareMessages(_ expectation: Expectation) {
    let messages = entries.compactMap { entry -> Message? in
      guard case .message(let message) = entry.kind else { return nil }
      return message
    }
    let found = Self.list(messages.map(\.shown))
    if let told = expectation.told {
      if told.isEmpty, !messages.isEmpty { differ("told", "nobody", found) }
      for one in told where !messages.contains(where: { one.fits($0) }) { differ("told", one.shown, found) }
    }
    for one in expectation.untold where messages.contains(where: { one.fits($0) }) {
      differ("not told", "nobody " + one.shown, found)
    }
  }

  private mutating func compareEvents(_ expectation: Expectation) {
    let events = entries.compactMap { entry -> (CaseEvent, Workflow?)? in
      guard case .event(let event) = entry.kind else { return nil }
      let track = entry.case == current.id ? current.track(event.track) : nil
      return (event, track.flatMap { library.workflow($0.workflow) })
    }
    for name in expectation.happened where !events.contains(where: { $0.0.name == name }) {
      differ("happened", name, Self.list(events.map(\.0.name)))
    }
    guard let number = expectation.number else { return }
    let drawn = events.flatMap { $0.0.numbersDrawn(in: $0.1) }
    if !drawn.contains(number) { differ("number", number, Self.list(drawn)) }
  }

  private static func list(_ texts: [String]) -> String { texts.isEmpty ? "nothing" : texts.joined(separator: ", ") }
}

extension Expectation.Told {
  fileprivate func fits(_ message: Message) -> Bool {
    (topic.map { $0 == message.topic } ?? true) && (about.map { $0 == message.about } ?? true)
      && to.allSatisfy { message.to.map(\.description).contains($0) }
  }

  fileprivate var shown: String {
    [topic?.rawValue, about.map { "about \($0)" }, to.isEmpty ? nil : "to " + to.joined(separator: ", ")]
      .compactMap { $0 }.joined(separator: " ")
  }
}

extension Message {
  fileprivate var shown: String {
    "\(topic.rawValue) about \(about) to " + to.map(\.description).joined(separator: ", ")
  }
}

extension Value {
  fileprivate var shown: String { self == .null ? "not set" : description }
}
