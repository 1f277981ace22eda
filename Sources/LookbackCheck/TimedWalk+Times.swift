import LookbackCore
import LookbackDefinition

extension TimedWalk {
  enum Phase: UInt8 {
    case off, running, paused
    /// Halted by an event until another event lets it run on.
    case held
  }

  /// The latest times, counted from the opening or from the moment at which a clock was halted.
  struct Frame {
    var now: TermLength
    var entered: TermLength
    /// When each clock ends. For a halted clock it is the end as if it had not been halted.
    var ends: [TermLength]
  }

  struct Times {
    /// The times counted from the opening.
    var latest: Frame
    var phases: [Phase]
    /// For each halted clock the times counted from its halt. The halt may have been earlier than the latest possible
    /// moment; then more of the clock's term is left when it runs on.
    var halts: [Int: Frame] = [:]
  }
}

extension TimedWalk.Times {
  init(count: Int) {
    let none = Array(repeating: TermLength.zero, count: count)
    latest = TimedWalk.Frame(now: .zero, entered: .zero, ends: none)
    phases = Array(repeating: .off, count: count)
  }

  /// Changes the times for every origin.
  mutating func change(_ body: (inout TimedWalk.Frame) -> Void) {
    body(&latest)
    for index in halts.keys.sorted() {
      if var frame = halts[index] {
        body(&frame)
        halts[index] = frame
      }
    }
  }

  mutating func start(_ index: Int, _ clock: ClockDefinition, isPaused: Bool, _ terms: [TermLength]) {
    stop(index)
    change { $0.ends[index] = clock.end(from: $0.now) }
    phases[index] = .running
    if isPaused { halt(index, as: .paused, terms) }
  }

  mutating func stop(_ index: Int) {
    phases[index] = .off
    halts[index] = nil
    change { $0.ends[index] = .zero }
  }

  /// - Parameter terms: the whole term of each clock, which limits what is left of it.
  mutating func halt(_ index: Int, as phase: TimedWalk.Phase, _ terms: [TermLength]) {
    phases[index] = phase
    if halts[index] == nil { halts[index] = TimedWalk.Frame(now: .zero, entered: .zero, ends: terms) }
  }

  /// Lets the clock run on. Its end moves by the duration of the halt, and is never further ahead than its whole term.
  mutating func resume(_ index: Int, _ terms: [TermLength], _ measure: TermLength.Measure) {
    guard let halted = halts.removeValue(forKey: index) else { return }
    phases[index] = .running
    change { frame in
      let (moved, whole) = (frame.ends[index] + halted.now, frame.now + terms[index])
      frame.ends[index] = (moved.weight(measure) < whole.weight(measure) ? moved : whole).resumed
    }
  }

  /// Applies what the event of a step does with a clock.
  mutating func happen(
    _ index: Int, holds: Bool, resumes: Bool, isPaused: Bool, _ terms: [TermLength], _ measure: TermLength.Measure
  ) {
    switch phases[index] {
    case .running where holds, .paused where holds: halt(index, as: .held, terms)
    case .held where resumes && isPaused: phases[index] = .paused
    case .held where resumes: resume(index, terms, measure)
    default: break
    }
  }

  /// Applies what entering a state does with a clock that it does not start.
  mutating func enter(
    _ index: Int, stops: Bool, pauses: Bool, _ terms: [TermLength], _ measure: TermLength.Measure
  ) {
    if stops { return stop(index) }
    switch phases[index] {
    case .running where pauses: halt(index, as: .paused, terms)
    case .paused where !pauses: resume(index, terms, measure)
    default: break
    }
  }

  func merged(_ other: TimedWalk.Times, _ measure: TermLength.Measure) -> TimedWalk.Times {
    var merged = self
    merged.latest = latest.merged(other.latest, measure)
    merged.halts.merge(other.halts) { $0.merged($1, measure) }
    return merged
  }

  func isLater(than other: TimedWalk.Times, _ measure: TermLength.Measure) -> Bool {
    latest.isLater(than: other.latest, measure)
      || halts.contains { index, frame in other.halts[index].map { frame.isLater(than: $0, measure) } ?? true }
  }
}

extension TimedWalk.Frame {
  func merged(_ other: TimedWalk.Frame, _ measure: TermLength.Measure) -> TimedWalk.Frame {
    TimedWalk.Frame(
      now: now.later(other.now, measure), entered: entered.later(other.entered, measure),
      ends: zip(ends, other.ends).map { $0.later($1, measure) })
  }

  func isLater(than other: TimedWalk.Frame, _ measure: TermLength.Measure) -> Bool {
    now.isLater(than: other.now, measure) || entered.isLater(than: other.entered, measure)
      || zip(ends, other.ends).contains { $0.isLater(than: $1, measure) }
  }
}
