import LookbackCEL
import LookbackCore
import LookbackTime

extension CanonicalWriter {
  /// One change: its kind, then what it says, in fixed order.
  mutating func write(_ field: UInt8, _ change: Change, _ texts: inout some TextEncoding) {
    write(field) { $0.append(change, &texts) }
  }

  private mutating func append(_ change: Change, _ texts: inout some TextEncoding) {
    switch change {
    case .opened(let opening): write(1) { $0.append(opening) }
    case .entered(let track, let state): write(2) { $0.append(track, state) }
    case .set(let track, let field, let value):
      write(3) {
        $0.append(track, field)
        $0.write(3, value, &texts)
      }
    case .cleared(let track, let field): write(4) { $0.append(track, field) }
    case .noted(let name, let value):
      write(5) {
        $0.write(1, name)
        $0.write(2, value, &texts)
      }
    case .clockStarted(let track, let clock, let on, let at): write(6) { $0.append(track, clock, on, at) }
    case .clockPaused(let track, let clock, let on, let at): write(7) { $0.append(track, clock, on, at) }
    case .clockResumed(let track, let clock, let on, let at): write(8) { $0.append(track, clock, on, at) }
    case .clockStopped(let track, let clock, let on, let at): write(9) { $0.append(track, clock, on, at) }
    case .clockExtended(let track, let clock, let extent):
      write(10) {
        $0.append(track, clock)
        $0.append(extent)
      }
    case .clockCorrected(let track, let clock, let correction):
      write(17) {
        $0.append(track, clock)
        $0.append(correction)
      }
    case .clockRedated(let track, let clock, let edition):
      write(18) {
        $0.append(track, clock)
        $0.write(3, edition.description)
      }
    case .calendarAdopted(let track, let edition): write(19) { $0.append(track, edition.description) }
    case .fired(let track, let timer): write(11) { $0.append(track, timer) }
    case .approvalOpened(let track, let steps):
      write(12) {
        $0.write(1, Int64(track.value))
        for step in steps { $0.write(2, Int64(step)) }
      }
    case .decided(let track, let step, let person, let claims, let digest):
      write(13) {
        $0.append(track, person)
        $0.write(3, Int64(step))
        for claim in claims { $0.write(4, claim) }
        if let digest { $0.write(6, digest) }
      }
    case .asked(let track, let step, let seats):
      write(29) {
        $0.write(1, Int64(track.value))
        $0.write(2, Int64(step))
        for role in seats { $0.write(3, seats: role) }
      }
    case .approvalReturned(let track, let step):
      write(20) {
        $0.write(1, Int64(track.value))
        $0.write(2, Int64(step))
      }
    case .removed(let track): write(21) { $0.write(1, Int64(track.value)) }
    case .clockDated(let track, let clock, let date): write(22) { $0.append(track, clock, date) }
    case .clockMarked(let track, let clock, let mark, let holds):
      write(23) {
        $0.append(track, clock)
        $0.write(3, mark.rawValue)
        $0.write(4, holds)
      }
    case .moved(let track, let workflow, let state, let definition):
      write(24) {
        $0.append(track, state)
        $0.write(3, workflow.name)
        $0.write(4, Int64(workflow.version))
        $0.write(5, definition)
      }
    case .clockCounted(let track, let clock, let version):
      write(25) {
        $0.append(track, clock)
        if let version { $0.write(3, Int64(version)) }
      }
    case .fieldRenamed(let track, let field, let name):
      write(26) {
        $0.append(track, field)
        $0.write(3, name)
      }
    case .blocked(let track, let event, let timer, let obstacle):
      write(27) {
        $0.append(track, event)
        if let timer { $0.write(3, timer) }
        $0.append(obstacle)
      }
    case .freed(let track, let event): write(28) { $0.append(track, event) }
    case .clockContinued(let track, let clock): write(30) { $0.append(track, clock) }
    case .mendProposed(_, let mend, let proposer): write(31) { $0.append(mend, by: proposer, &texts) }
    case .mendSettled(let track): write(32) { $0.write(1, Int64(track.value)) }
    case .approvalClosed(let track): write(14) { $0.write(1, Int64(track.value)) }
    case .ended(let track): write(15) { $0.write(1, Int64(track.value)) }
    case .resumed(let track): write(16) { $0.write(1, Int64(track.value)) }
    }
  }

  private mutating func append(_ track: TrackID, _ name: String, _ on: CivilDate? = nil, _ at: Moment? = nil) {
    write(1, Int64(track.value))
    write(2, name)
    if let on { write(3, on) }
    if let at { write(4, at) }
  }

  private mutating func append(_ opening: Change.Opening) {
    write(1, Int64(opening.track.value))
    if let parent = opening.parent { write(2, Int64(parent.value)) }
    write(3, opening.group)
    write(4, opening.workflow.name)
    write(5, Int64(opening.workflow.version))
    if let unit = opening.unit { write(6, unit) }
    write(7, opening.state)
    if let round = opening.round { write(8, round) }
  }

  mutating func append(_ extent: ClockFacts.Extension) {
    switch extent.reach {
    case .to(let span): write(4, span.description)
    case .by(let span): write(5, span.description)
    case .fromGrant(let span): write(7, span.description)
    }
    if let on = extent.on { write(6, on) }
    if let cap = extent.cap { write(8, cap.description) }
    if let at = extent.at { write(9, at) }
  }
}

extension CanonicalReader {
  mutating func change(_ texts: inout some TextDecoding) throws(MalformedBytes) -> Change {
    guard let kind = next else { throw MalformedBytes(expected: "a change") }
    return try group(kind) { inner throws(MalformedBytes) in try inner.change(kind, &texts) }
  }

  private mutating func change(_ kind: UInt8, _ texts: inout some TextDecoding) throws(MalformedBytes) -> Change {
    switch kind {
    case 1: return .opened(try opening())
    case 5: return .noted(name: try text(1), try value(2, &texts))
    case 12:
      let track = try track()
      var steps: [Int] = []
      while next == 2 { steps.append(try whole(2)) }
      return .approvalOpened(track, steps: steps)
    case 14: return .approvalClosed(try track())
    case 15: return .ended(try track())
    case 16: return .resumed(try track())
    case 29:
      let (track, step) = (try track(), try whole(2))
      return .asked(track, step: step, seats: try all(3) { entry throws(MalformedBytes) in try entry.seats() })
    case 31:
      let track = try track()
      let (mend, proposer) = try mend(on: track, &texts)
      return .mendProposed(track, mend, by: proposer)
    case 32: return .mendSettled(try track())
    case 20: return .approvalReturned(try track(), step: try whole(2))
    case 21: return .removed(try track())
    default: return try named(kind, try track(), try text(2), &texts)
    }
  }

  private mutating func named(
    _ kind: UInt8, _ track: TrackID, _ name: String, _ texts: inout some TextDecoding
  ) throws(MalformedBytes) -> Change {
    switch kind {
    case 2: return .entered(track, state: name)
    case 3: return .set(track, field: name, try value(3, &texts))
    case 4: return .cleared(track, field: name)
    case 6: return .clockStarted(track, clock: name, on: try date(3), at: try momentOrNone(4))
    case 7: return .clockPaused(track, clock: name, on: try date(3), at: try momentOrNone(4))
    case 8: return .clockResumed(track, clock: name, on: try date(3), at: try momentOrNone(4))
    case 9: return .clockStopped(track, clock: name, on: try date(3), at: try momentOrNone(4))
    case 10: return .clockExtended(track, clock: name, try extent())
    case 11: return .fired(track, timer: name)
    case 17: return .clockCorrected(track, clock: name, try correction())
    case 18: return .clockRedated(track, clock: name, try edition(3))
    case 19:
      guard let edition = CalendarEdition(name) else { throw MalformedBytes(expected: "a calendar's edition") }
      return .calendarAdopted(track, edition)
    case 13:
      let step = try whole(3)
      let claims = try all(4) { entry throws(MalformedBytes) in try entry.claim() }
      let digest = next == 6 ? Array(try content(6)) : nil
      return .decided(track, step: step, person: name, claims: claims, digest: digest)
    case 22: return .clockDated(track, clock: name, next == 3 ? try date(3) : nil)
    case 24:
      let workflow = WorkflowReference(name: try text(3), version: try whole(4))
      return .moved(track, to: workflow, state: name, definition: Array(try content(5)))
    case 25: return .clockCounted(track, clock: name, by: next == 3 ? try whole(3) : nil)
    case 26: return .fieldRenamed(track, field: name, to: try text(3))
    case 27: return .blocked(track, event: name, timer: next == 3 ? try text(3) : nil, try obstacle())
    case 28: return .freed(track, event: name)
    case 30: return .clockContinued(track, clock: name)
    case 23: return .clockMarked(track, clock: name, try mark(3), try truth(4))
    default: throw MalformedBytes(expected: "a known change")
    }
  }

  private mutating func track() throws(MalformedBytes) -> TrackID { TrackID(try whole(1)) }

  private mutating func opening() throws(MalformedBytes) -> Change.Opening {
    let track = try track()
    let parent = next == 2 ? TrackID(try whole(2)) : nil
    let group = try text(3)
    let workflow = WorkflowReference(name: try text(4), version: try whole(5))
    let unit = next == 6 ? try text(6) : nil
    let state = try text(7)
    return Change.Opening(
      track: track, parent: parent, group: group, workflow: workflow, unit: unit, state: state,
      round: next == 8 ? try number(8) : nil)
  }

  mutating func extent() throws(MalformedBytes) -> ClockFacts.Extension {
    let reach: ClockFacts.Extension.Reach
    switch next {
    case 4: reach = .to(try span(4))
    case 5: reach = .by(try span(5))
    default: reach = .fromGrant(try span(7))
    }
    let on = next == 6 ? try date(6) : nil
    let cap = next == 8 ? try span(8) : nil
    return ClockFacts.Extension(reach, on: on, cap: cap, at: try momentOrNone(9))
  }

  private mutating func span(_ field: UInt8) throws(MalformedBytes) -> Span {
    let text = try text(field)
    guard let span = try? Span(parsing: text), span.description == text else {
      throw MalformedBytes(expected: "a span in field \(field)")
    }
    return span
  }

  mutating func edition(_ field: UInt8) throws(MalformedBytes) -> CalendarEdition {
    let text = try text(field)
    guard let edition = CalendarEdition(text) else {
      throw MalformedBytes(expected: "a calendar's edition in field \(field)")
    }
    return edition
  }

  mutating func mark(_ field: UInt8) throws(MalformedBytes) -> ClockMark {
    guard let mark = ClockMark(rawValue: try text(field)) else {
      throw MalformedBytes(expected: "a mark of a clock in field \(field)")
    }
    return mark
  }

  mutating func obstacle() throws(MalformedBytes) -> Obstacle {
    Obstacle(code: try text(4), english: try text(5), chinese: try text(6))
  }

  mutating func correction() throws(MalformedBytes) -> ClockFacts.Correction {
    ClockFacts.Correction(started: try date(3), on: try date(4), sequence: try number(5))
  }
}

extension CanonicalWriter {
  mutating func append(_ obstacle: Obstacle) {
    write(4, obstacle.code)
    write(5, obstacle.english)
    write(6, obstacle.chinese)
  }

  mutating func append(_ correction: ClockFacts.Correction) {
    write(3, correction.started)
    write(4, correction.on)
    write(5, correction.sequence)
  }
}
