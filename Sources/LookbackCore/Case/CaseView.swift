package import LookbackCEL
import LookbackTime

/// What a guard sees of a case, from one of its tracks.
package struct CaseView: GuardEnvironment {
  let current: Case
  let track: Track
  package let workflow: Workflow
  let actor: Actor
  /// The case that sent the signal which is being decided; nil if it is no signal.
  var sender: CaseID?
  let context: DecisionContext

  package init(
    current: Case, track: Track, workflow: Workflow, actor: Actor, sender: CaseID? = nil, context: DecisionContext
  ) {
    (self.current, self.track, self.workflow) = (current, track, workflow)
    (self.actor, self.sender, self.context) = (actor, sender, context)
  }

  package var allowance: StepAllowance? { context.allowance }

  package func value(named name: String) -> Value? {
    switch name {
    case "data": record(track.data, fields: workflow.fields)
    case "case": record(current.root.data, fields: rootFields)
    case "track": .record(described(track))
    case "tracks": .record(groups)
    case "actor": .record(actorRecord)
    case "sender": sender.map { .string($0.description) } ?? .null
    default: nil
    }
  }

  package func field(_ field: String, of name: String) -> FieldValue? {
    switch name {
    case "data": known(track.data[field], isDeclared: workflow.fields.contains { $0.name == field })
    case "case": known(current.root.data[field], isDeclared: rootFields.contains { $0.name == field })
    case "track": known(value(field, of: track), isDeclared: false)
    case "actor": known(actorRecord[field], isDeclared: false)
    default: nil
    }
  }

  /// The values of another case, or of this one, by its number; nil if it was not read.
  package func referred(_ code: String) -> Value? {
    guard let id = Int64(code).map({ CaseID($0) }), let other = id == current.id ? current : context.others[id],
      let workflow = context.library.workflow(other.root.workflow)
    else { return nil }
    return .record([
      "workflow": .string(workflow.reference.name), "state": .string(other.root.state),
      "ended": .bool(other.root.isEnded), "data": record(other.root.data, fields: workflow.fields),
    ])
  }

  private func known(_ value: Value?, isDeclared: @autoclosure () -> Bool) -> FieldValue {
    switch value {
    case .null: .unset
    case .some(let value): .value(value)
    case nil: isDeclared() ? .unset : .absent
    }
  }

  package func call(_ function: String, _ arguments: [Value]) throws(EvaluationError) -> Value {
    switch (function, arguments.first) {
    case ("today", nil): .date(context.library.date(at: context.moment, in: workflow))
    case ("count", .string(let event)?): .int(Int64(track.marks[event]?.count ?? 0))
    case ("clock", .string(let name)?): try clock(name)
    case ("working_days", .date(let from)?): try workingDays(from, arguments)
    case ("add_working_days", .date(let from)?): try add(arguments, to: from, .workingDays)
    case ("add_months", .date(let from)?): try add(arguments, to: from, .months)
    default: throw EvaluationError("\(function) cannot take \(arguments.map(\.description).joined(separator: ", "))")
    }
  }

  private var rootFields: [Field] { context.library.workflow(current.root.workflow)?.fields ?? [] }

  /// The data as a record. Declared fields without a value are null, so that guards can ask for them.
  private func record(_ data: [String: Value], fields: [Field]) -> Value {
    var entries = data
    for field in fields where entries[field.name] == nil { entries[field.name] = .null }
    return .record(entries)
  }

  static let trackFields = ["unit", "group", "state", "ended", "data"]

  private func value(_ field: String, of track: Track) -> Value? {
    switch field {
    case "unit": track.unit.map { .string($0) } ?? .null
    case "group": .string(track.group)
    case "state": .string(track.state)
    case "ended": .bool(track.isEnded)
    case "data": .record(track.data)
    default: nil
    }
  }

  private func described(_ track: Track) -> [String: Value] {
    Dictionary(uniqueKeysWithValues: Self.trackFields.map { ($0, value($0, of: track) ?? .null) })
  }

  /// The tracks by group. Each group has only the tracks of the present round, so that a reopened case sees its new
  /// round.
  private var groups: [String: Value] {
    var found: [String: [Value]] = [:]
    for state in workflow.states { for rule in state.tracks { found[rule.group] = [] } }
    for inner in current.tracks where inner.parent == track.id && !inner.isRemoved && isOfThisRound(inner) {
      found[inner.group, default: []].append(.record(described(inner)))
    }
    return found.mapValues { .list($0) }
  }

  /// Whether the track is of the present round: opened by the present state if that state runs the group, otherwise
  /// opened last.
  private func isOfThisRound(_ inner: Track) -> Bool {
    let runs = workflow.state(track.state)?.tracks.contains { $0.group == inner.group } ?? false
    return runs ? inner.round == track.entered.sequence : current.isOfThisRound(inner)
  }

  private var actorRecord: [String: Value] {
    guard case .person(let code, let own, let substitutions) = actor else {
      return ["person": .null, "posts": .list([])]
    }
    let posts = substitutions.reduce(own) { $0.union($1.posts) }
    return ["person": .string(code), "posts": .list(posts.sorted().map { .string($0.description) })]
  }

  private func clock(_ name: String) throws(EvaluationError) -> Value {
    let deadlines = current.deadlines(of: track, in: context.library)
    guard let found = deadlines.first(where: { $0.clock == name }) else {
      throw EvaluationError("clock \(name) has not been started")
    }
    let isPast = found.isPast(at: context.moment)
    let days =
      found.due.days - (found.paused ?? found.stopped ?? context.library.date(at: context.moment, in: workflow)).days
    return .record([
      // On a last day that has already closed no day is left.
      "left": .int(Int64(isPast ? min(days, -1) : days)), "paused": .bool(found.status == .paused),
      "overdue": .bool(isPast), "due": .date(found.due),
    ])
  }

  private func workingDays(_ from: CivilDate, _ arguments: [Value]) throws(EvaluationError) -> Value {
    guard arguments.count == 2, case .date(let to) = arguments[1],
      let calendar = context.library.calendar(track.calendar, of: workflow)
    else { throw EvaluationError("working_days takes two dates") }
    return .int(Int64(calendar.workingDays(from: from, to: to)))
  }

  private func add(
    _ arguments: [Value], to date: CivilDate, _ unit: Span.Unit
  ) throws(EvaluationError) -> Value {
    guard arguments.count == 2, case .int(let count) = arguments[1], let count = Int(exactly: count),
      let calendar = context.library.calendar(track.calendar, of: workflow)
    else { throw EvaluationError("a date and a number are needed") }
    do {
      if unit == .months { return .date(try date.adding(months: count)) }
      return .date(try calendar.adding(workingDays: count, to: date))
    } catch { throw EvaluationError(error.description) }
  }
}

extension Case {
  /// Whether a track was opened when its parent last entered a state that opens tracks of its group. A round without
  /// elements has no tracks, and those of the round before are then removed.
  func isOfThisRound(_ inner: Track) -> Bool {
    guard let parent = inner.parent else { return true }
    let newest = tracks.last { $0.parent == parent && $0.group == inner.group }?.round ?? inner.round
    return inner.round == newest
  }

  /// The tracks of these groups that a track has opened in its present state and that have not ended.
  func running(_ groups: [String], of track: Track) -> [Track] {
    guard !groups.isEmpty else { return [] }
    return tracks.filter {
      $0.parent == track.id && !$0.isEnded && groups.contains($0.group) && $0.round == track.entered.sequence
    }
  }
}
