import LookbackCEL
import LookbackCore
import LookbackJSON
import LookbackRuntime
import LookbackStore
import LookbackText
import LookbackTime

extension JSON {
  init(_ summary: CaseSummary, for viewer: Viewer, in library: Library, at moment: Moment, _ language: Language) {
    let data = (try? JSONParser.parse(Array(summary.data.utf8))) ?? .object([])
    self = .members([
      "id": .string(summary.id.description), "workflow": .string(summary.workflow.name),
      "version": .int(Int64(summary.workflow.version)), "state": .string(summary.state),
      "state_title": .string(library.workflow(summary.workflow).title(of: summary.state, language)),
      "title": .string(summary.title), "due": .date(summary.due), "opened": .moment(summary.opened),
      "opened_on": .date(summary.openedOn),
      "ended": .moment(summary.ended), "overdue": .bool(summary.urgency.isOverdue(at: moment)),
      "data": data.without(summary.hiddenFields(data, from: viewer.actor, in: library)),
    ])
  }

  init(_ receipt: Receipt, replayed: Bool) {
    self = .members([
      "case": .string(receipt.case.description), "sequence": .int(receipt.sequence), "state": .string(receipt.state),
      "link": .string(receipt.link.hexadecimal), "at": .moment(receipt.at), "replayed": .bool(replayed),
    ])
  }

  /// Describes a whole case, with its deadlines explained.
  init(
    _ stored: StoredCase, for viewer: Viewer, in library: Library, held: Set<Post>, at moment: Moment,
    _ language: Language
  ) {
    let current = stored.current
    func hidden(_ id: TrackID) -> Set<String> {
      current.track(id).map { current.hiddenFields(of: $0, from: viewer.actor, in: library) } ?? []
    }
    func shown(_ track: Track) -> JSON {
      let hidden = hidden(track.id)
      return JSON(track.data.filter { !hidden.contains($0.key) })
    }
    let deadlines = current.terms(in: library)
    let root = library.workflow(current.root.workflow)
    self = .members([
      "id": .string(current.id.description), "workflow": .string(current.root.workflow.name),
      "version": .int(Int64(current.root.workflow.version)), "state": .string(current.root.state),
      "state_title": .string(root.title(of: current.root.state, language)), "sequence": .int(current.sequence),
      "opened": .moment(current.opened), "ended": .moment(current.ended),
      "title": .string(root?.title.text(in: language, fallback: current.root.workflow.name) ?? ""),
      "data": shown(current.root),
      "overdue": .bool(deadlines.contains { $0.isOverdue(at: moment) }),
      "head": .string(stored.head.hexadecimal),
      "tracks": .array(current.tracks.map { JSON($0, shown($0), of: current, in: library, language) }),
      "blocked": .array(current.tracks.flatMap { JSON.blocked(on: $0, in: library, language) }),
      "mending": current.mendProposal.map { JSON($0, hiding: hidden($0.mend.track), language) },
      "asked": .array(JSON.asked(current, in: library, held: held, language)),
      "deadlines": .array(deadlines.map { JSON($0, at: moment, language) }),
    ])
  }

  private init(_ track: Track, _ data: JSON, of current: Case, in library: Library, _ language: Language) {
    let late = current.lateEntry(of: track, in: library)
    self = .members([
      "track": .int(Int64(track.id.value)), "parent": track.parent.map { .int(Int64($0.value)) },
      "group": .string(track.group), "workflow": .string(track.workflow.name),
      "version": .int(Int64(track.workflow.version)), "unit": track.unit.map { .string($0) },
      "state": .string(track.state),
      "state_title": .string(library.workflow(track.workflow).title(of: track.state, language)),
      "final": .bool(library.workflow(track.workflow)?.state(track.state)?.isFinal ?? false),
      "entered": .date(track.entered.on), "late_days": late.map { .int(Int64($0.days)) },
      "late_entry": late.map { .string($0.text(in: language)) }, "over": .bool(track.isEnded),
      "data": data,
    ])
  }

  /// Returns the events that a timer or the engine cannot fire on this track, and why.
  private static func blocked(on track: Track, in library: Library, _ language: Language) -> [JSON] {
    track.blocked.entries.map { entry in
      .members([
        "track": .int(Int64(track.id.value)), "unit": track.unit.map { .string($0) }, "event": .string(entry.key),
        "event_title": .string(library.workflow(track.workflow).title(ofEvent: entry.key, language)),
        "since": .moment(entry.value.since.at), "code": .string(entry.value.obstacle.code),
        "reason": .string(entry.value.obstacle.text(in: language)),
      ])
    }
  }

  /// Describes what one administrator has proposed and another must confirm.
  private init(_ waiting: MendProposal, hiding hidden: Set<String>, _ language: Language) {
    var mend = waiting.mend
    mend.data = mend.data.filter { !hidden.contains($0.key) }
    func name(_ key: String) -> JSON? { mend.act.flatMap { $0.key == key ? .string($0.name) : nil } }
    self = .members([
      "number": .int(waiting.since.sequence), "by": .string(waiting.proposer), "since": .moment(waiting.since.at),
      "track": .int(Int64(mend.track.value)), "state": name("state"),
      "data": mend.data.isEmpty ? nil : JSON(mend.data), "retry": name("retry"), "drop": name("drop"),
      "reason": .string(mend.reason), "says": .texts(mend.words(in: language)),
    ])
  }

  private init(_ deadline: CaseDeadline, at moment: Moment, _ language: Language) {
    self = .members([
      "track": .int(Int64(deadline.track.value)), "clock": .string(deadline.clock),
      "title": .string(deadline.title.text(in: language, fallback: deadline.clock)),
      "law": deadline.law.map { .string($0) }, "started": .date(deadline.started), "due": .date(deadline.due),
      "original": .date(deadline.original),
      "extended": deadline.isExtended ? .bool(true) : nil, "corrected": deadline.isCorrected ? .bool(true) : nil,
      "status": .string(deadline.status.rawValue), "stopped": .date(deadline.stopped),
      "lapse": .moment(deadline.lapse),
      "past": .bool(deadline.isPast(at: moment)), "mark": deadline.mark.map { .string($0) },
      "provisional": .bool(deadline.isProvisional),
      "contradicts": deadline.contradicts.map { .string($0) },
      "explanation": .texts(deadline.deadline.text(in: language)),
    ])
  }

  /// - Parameters:
  ///   - hidden: for each track, by its number, the fields whose values are not shown.
  ///   - before: the version of the workflow that the event's track ran, or a later one that has the state it left.
  ///   - workflow: the same for the state that the track entered.
  init(
    _ line: HistoryLine, hiding hidden: [Set<String>], in library: Library, from before: Workflow?,
    to workflow: Workflow?, _ language: Language
  ) {
    let event = line.event
    let late = event.lateEntry(in: library, workflow)
    self = .members([
      "sequence": .int(event.sequence), "at": .moment(event.at), "on": .date(event.on),
      "late_days": late.map { .int(Int64($0.days)) }, "late_entry": late.map { .string($0.text(in: language)) },
      "track": .int(Int64(event.track.value)), "event": .string(event.name),
      "event_title": .string(workflow.title(ofEvent: event.name, language)), "from": .string(event.from),
      "from_title": .string(before.title(of: event.from, language)), "to": .string(event.to),
      "to_title": .string(workflow.title(of: event.to, language)), "actor": .string(event.actor),
      "for": event.behalf.map { .string($0) }, "via": .string(event.via),
      "command": .string(event.command.value), "changes": .texts(event.changes.map { $0.sentence(hiding: hidden) }),
      "link": .string(line.link.hexadecimal),
    ])
  }
}

extension Workflow? {
  func title(of state: String, _ language: Language) -> String {
    self?.state(state)?.title.text(in: language, fallback: state) ?? state
  }

  func title(ofEvent name: String, _ language: Language) -> String {
    self?.eventTitle(name)?.text(in: language, fallback: name) ?? name
  }

  /// Returns the title of what somebody must do: that of a state, of an approval or of a look-back.
  func title(ofWork kind: String, _ language: Language) -> String {
    guard let workflow = self else { return kind }
    if let rule = workflow.lookBacks.first(where: { $0.name == kind }) {
      return rule.title.text(in: language, fallback: kind)
    }
    return workflow.state(kind) == nil ? title(ofEvent: kind, language) : title(of: kind, language)
  }
}

extension Change {
  /// Returns the change in a few English words, without the values of fields that are hidden.
  fileprivate func sentence(hiding hidden: [Set<String>]) -> String {
    switch self {
    case .set(let track, let field, _) where hidden[safe: track.value]?.contains(field) ?? false: "\(field) set"
    case .mendProposed(let track, let mend, let person)
    where mend.data.keys.contains { hidden[safe: track.value]?.contains($0) ?? false }:
      "\(person) proposes on track \(track)"
    case .opened(let opening):
      "opened track \(opening.track) \(opening.workflow)" + (opening.unit.map { " for \($0)" } ?? "")
    case .entered(let track, let state): "track \(track) entered \(state)"
    case .set(_, let field, let value): "\(field) = \(value)"
    case .cleared(_, let field): "\(field) cleared"
    case .noted(let name, let value): "\(name): \(value)"
    case .clockStarted(_, let clock, let on, _): "clock \(clock) started \(on)"
    case .clockPaused(_, let clock, let on, _): "clock \(clock) paused \(on)"
    case .clockResumed(_, let clock, let on, _): "clock \(clock) resumed \(on)"
    case .clockExtended(_, let clock, let extent): "clock \(clock) extended \(extent.words)"
    case .clockCorrected(_, let clock, let correction):
      "clock \(clock) corrected to start \(correction.started)"
    case .clockStopped(_, let clock, let on, _): "clock \(clock) stopped \(on)"
    case .moved(let track, let workflow, let state, let definition):
      "track \(track) goes on with \(workflow) in \(state), SHA-256 \(definition.hexadecimal)"
    case .clockCounted(_, let clock, let version?): "clock \(clock) keeps the term of version \(version)"
    case .clockCounted(_, let clock, nil): "clock \(clock) counted by the new version"
    case .fieldRenamed(_, let field, let name): "\(field) is called \(name) now"
    case .clockRedated(_, let clock, let edition): "clock \(clock) counted with \(edition)"
    case .calendarAdopted(_, let edition): "calendar \(edition)"
    case .fired(_, let timer): "timer \(timer)"
    case .approvalOpened: "approval opened"
    case .asked(_, let step, let seats):
      "step \(step + 1) asks \(seats.flatMap { $0 }.map(\.description).joined(separator: ", "))"
    case .decided(_, let step, let person, let claims, let digest):
      "step \(step + 1) approved by \(person) as \(claims.map(\.words).joined(separator: ", "))"
        + (digest.map { ", text sha256:\($0.hexadecimal)" } ?? "")
    case .approvalReturned(_, let step): "returned to step \(step + 1)"
    case .removed(let track): "track \(track) ended: its element was taken out"
    case .clockDated(_, let clock, let date): "clock \(clock) due \(date.map(\.description) ?? "never")"
    case .clockMarked(_, let clock, .held, let holds): "clock \(clock) \(holds ? "halted" : "goes on")"
    case .clockMarked(_, let clock, .asked, let holds):
      "clock \(clock): extension \(holds ? "asked for" : "refused")"
    case .blocked(_, let event, _, let obstacle): "\(event) blocked: \(obstacle.english)"
    case .freed(_, let event): "\(event) no longer blocked"
    case .clockContinued(_, let clock): "clock \(clock) goes on"
    case .mendProposed(let track, let mend, let person):
      "\(person) proposes on track \(track): \(mend.words(in: .english).joined(separator: ", "))"
    case .mendSettled: "proposal settled"
    case .approvalClosed: "approval closed"
    case .ended(let track): "track \(track) ended"
    case .resumed(let track): "track \(track) resumed"
    }
  }
}

extension ApprovalState.Claim {
  fileprivate var words: String { seat.description + (behalf.map { " for \($0)" } ?? "") }
}

extension ClockFacts.Extension {
  fileprivate var words: String {
    switch reach {
    case .to(let span): "to \(span) from its start"
    case .by(let span): "by \(span)"
    case .fromGrant(let span): "to \(span) from the day it was granted"
    }
  }
}

extension CaseSummary {
  /// The fields that the actor may not read, by the data and the state of the root track.
  fileprivate func hiddenFields(_ data: JSON, from actor: Actor, in library: Library) -> Set<String> {
    guard library.workflow(workflow)?.visibility.fields.isEmpty == false else { return [] }
    let stamp = Stamp(sequence: 0, at: opened, on: openedOn)
    var root = Track(id: .root, parent: nil, group: "", workflow: workflow, unit: nil, state: state, entered: stamp)
    guard case .object(let members) = data else { return [] }
    for member in members { root.data[member.name] = member.value.value }
    let known = Case(id: id, sequence: 0, opened: opened, tracks: [root])
    return known.hiddenFields(of: root, from: actor, in: library)
  }
}

extension JSON {
  /// The object without these members.
  fileprivate func without(_ names: Set<String>) -> JSON {
    guard !names.isEmpty, case .object(let members) = self else { return self }
    return .object(members.filter { !names.contains($0.name) })
  }
}

extension [Set<String>] {
  fileprivate subscript(safe index: Int) -> Set<String>? { indices.contains(index) ? self[index] : nil }
}
