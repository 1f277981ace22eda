import LookbackCEL
package import LookbackCore
import LookbackTime

extension Case {
  /// The stored state; equal cases give equal bytes.
  package var canonicalBytes: [UInt8] {
    var writer = CanonicalWriter(size: 2048)
    writer.append(self)
    return writer.bytes
  }

  package init(canonicalBytes bytes: [UInt8]) throws(MalformedBytes) {
    var reader = CanonicalReader(bytes)
    guard try reader.number(1) == 1 else { throw MalformedBytes(expected: "format 1") }
    let id = CaseID(try reader.number(2))
    let sequence = try reader.number(3)
    let opened = try reader.moment(4)
    let tracks = try reader.all(5) { entry throws(MalformedBytes) in try entry.track() }
    try reader.requireEnd()
    guard !tracks.isEmpty else { throw MalformedBytes(expected: "a root track") }
    self.init(id: id, sequence: sequence, opened: opened, tracks: tracks)
  }
}

extension CanonicalWriter {
  /// The stored form of a case, format 1.
  mutating func append(_ current: Case) {
    write(1, 1 as Int64)
    write(2, current.id.value)
    write(3, current.sequence)
    write(4, current.opened)
    for track in current.tracks { write(5) { $0.append(track) } }
  }

  private mutating func append(_ track: Track) {
    write(1, Int64(track.id.value))
    if let parent = track.parent { write(2, Int64(parent.value)) }
    write(3, track.group)
    write(4, track.workflow.name)
    write(5, Int64(track.workflow.version))
    if let unit = track.unit { write(6, unit) }
    write(7, track.state)
    write(8) { $0.append(track.entered) }
    write(9, track.opened)
    write(10, track.isEnded)
    var plain = PlainTexts()
    for (name, value) in track.data.sorted(by: { $0.key.precedes($1.key) }) {
      write(11) {
        $0.write(1, name)
        $0.write(2, value, &plain)
      }
    }
    writeMap(12, track.written) { $0.write(2, $1) }
    writeMap(13, track.clocks) { $0.append($1) }
    if let approval = track.approval { write(14) { $0.append(approval) } }
    writeMap(15, track.marks) { $0.append($1) }
    for key in track.fired.sorted(by: { $0.precedes($1) }) { write(16, key) }
    if let calendar = track.calendar { write(17, calendar.description) }
    if track.round != track.opened { write(18, track.round) }
    if track.isRemoved { write(19, true) }
    writeMap(20, track.blocked) { $0.append($1) }
    if let waiting = track.mending {
      write(21) {
        $0.append(waiting.mend, by: waiting.proposer, &plain)
        $0.write(8) { $0.append(waiting.since) }
      }
    }
  }

  private mutating func writeMap<V>(_ field: UInt8, _ map: NameMap<V>, _ body: (inout CanonicalWriter, V) -> Void) {
    let entries = map.entries
    for place in entries.indices {
      write(field) {
        $0.write(1, entries[place].key)
        body(&$0, entries[place].value)
      }
    }
  }

  private mutating func append(_ stamp: Stamp) {
    write(1, stamp.sequence)
    write(2, stamp.at)
    write(3, stamp.on)
  }

  private mutating func append(_ mark: EventMark) {
    write(2, Int64(mark.count))
    write(3) { $0.append(mark.last) }
    write(4, mark.actor)
    if let behalf = mark.behalf { write(5, behalf) }
  }

  private mutating func append(_ blockage: Blockage) {
    write(2) { $0.append(blockage.since) }
    if let timer = blockage.timer { write(3, timer) }
    append(blockage.obstacle)
  }

  private mutating func append(_ clock: ClockState) {
    write(2, clock.facts.started)
    for pause in clock.facts.pauses {
      write(3) {
        $0.write(1, pause.from)
        if let until = pause.until { $0.write(2, until) }
        if let at = pause.fromAt { $0.write(3, at) }
        if let at = pause.untilAt { $0.write(4, at) }
      }
    }
    for extent in clock.facts.extensions { write(4) { $0.append(extent) } }
    if let stopped = clock.stopped { write(5, stopped) }
    if let recorded = clock.facts.recorded { write(6, recorded) }
    for correction in clock.facts.corrections { write(7) { $0.append(correction) } }
    if let calendar = clock.calendar { write(8, calendar.description) }
    if let original = clock.original { write(9, original.description) }
    if let date = clock.date { write(10, date) }
    for mark in clock.marks.map(\.rawValue).sorted(by: { $0.precedes($1) }) { write(11, mark) }
    if let version = clock.version { write(12, Int64(version)) }
    if let at = clock.facts.startedAt { write(13, at) }
    if let at = clock.stoppedAt { write(14, at) }
  }

  private mutating func append(_ approval: ApprovalState) {
    for step in approval.steps { write(1, Int64(step)) }
    for decision in approval.decisions {
      write(2) {
        $0.write(1, Int64(decision.step))
        $0.write(3, decision.person)
        $0.write(4, decision.sequence)
        for claim in decision.claims { $0.write(5, claim) }
        if let digest = decision.digest { $0.write(6, digest) }
      }
    }
    for asked in approval.asked {
      write(3) {
        $0.write(1, Int64(asked.step))
        $0.write(2, asked.sequence)
        for role in asked.seats { $0.write(3, seats: role) }
      }
    }
  }
}

extension CanonicalReader {
  fileprivate mutating func track() throws(MalformedBytes) -> Track {
    let id = TrackID(try whole(1))
    let parent = next == 2 ? TrackID(try whole(2)) : nil
    let groupName = try text(3)
    let workflow = WorkflowReference(name: try text(4), version: try whole(5))
    let unit = next == 6 ? try text(6) : nil
    let state = try text(7)
    let entered = try group(8) { entry throws(MalformedBytes) in try entry.stamp() }
    var track = Track(
      id: id, parent: parent, group: groupName, workflow: workflow, unit: unit, state: state, entered: entered)
    track.opened = try number(9)
    track.isEnded = try truth(10)
    var plain = PlainTexts()
    for entry in try map(11, { entry throws(MalformedBytes) in try entry.value(2, &plain) }).entries {
      track.data[entry.key] = entry.value
    }
    track.written = try map(12) { entry throws(MalformedBytes) in try entry.number(2) }
    track.clocks = try map(13) { entry throws(MalformedBytes) in try entry.clock() }
    if next == 14 {
      track.approval = try group(14) { entry throws(MalformedBytes) in try entry.approval() }
    }
    track.marks = try map(15) { entry throws(MalformedBytes) in try entry.mark() }
    track.fired = try texts(16)
    track.calendar = next == 17 ? try edition(17) : nil
    track.round = next == 18 ? try number(18) : track.opened
    track.isRemoved = next == 19 ? try truth(19) : false
    track.blocked = try map(20) { entry throws(MalformedBytes) in try entry.blockage() }
    if next == 21 {
      track.mending = try group(21) { entry throws(MalformedBytes) in
        let (mend, proposer) = try entry.mend(on: TrackID(try entry.whole(1)), &plain)
        let since = try entry.group(8) { inner throws(MalformedBytes) in try inner.stamp() }
        return MendProposal(mend: mend, proposer: proposer, since: since)
      }
    }
    return track
  }

  /// A set of texts, in the order of their bytes.
  private mutating func texts(_ field: UInt8) throws(MalformedBytes) -> Set<String> {
    var found: Set<String> = []
    var last: String?
    while next == field {
      let text = try text(field)
      guard last?.precedes(text) ?? true else { throw MalformedBytes(expected: "texts in order in field \(field)") }
      last = text
      guard found.insert(text).inserted else { throw MalformedBytes(expected: "each text once in field \(field)") }
    }
    return found
  }

  private mutating func stamp() throws(MalformedBytes) -> Stamp {
    Stamp(sequence: try number(1), at: try moment(2), on: try date(3))
  }

  private mutating func blockage() throws(MalformedBytes) -> Blockage {
    let since = try group(2) { entry throws(MalformedBytes) in try entry.stamp() }
    let timer = next == 3 ? try text(3) : nil
    return Blockage(timer: timer, obstacle: try obstacle(), since: since)
  }

  private mutating func mark() throws(MalformedBytes) -> EventMark {
    let count = try whole(2)
    let last = try group(3) { entry throws(MalformedBytes) in try entry.stamp() }
    let actor = try text(4)
    return EventMark(count: count, last: last, actor: actor, behalf: next == 5 ? try text(5) : nil)
  }

  private mutating func clock() throws(MalformedBytes) -> ClockState {
    var facts = ClockFacts(started: try date(2))
    facts.pauses = try all(3) { entry throws(MalformedBytes) in
      ClockFacts.Pause(
        from: try entry.date(1), until: entry.next == 2 ? try entry.date(2) : nil, fromAt: try entry.momentOrNone(3),
        untilAt: try entry.momentOrNone(4))
    }
    facts.extensions = try all(4) { entry throws(MalformedBytes) in try entry.extent() }
    let stopped = next == 5 ? try date(5) : nil
    facts.recorded = next == 6 ? try date(6) : nil
    facts.corrections = try all(7) { entry throws(MalformedBytes) in try entry.correction() }
    let calendar = next == 8 ? try edition(8) : nil
    let original = next == 9 ? try edition(9) : nil
    let due = next == 10 ? try date(10) : nil
    let marks = try texts(11).map { text throws(MalformedBytes) -> ClockMark in
      guard let mark = ClockMark(rawValue: text) else { throw MalformedBytes(expected: "a mark of a clock") }
      return mark
    }
    let version = next == 12 ? try whole(12) : nil
    facts.startedAt = try momentOrNone(13)
    return ClockState(
      facts: facts, stopped: stopped, calendar: calendar, original: original, date: due, marks: Set(marks),
      version: version, stoppedAt: try momentOrNone(14))
  }

  private mutating func approval() throws(MalformedBytes) -> ApprovalState {
    var steps: [Int] = []
    while next == 1 { steps.append(try whole(1)) }
    let decisions = try all(2) { entry throws(MalformedBytes) in
      let (step, person, sequence) = (try entry.whole(1), try entry.text(3), try entry.number(4))
      let claims = try entry.all(5) { claim throws(MalformedBytes) in try claim.claim() }
      let digest = entry.next == 6 ? Array(try entry.content(6)) : nil
      return ApprovalState.Decision(step: step, person: person, sequence: sequence, claims: claims, digest: digest)
    }
    let asked = try all(3) { entry throws(MalformedBytes) in
      let (step, sequence) = (try entry.whole(1), try entry.number(2))
      let seats = try entry.all(3) { role throws(MalformedBytes) in try role.seats() }
      return ApprovalState.Asked(step: step, seats: seats, sequence: sequence)
    }
    return ApprovalState(steps: steps, asked: asked, decisions: decisions)
  }
}
