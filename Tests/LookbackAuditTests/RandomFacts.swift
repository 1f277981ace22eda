import LookbackCEL
import LookbackCore
import LookbackTime
import SeededTesting

/// Cases and events of every shape, drawn from a seed; they need not make sense, only be writable.
struct RandomFacts {
  private var random: SplitMix64

  init(seed: Int) { random = SplitMix64(seed: seed) }

  mutating func event(sequence: Int64 = 1) -> CaseEvent {
    CaseEvent(
      sequence: sequence, at: moment(), on: date(), track: track(), name: text(), from: text(), to: text(),
      actor: text(), via: text(), command: CommandID(text()), changes: many { $0.change() },
      behalf: below(2) == 0 ? nil : text())
  }

  mutating func wholeCase() -> Case {
    var tracks: [Track] = [aTrack(0)]
    for number in 0..<below(4) { tracks.append(aTrack(number + 1)) }
    return Case(
      id: CaseID(number()), sequence: number(),
      opened: moment(), tracks: tracks)
  }

  mutating func value(depth: Int = 0) -> Value {
    switch below(depth < 3 ? 10 : 8) {
    case 0: .null
    case 1: .bool(below(2) == 0)
    case 2: .int(number())
    case 3: .double([0, -1.5, .infinity, .leastNonzeroMagnitude, .pi][below(5)])
    case 4: .string(text())
    case 5: timestamp()
    case 6: elapsed()
    case 7: .date(date())
    case 8: .list(many { $0.value(depth: depth + 1) })
    default: .record(dictionary { $0.value(depth: depth + 1) })
    }
  }

  private mutating func timestamp() -> Value {
    let value = try? Timestamp(seconds: number() % 62_000_000_000, nanos: Int32(below(1_000_000_000)))
    return value.map { .timestamp($0) } ?? .null
  }

  private mutating func elapsed() -> Value {
    (try? Elapsed(nanoseconds: Int128(number()))).map { .duration($0) } ?? .null
  }

  private mutating func change() -> Change {
    switch below(32) {
    case 0: .opened(opening())
    case 1: .entered(track(), state: text())
    case 2: .set(track(), field: text(), value())
    case 3: .cleared(track(), field: text())
    case 4: .noted(name: text(), value())
    case 5: .clockStarted(track(), clock: text(), on: date(), at: maybe())
    case 6: .clockPaused(track(), clock: text(), on: date(), at: maybe())
    case 7: .clockResumed(track(), clock: text(), on: date(), at: maybe())
    case 8: .clockExtended(track(), clock: text(), extent())
    case 9: .clockStopped(track(), clock: text(), on: date(), at: maybe())
    case 10: .fired(track(), timer: text())
    case 11: .approvalOpened(track(), steps: many { $0.below(9) })
    case 12:
      .decided(
        track(), step: below(9), person: text(), claims: many { $0.claim() },
        digest: below(2) == 0 ? nil : [UInt8(below(256)), 0])
    case 16: .approvalReturned(track(), step: below(9))
    case 17: .removed(track())
    case 18: .clockDated(track(), clock: text(), below(2) == 0 ? nil : date())
    case 19: .clockMarked(track(), clock: text(), ClockMark.allCases[below(2)], below(2) == 0)
    case 20: .clockRedated(track(), clock: text(), CalendarEdition(name: "cn", versions: [below(9) + 1]))
    case 21: .calendarAdopted(track(), CalendarEdition(name: "cn", versions: [below(9) + 1]))
    case 22: .moved(track(), to: workflow(), state: text(), definition: many { UInt8($0.below(256)) })
    case 23: .clockCounted(track(), clock: text(), by: below(2) == 0 ? nil : below(9) + 1)
    case 24: .fieldRenamed(track(), field: text(), to: text())
    case 25: .blocked(track(), event: text(), timer: below(2) == 0 ? nil : text(), obstacle())
    case 26: .freed(track(), event: text())
    case 28: .asked(track(), step: below(9), seats: seats())
    case 29: .clockContinued(track(), clock: text())
    case 30: proposed()
    case 31: .mendSettled(track())
    case 13: .approvalClosed(track())
    case 14: .ended(track())
    case 15: .clockCorrected(track(), clock: text(), correction())
    default: .resumed(track())
    }
  }

  private mutating func opening() -> Change.Opening {
    .init(
      track: track(), parent: below(2) == 0 ? nil : track(), group: text(), workflow: workflow(),
      unit: below(2) == 0 ? nil : text(), state: text(), round: below(2) == 0 ? nil : number())
  }

  private mutating func aTrack(_ id: Int) -> Track {
    var track = Track(
      id: TrackID(id), parent: id == 0 ? nil : .root, group: text(), workflow: workflow(),
      unit: below(2) == 0 ? nil : text(), state: text(), entered: stamp())
    track.isEnded = below(2) == 0
    track.isRemoved = below(2) == 0
    if below(2) == 0 { track.round = number() }
    track.data = dictionary { $0.value() }
    track.written = names { $0.number() }
    track.clocks = names { $0.clock() }
    if below(2) == 0 { track.approval = approval() }
    track.marks = names {
      EventMark(count: $0.below(99), last: $0.stamp(), actor: $0.text(), behalf: $0.below(2) == 0 ? nil : $0.text())
    }
    track.fired = Set(many { $0.text() })
    track.blocked = names {
      Blockage(timer: $0.below(2) == 0 ? nil : $0.text(), obstacle: $0.obstacle(), since: $0.stamp())
    }
    if below(2) == 0 {
      track.mending = MendProposal(mend: mend(track.id), proposer: text(), since: stamp())
    }
    return track
  }

  private mutating func proposed() -> Change {
    let id = track()
    return .mendProposed(id, mend(id), by: text())
  }

  private mutating func mend(_ track: TrackID) -> Mend {
    let acts: [Mend.Act?] = [nil, .put(state: text()), .retry(event: text()), .drop(event: text())]
    return Mend(track: track, act: acts[below(4)], data: dictionary { $0.value() }, reason: text())
  }

  private mutating func names<V>(_ value: (inout RandomFacts) -> V) -> NameMap<V> {
    dictionary(value).reduce(into: NameMap()) { $0[$1.key] = $1.value }
  }

  private mutating func obstacle() -> Obstacle { Obstacle(code: text(), english: text(), chinese: text()) }

  private mutating func clock() -> ClockState {
    let pauses = many {
      ClockFacts.Pause(
        from: $0.date(), until: $0.below(2) == 0 ? nil : $0.date(), fromAt: $0.maybe(), untilAt: $0.maybe())
    }
    let facts = ClockFacts(
      started: date(), recorded: below(2) == 0 ? nil : date(), corrections: many { $0.correction() }, pauses: pauses,
      extensions: many { $0.extent() }, startedAt: maybe())
    return ClockState(
      facts: facts, stopped: below(2) == 0 ? nil : date(), date: below(2) == 0 ? nil : date(),
      marks: Set(ClockMark.allCases.filter { _ in below(2) == 0 }), version: below(2) == 0 ? nil : below(9) + 1,
      stoppedAt: maybe())
  }

  private mutating func approval() -> ApprovalState {
    ApprovalState(
      steps: many { $0.below(9) },
      asked: many { .init(step: $0.below(9), seats: $0.seats(), sequence: $0.number()) },
      decisions: many {
        .init(
          step: $0.below(9), person: $0.text(), sequence: $0.number(), claims: $0.many { $0.claim() },
          digest: $0.below(2) == 0 ? nil : [7, 0])
      })
  }

  private mutating func seats() -> [[Message.Address]] { many { $0.many { $0.seat() } } }

  private mutating func seat() -> Message.Address {
    below(2) == 0 ? .person(text()) : .post(Post(name: text(), unit: text()))
  }

  private mutating func claim() -> ApprovalState.Claim {
    ApprovalState.Claim(seat: seat(), behalf: below(2) == 0 ? nil : text())
  }

  private mutating func extent() -> ClockFacts.Extension {
    let spans = [Span(3, .months), Span(20, .workingDays), Span(15, .days), Span(1, .years)]
    let span = spans[below(spans.count)]
    let reach = [ClockFacts.Extension.Reach.to(span), .by(span), .fromGrant(span)][below(3)]
    return ClockFacts.Extension(
      reach, on: below(4) == 0 ? nil : date(), cap: below(2) == 0 ? nil : spans[below(spans.count)], at: maybe())
  }

  private mutating func correction() -> ClockFacts.Correction {
    .init(started: date(), on: date(), sequence: number())
  }

  private mutating func workflow() -> WorkflowReference { WorkflowReference(name: text(), version: below(9) + 1) }
  private mutating func stamp() -> Stamp { Stamp(sequence: number(), at: moment(), on: date()) }
  private mutating func track() -> TrackID { TrackID(below(5)) }
  private mutating func date() -> CivilDate { CivilDate(days: Int32(below(3_652_059)) - 719_162) }
  private mutating func maybe() -> Moment? { below(2) == 0 ? nil : moment() }
  private mutating func moment() -> Moment { Moment(microseconds: number()) }

  /// Small and extreme numbers alike.
  private mutating func number() -> Int64 {
    let bits = Int64(bitPattern: random.next())
    return bits >> Int64(below(64))
  }

  private mutating func text() -> String {
    let letters: [Character] = ["a", "Z", " ", "\"", "青", "函", "é", "𠀀", "\u{0}", "\n"]
    return String((0..<below(below(20) == 0 ? 300 : 6)).map { _ in letters[below(letters.count)] })
  }

  private mutating func many<T>(_ make: (inout RandomFacts) -> T) -> [T] {
    (0..<below(4)).map { _ in make(&self) }
  }

  private mutating func dictionary<T>(_ make: (inout RandomFacts) -> T) -> [String: T] {
    Dictionary(many { ($0.text(), make(&$0)) }, uniquingKeysWith: { first, _ in first })
  }

  mutating func below(_ bound: Int) -> Int { bound < 1 ? 0 : Int(random.next() % UInt64(bound)) }
}
