import SeededTesting

extension ModelWorkflow {
  /// A small definition of which every part can come into play; the same for the same seed.
  static func random(_ random: inout SplitMix64) -> ModelWorkflow {
    let count = Int.random(in: 3...6, using: &random)
    var workflow = ModelWorkflow(states: Array(repeating: State(), count: count), clocks: [])
    workflow.states[count - 1].isFinal = true
    var number = 0
    for place in 0..<count - 1 {
      // Every state is left by somebody, whatever else is drawn.
      let next = Event(
        name: "n\(place)", trigger: .person(role: Int.random(in: 0..<roles, using: &random)),
        candidates: [Candidate(to: place + 1)])
      workflow.states[place].events.append(next)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        workflow.states[place].events.append(
          event(number < 10 ? "e0\(number)" : "e\(number)", in: place, of: count, &random))
        number += 1
      }
    }
    if Bool.random(using: &random) {
      workflow.anywhere = ["halt", "go"].map { name in
        Event(name: name, trigger: .person(role: Int.random(in: 0..<roles, using: &random)), candidates: [Candidate()])
      }
    }
    if Bool.random(using: &random), count > 3 { workflow.addApproval(&random) }
    for clock in 0..<Int.random(in: 1...2, using: &random) { workflow.addClock("c\(clock)", &random) }
    return workflow
  }

  private static func event(
    _ name: String, in place: Int, of count: Int, _ random: inout SplitMix64
  ) -> Event {
    func later(_ random: inout SplitMix64) -> Int { Int.random(in: place + 1..<count, using: &random) }
    func other(_ random: inout SplitMix64) -> Int? {
      let to = Int.random(in: 0..<count, using: &random)
      return to == place ? nil : to
    }
    // What guards ask about is what a person does.
    switch name == "e00" ? 7 : Int.random(in: 0..<8, using: &random) {
    case 0:
      // What happens by itself only goes forward, so that it comes to an end.
      return Event(
        name: name, trigger: .automatic(condition("e00", &random)), candidates: [Candidate(to: later(&random))])
    case 1, 2:
      let guarded = Int.random(in: 0..<3, using: &random) == 0 ? condition("e00", &random) : nil
      return Event(
        name: name, trigger: .wait(span(1...9, &random)),
        candidates: [Candidate(condition: guarded, to: other(&random) ?? later(&random))])
    default:
      var candidates = [candidate(to: other(&random), &random)]
      if candidates[0].condition != nil, Bool.random(using: &random) {
        candidates.append(candidate(to: other(&random), &random))
      }
      return Event(
        name: name, trigger: .person(role: Int.random(in: 0..<roles, using: &random)),
        needsNumber: Int.random(in: 0..<4, using: &random) == 0, takesFlag: Bool.random(using: &random),
        candidates: candidates)
    }
  }

  private static func candidate(to: Int?, _ random: inout SplitMix64) -> Candidate {
    Candidate(
      condition: Int.random(in: 0..<3, using: &random) == 0 ? condition("e00", &random) : nil,
      setNumber: Int.random(in: 0..<4, using: &random) == 0 ? Int.random(in: 1...3, using: &random) : nil,
      clearsFlag: Int.random(in: 0..<6, using: &random) == 0, to: to)
  }

  private static func condition(_ event: String, _ random: inout SplitMix64) -> Condition {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: .isTrue
    case 1: .isNotTrue
    case 2: .number(Int.random(in: 1...3, using: &random))
    case 3: .fewer(event, than: Int.random(in: 1...3, using: &random))
    default: .happened(event)
    }
  }

  private static func span(_ range: ClosedRange<Int>, _ random: inout SplitMix64) -> ModelSpan {
    ModelSpan(count: Int.random(in: range, using: &random), isWorking: Bool.random(using: &random))
  }

  /// One of the states in the middle asks for consent.
  private mutating func addApproval(_ random: inout SplitMix64) {
    let place = Int.random(in: 1..<states.count - 1, using: &random)
    // Who is barred is left out of a parallel step; in an orderly one nobody would know whose turn it is.
    let isBarring = Int.random(in: 0..<3, using: &random) == 0
    let due = Bool.random(using: &random) ? Self.span(1...6, &random) : nil
    let steps = (0..<Int.random(in: 1...3, using: &random)).map { number in
      let ask = Array((0..<Self.roles).shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random)))
      return Step(
        name: "t\(number)", ask: ask, need: due == nil ? Int.random(in: 1...ask.count, using: &random) : ask.count,
        isParallel: isBarring || Bool.random(using: &random),
        condition: number > 0 && Int.random(in: 0..<3, using: &random) == 0 ? Self.condition("e00", &random) : nil,
        refusal: number > 0 && Int.random(in: 0..<3, using: &random) == 0 ? number - 1 : nil)
    }
    states[place].approval = Approval(
      steps: steps, refusal: place - 1,
      never: isBarring ? states[place - 1].events[0].name : nil,
      due: due, approvedTo: place + 1)
    states[place].events = states[place].events.filter { event in
      if case .automatic = event.trigger { false } else { true }
    }
  }

  private mutating func addClock(_ name: String, _ random: inout SplitMix64) {
    let last = states.count - 1
    let first = Int.random(in: 0..<last - 1, using: &random)
    let isOfState = Bool.random(using: &random)
    var clock = Clock(
      name: name, span: Self.span(2...12, &random),
      start: isOfState ? .state(first) : .event(states[first].events[0].name), stopsIn: [last],
      hasBreach: Bool.random(using: &random))
    if !anywhere.isEmpty, Bool.random(using: &random) {
      (clock.pausesOn, clock.resumesOn) = ("halt", "go")
    } else if Bool.random(using: &random) {
      clock.pausesIn = (0..<last).filter { $0 != first && Int.random(in: 0..<3, using: &random) == 0 }
    }
    if Bool.random(using: &random) {
      clock.granting = (
        ModelSpan(count: Int.random(in: 1...5, using: &random), isWorking: clock.span.isWorking),
        Int.random(in: 0..<Self.roles, using: &random), Int.random(in: 1...2, using: &random)
      )
    }
    // One before and one after: two of one kind may meet on a day, and are then one.
    for isBefore in [true, false] where Bool.random(using: &random) {
      clock.reminders.append(
        Reminder(
          isBefore: isBefore, span: Self.span(1...3, &random),
          tell: Int.random(in: 1..<Self.roles, using: &random)))
    }
    clocks.append(clock)
  }
}
